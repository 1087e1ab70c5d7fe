//! Files that are kept no longer.

use domain::{Refusal, SubmissionId, audit::Actor};

use super::budget;
use crate::{App, Error, table::Commit};

/// Deletes all files of a submission's attempts that have ended, with every version of them, and gives their bytes back.
/// Answers how many there were. What was seen in them, and their checksums, stay; so do files that came for an attempt that
/// its earner still works on.
///
/// # Errors
/// [`Refusal::Stale`] when a file changed meanwhile; table or store can't be reached. Asking again is safe.
pub async fn expire(app: &App, submission: SubmissionId, actor: &Actor) -> Result<usize, Error> {
    let mut expired = 0;
    let dossier = app.table.dossier(submission).await?;
    for artifact in dossier.artifacts {
        if !dossier.submission.has_ended(artifact.attempts.first) {
            continue;
        }
        let key = artifact.key();
        let Some((artifact, deed)) = artifact.expire(actor.clone(), app.now()) else { continue };
        // The bytes first: of what is noted as deleted nothing is left.
        app.vault.erase_under(&key.to_string()).await?;
        let commit = Commit::new().replace(&artifact)?.deed(submission, deed);
        // Lost: a scanner spoke of it in this moment; asked again, it is right.
        budget::end(app, &artifact, commit).await?.map_err(Refusal::from)?;
        expired += 1;
    }
    Ok(expired)
}
