//! `POST /api/submissions/{submission}/assignments`: the issuer asks an assessor by hand.
//!
//! Under the same rules as the automatic choice. A reading that waits for somebody is hers; otherwise whoever had
//! the reading before loses it in the same transaction, and is told.

use cloud::{
    App, Reply, Request, assigning, reply, request,
    table::Dossier,
    wire::{SubmissionView, Viewer},
};
use domain::{
    AssignmentId, PersonId, Refusal, SubmissionId, assignment::Assignment, audit::Actor, person::Role,
    submission::Submission,
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Asked {
    assessor: PersonId,
    /// Whose reading she gets, where two have it.
    instead: Option<AssignmentId>,
}

/// Answers `POST /api/submissions/{submission}/assignments`.
///
/// # Errors
/// [`Refusal::Forbidden`] with the rule that stands against this assessor; [`Refusal::WrongState`]
/// unless the attempt waits for or is with an assessor; [`Refusal::Stale`] when somebody was first.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: SubmissionId = request::path(&request, "submission")?;
    let asked: Asked = request::json(app, &request, "assign-assessor")?;

    let dossier = app.table.dossier(id).await?;
    app.table.person(caller).await?.must_be(&[Role::Issuer], dossier.submission.issuer)?;
    must_be_a_stranger(&dossier.submission, caller, asked.assessor)?;
    let edition = app.table.edition(&dossier.submission.microcredential, dossier.submission.edition).await?;
    if dossier.open_assignments().any(|open| open.assessor == asked.assessor) {
        return reply::ok(&SubmissionView::of(&dossier, &edition, Viewer::Issuer));
    }
    let current = current(&dossier, asked.instead)?;

    let actor = Actor::Person(caller);
    assigning::ask_this_one(app, &dossier.submission, current, asked.assessor, &actor).await?;

    reply::created(&SubmissionView::of(&app.table.dossier(id).await?, &edition, Viewer::Issuer))
}

/// Nobody chooses who scores her own work, or what she was asked to coach, or chooses herself.
fn must_be_a_stranger(submission: &Submission, caller: PersonId, assessor: PersonId) -> Result<(), Refusal> {
    if submission.earner == caller {
        return Err(Refusal::Forbidden(
            "Nobody chooses who scores their own submission. Ask a colleague.".into(),
        ));
    }
    if submission.coached_by.contains(&caller) {
        return Err(Refusal::NotFound);
    }
    if assessor == caller {
        return Err(Refusal::Forbidden(
            "You can't ask yourself to score. Ask a colleague to assign you.".into(),
        ));
    }
    Ok(())
}

/// Who loses her reading: whoever is named, nobody where a reading waits, otherwise the one who has it.
fn current(dossier: &Dossier, instead: Option<AssignmentId>) -> Result<Option<&Assignment>, Refusal> {
    let open: Vec<&Assignment> = dossier.open_assignments().collect();
    if let Some(named) = instead {
        let none = || Refusal::invalid("/instead", "Nobody has this attempt under that assignment.");
        return open.into_iter().find(|open| open.id == named).map(Some).ok_or_else(none);
    }
    match open.as_slice() {
        _ if dossier.submission.sought().is_ok() => Ok(None),
        [] => Ok(None),
        [only] => Ok(Some(only)),
        _ => Err(Refusal::invalid(
            "/instead",
            "Two assessors have this attempt: say whose reading is passed on.",
        )),
    }
}
