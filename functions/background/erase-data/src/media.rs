//! Files of submissions that ended longer ago than their issuer keeps them.
//!
//! An issuer's submissions in one state are gone through in the order in which they came into it, and how far is noted: a
//! round looks at nothing twice. What came into another state since isn't over, and has its turn from there.

use cloud::{
    App, Error,
    table::{
        Commit,
        keys::Key,
        privacy::MediaDeleted,
        record::{REOPENED, Record},
    },
    uploads,
};
use domain::{assignment::days, person::Organisation, submission::Submission};

use crate::{MOST, Round, copies, people::actor};

/// The states in which a submission has ended, or an attempt of it.
const ENDED: [&str; 4] = ["awarded", "not-yet", "withdrawn", REOPENED];

pub(crate) async fn look_after(app: &App, round: &mut Round) {
    let issuers = app.table.issuers().await;
    for issuer in round.note(issuers).into_iter().flatten() {
        for state in ENDED {
            if round.is_long_enough(app) {
                return;
            }
            let deleted = delete(app, round, &issuer, state).await;
            round.note(deleted);
        }
    }
}

/// Deletes what is due among an issuer's submissions in one state. One that fails keeps no other of the same look from its
/// turn; how far everything is deleted is noted up to it, so that it has its own again.
async fn delete(
    app: &App,
    round: &mut Round,
    issuer: &Organisation,
    state: &'static str,
) -> Result<(), Error> {
    let last = app.now() - days(i64::from(issuer.media_days.days()));
    let known: Option<MediaDeleted> = app.table.find(Key::MediaDeleted(issuer.id, state.to_owned())).await?;
    let known = known.unwrap_or_else(|| MediaDeleted::nothing_yet(issuer.id, state));

    let due = app.table.ended_between(issuer.id, state, (&known.until, last), MOST).await?;
    let (mut until, mut is_whole) = (None, true);
    for submission in &due {
        let expired = round.note(expire(app, submission).await);
        round.media += usize::from(expired.is_some_and(|count| count > 0));
        is_whole &= expired.is_some();
        if is_whole {
            until = submission.queue().map(|(_, place)| place);
        }
    }
    if let Some(until) = until {
        let noted = MediaDeleted { version: known.version + 1, until, ..known };
        // Lost: another round is as far.
        let _ = app.table.try_commit(Commit::new().save(&noted)?).await?;
    }
    Ok(())
}

/// Deletes the files of a submission's attempts that have ended, and the copies that were made of them. Answers how many
/// files there were.
async fn expire(app: &App, submission: &Submission) -> Result<usize, Error> {
    let expired = uploads::expire(app, submission.id, &actor()).await?;
    copies::expire(app, submission).await?;
    Ok(expired)
}
