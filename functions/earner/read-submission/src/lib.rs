//! `GET /api/submissions/{submission}`: a submission, for its earner and for the issuer's staff.
//!
//! The issuer sees what was handed in; a draft is the earner's alone. Who has it to score sees it as an
//! assessor only.

use std::collections::BTreeSet;

use cloud::{
    App, Error, Reply, Request, reply, request,
    wire::{SubmissionView, Viewer},
};
use domain::{PersonId, Refusal, SubmissionId, person::Role, submission::Submission};

/// Answers `GET /api/submissions/{submission}`.
///
/// # Errors
/// [`Refusal::NotFound`] for everybody else.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: SubmissionId = request::path(&request, "submission")?;

    let dossier = app.table.dossier(id).await?;
    let viewer = viewer(app, caller, &dossier.submission).await?;
    let edition = app.table.edition(&dossier.submission.microcredential, dossier.submission.edition).await?;

    let view = SubmissionView::of(&dossier, &edition, viewer);
    match viewer {
        Viewer::Earner => reply::ok(&view),
        Viewer::Issuer => {
            let asked: BTreeSet<_> =
                dossier.assignments.iter().map(|assignment| assignment.assessor).collect();
            reply::ok(&view.naming(&app.table.people(asked.into_iter()).await?))
        }
    }
}

async fn viewer(app: &App, caller: PersonId, submission: &Submission) -> Result<Viewer, Error> {
    if submission.earner == caller {
        return Ok(Viewer::Earner);
    }
    app.table.person(caller).await?.must_be(&[Role::Issuer], submission.issuer)?;
    submission.must_not_be_scored_or_coached_by(caller)?;
    if submission.was_handed_in() { Ok(Viewer::Issuer) } else { Err(Refusal::NotFound.into()) }
}
