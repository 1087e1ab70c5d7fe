//! `POST /api/submissions/{submission}/uploads`: begins an upload, or goes on with the same file's.
//!
//! The file is held against the part's rules and its bytes against the earner's budget before the
//! store hears of it. The answer is the plan: how the file is cut into parts.

use cloud::{App, Reply, Request, reply, request, table::Dossier, uploads, wire::UploadView};
use domain::{
    SubmissionId,
    artifact::{Artifact, Proposal},
};

/// Answers `POST /api/submissions/{submission}/uploads`.
///
/// # Errors
/// [`domain::Refusal::Invalid`] with everything that the part's rules have against the file;
/// [`domain::Refusal::OverBudget`]; [`domain::Refusal::WrongState`] unless the submission is a draft.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: SubmissionId = request::path(&request, "submission")?;
    let proposal: Proposal = request::json(app, &request, "begin-upload")?;

    let Dossier { submission, artifacts: present, .. } = app.table.dossier(id).await?;
    submission.must_belong_to(caller)?;
    submission.must_be_draft("Uploading")?;
    if let Some(open) = present.iter().find(|artifact| artifact.is_being_uploaded_as(&proposal, app.now())) {
        return go_on(app, open).await;
    }
    let edition = app.table.edition(&submission.microcredential, submission.edition).await?;

    proposal.must_fit(&submission, &edition.definition, &present)?;

    let begun = uploads::begin(app, proposal, &submission, &present).await?;

    reply::created(&UploadView::of(&begun, Vec::new()))
}

async fn go_on(app: &App, open: &Artifact) -> Reply {
    let upload = open.open_upload("Uploading", app.now())?;
    let arrived = app.vault.arrived(open.key(), &upload.id).await?.unwrap_or_default();
    reply::ok(&UploadView::of(open, arrived))
}
