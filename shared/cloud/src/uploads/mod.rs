//! What functions do to uploads in more than one place: reserve and give back bytes, judge what has
//! arrived, and look after what nobody finished.
//!
//! Whoever stops between two of these steps leaves nothing that the next caller doesn't put right: a
//! reservation is held against its artifact, an object against its upload's token, and a judgement is
//! made once.

mod budget;
mod expire;
mod finish;
mod judge;
mod look_after;

use domain::{
    artifact::{Artifact, ObjectKey, Proposal, Reservation, Upload, UploadToken},
    submission::Submission,
};

use crate::{App, Error, table::Commit};

pub use expire::expire;
pub use finish::{finish, put_together};
pub use judge::{judge, judge_unasked, letter, told_here};
pub use look_after::{Looked, give_up, go_on, look_after};

/// How often a write is tried again when somebody else's was in between.
const TRIES: usize = 8;

/// Begins the upload of a file that fits, among the artifacts that the submission has so far.
///
/// The bytes are reserved first: no upload exists that no budget holds.
///
/// # Errors
/// [`domain::Refusal::OverBudget`] and [`domain::Refusal::WrongState`] as
/// [`domain::artifact::ByteBudget::reserve`] says.
pub async fn begin(
    app: &App,
    proposal: Proposal,
    submission: &Submission,
    present: &[Artifact],
) -> Result<Artifact, Error> {
    let (now, artifact) = (app.now(), app.id());
    let token = UploadToken::from_random(app.dice.bits());
    let wanted = Reservation { artifact, submission: submission.id, bytes: proposal.size, at: now };
    budget::reserve(app, submission.earner, wanted, present).await?;

    let key = ObjectKey { issuer: submission.issuer, submission: submission.id, artifact };
    let id = app.vault.create(key, proposal.media_type, &token).await?;

    let begun = Artifact::begin(proposal, submission, artifact, Upload::new(id, token, now), now);
    app.table.commit(Commit::new().create(&begun)?).await?;
    Ok(begun)
}

/// Stores the end of an artifact whose bytes are free from now on, together with its budget and the
/// other writes of `commit`, which names the artifact's record.
///
/// # Errors
/// The table can't be reached, or the artifact changed meanwhile.
pub async fn end(app: &App, artifact: &Artifact, commit: Commit) -> Result<(), Error> {
    Ok(budget::end(app, artifact, commit).await?.map_err(domain::Refusal::from)?)
}
