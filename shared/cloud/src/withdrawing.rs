//! Taking work back: the earner does it, or everything of hers is erased.

use domain::{
    appeal::Appeal,
    assignment::Assignment,
    audit::{Actor, Deed},
    letter::Cause,
    submission::Submission,
};
use serde_json::json;

use crate::{
    App, Error, assigning,
    table::{Commit, Dossier},
};

/// Takes back a submission that isn't decided; while an appeal is open, the appeal. Whoever was scoring it is told and
/// gets her slot back in the same transaction. Answers what is stored then.
///
/// # Errors
/// [`domain::Refusal::WrongState`] once it is decided; [`domain::Refusal::Stale`] when it moved on meanwhile.
pub async fn take_back(
    app: &App,
    dossier: &Dossier,
    actor: Actor,
) -> Result<(Submission, Option<Appeal>), Error> {
    let open: Vec<Assignment> = dossier.open_assignments().cloned().collect();
    let submission = dossier.submission.clone().withdraw(app.now())?;
    let appeal = open_appeal(dossier).map(|appeal| appeal.take_back(app.now()));

    let what = if appeal.is_some() { "appeal-taken-back" } else { "withdrawn" };
    let deed = Deed::new(what, json!({"attempt": submission.attempt}), actor.clone(), app.now());
    let mut commit = Commit::new().replace(&submission)?.deed(submission.id, deed);
    if let Some(appeal) = &appeal {
        commit = commit.replace(appeal)?;
    }
    let cause = Cause::SubmissionWithdrawn;
    let ended: Vec<Assignment> = open.into_iter().map(|one| one.withdraw(cause, app.now())).collect();
    for one in &ended {
        commit = commit.and(assigning::withdrawal(app, &submission, one, cause, actor.clone()).await?);
    }
    assigning::end(app, &ended, commit).await?;
    Ok((submission, appeal))
}

/// The appeal that is taken back rather than the submission, if one is open.
fn open_appeal(dossier: &Dossier) -> Option<Appeal> {
    let appealed = dossier.submission.against().is_some();
    dossier.appeal(dossier.submission.attempt).filter(|_| appealed).cloned()
}
