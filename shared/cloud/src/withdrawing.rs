//! Taking work back: the earner does it, or everything of hers is erased. And taking it away from an assessor, all that she
//! has: she is paused, or gone.

use domain::{
    OrganisationId, PersonId, Slug,
    appeal::Appeal,
    assignment::Assignment,
    audit::{Actor, Deed},
    letter::Cause,
    submission::Submission,
};
use serde_json::json;

use crate::{
    App, Error, assigning,
    table::{Commit, Dossier, keys::Queue},
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

/// Takes away all that an assessor has open of an issuer, or of one definition of it, as the index has it. Answers how many
/// assignments it found. The index may not hold the newest yet: nothing is left once a later look finds none.
///
/// # Errors
/// As [`assigning::end`], but for what ended otherwise meanwhile.
pub async fn take_all_away(
    app: &App,
    (assessor, issuer): (PersonId, OrganisationId),
    definition: Option<&Slug>,
    cause: Cause,
    actor: &Actor,
) -> Result<usize, Error> {
    let open: Vec<Assignment> = app.table.all_waiting(&Queue::Due).await?;
    let mut found = 0;
    for assignment in open.into_iter().filter(|one| one.assessor == assessor && one.issuer == issuer) {
        let dossier = match app.table.any_dossier(assignment.submission).await {
            Ok(dossier) => dossier,
            // What it is of is gone, and it is with that.
            Err(Error::Refusal(_)) => continue,
            Err(failure) => return Err(failure),
        };
        if definition.is_some_and(|slug| dossier.submission.microcredential != *slug) {
            continue;
        }
        found += 1;
        match assigning::take_out_of(app, dossier, assignment, cause, actor.clone()).await {
            // It ended otherwise in this moment.
            Ok(()) | Err(Error::Refusal(_)) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(found)
}
