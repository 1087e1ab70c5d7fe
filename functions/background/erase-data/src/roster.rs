//! Somebody who scored leaves a roster: what she was asked is passed on, and then her entry goes.

use cloud::{
    App, Error, assigning,
    table::{
        Commit,
        keys::{Key, Queue},
    },
};
use domain::{
    OrganisationId, PersonId,
    assignment::{Assessor, Assignment},
    erasure::Erased,
    letter::Cause,
};

use crate::people::actor;

/// Takes her entry out of an issuer's roster, once nothing that she was asked is open.
pub(crate) async fn leave(app: &App, person: PersonId, issuer: OrganisationId) -> Result<Erased, Error> {
    let entry: Option<Assessor> = app.table.find(Key::Assessor(person, issuer)).await?;
    let Some(entry) = entry else { return Ok(Erased::default()) };
    // Lost: something was given back in this moment; the next look takes it.
    let removed = app.table.try_commit(Commit::new().remove(&entry)?).await?;
    Ok(Erased { records: u64::from(removed.is_ok()), ..Erased::default() })
}

/// Passes on what she has of that issuer's. Answers how many assignments it saw, whatever became of them: the index lags,
/// so that there may be more as long as there are any. With no entry in the roster, something may be open all the same.
pub(crate) async fn pass_on(app: &App, person: PersonId, issuer: OrganisationId) -> Result<usize, Error> {
    let mut open: Vec<Assignment> = app.table.all_waiting(&Queue::Due).await?;
    open.retain(|one| one.assessor == person && one.issuer == issuer);
    let seen = open.len();
    for assignment in open {
        match assigning::take_any_away(app, assignment, Cause::Unreachable, actor()).await {
            // It ended otherwise in this moment.
            Ok(()) | Err(Error::Refusal(_)) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(seen)
}
