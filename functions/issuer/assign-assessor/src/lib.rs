//! `POST /api/submissions/{submission}/assignments`: the issuer asks an assessor by hand.
//!
//! Under the same rules as the automatic choice. Whoever had the attempt before loses it first and is
//! told; should this stop between the two steps, the attempt waits and is assigned as any other.

use cloud::{
    App, Error, Reply, Request, assigning, reply, request,
    table::{Commit, Dossier, keys::Key},
    wire::{SubmissionView, Viewer},
};
use domain::{
    PersonId, Refusal, SubmissionId,
    assignment::{Assessor, Assignment},
    audit::Actor,
    letter::Cause,
    person::Role,
    submission::{State, Submission},
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Asked {
    assessor: PersonId,
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
    let assessor = assessor(app, &dossier.submission, asked.assessor).await?;
    let edition = app.table.edition(&dossier.submission.microcredential, dossier.submission.edition).await?;

    if let Some(current) = current(&dossier) {
        if current.assessor == asked.assessor {
            return reply::ok(&SubmissionView::of(&dossier, &edition, Viewer::Issuer));
        }
        must_be_eligible(app, &dossier.submission, &assessor)?;
        let (submission, current) = (dossier.submission.clone(), current.clone());
        assigning::take_away(app, submission, current, Cause::Reassigned, Actor::Person(caller)).await?;
    }
    let submission = app.table.submission(id).await?;
    must_be_eligible(app, &submission, &assessor)?;
    let asked = assigning::ask(app, submission, assessor, Commit::new(), &Actor::Person(caller)).await?;
    asked.map_err(Refusal::from)?;

    reply::created(&SubmissionView::of(&app.table.dossier(id).await?, &edition, Viewer::Issuer))
}

/// Nobody chooses who scores her own work, or chooses herself.
fn must_be_a_stranger(submission: &Submission, caller: PersonId, assessor: PersonId) -> Result<(), Refusal> {
    if submission.earner == caller {
        return Err(Refusal::Forbidden(
            "Nobody chooses who scores her own submission. Ask a colleague.".into(),
        ));
    }
    if assessor == caller {
        return Err(Refusal::Forbidden(
            "You can't ask yourself to score. Ask a colleague to assign you.".into(),
        ));
    }
    Ok(())
}

async fn assessor(app: &App, submission: &Submission, person: PersonId) -> Result<Assessor, Error> {
    let entry: Option<Assessor> = app.table.find(Key::Assessor(person, submission.issuer)).await?;
    Ok(entry.ok_or_else(|| Refusal::invalid("/assessor", "Your roster has no such assessor."))?)
}

fn current(dossier: &Dossier) -> Option<&Assignment> {
    let State::InAssessment { assignment, .. } = &dossier.submission.state else {
        return None;
    };
    dossier.assignment(*assignment).ok()
}

fn must_be_eligible(app: &App, submission: &Submission, assessor: &Assessor) -> Result<(), Refusal> {
    let (State::Submitted { passed_on_by, .. } | State::InAssessment { passed_on_by, .. }) =
        &submission.state
    else {
        return Err(submission.cannot("Assigning an assessor"));
    };
    let sought = assigning::sought(submission, passed_on_by);
    let checked = assessor.may_score(&sought, app.now());
    checked.map_err(|why| Refusal::Forbidden(format!("This assessor can't be asked: {}.", why.because())))
}
