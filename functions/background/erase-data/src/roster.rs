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

/// Takes her entry out of an issuer's roster.
pub(crate) async fn leave(app: &App, person: PersonId, issuer: OrganisationId) -> Result<Erased, Error> {
    let key = || Key::Assessor(person, issuer);
    let Some(entry) = app.table.find::<Assessor>(key()).await? else { return Ok(Erased::default()) };
    if entry.open > 0 {
        pass_on(app, person, issuer).await?;
    }
    let Some(entry) = app.table.find::<Assessor>(key()).await? else { return Ok(Erased::default()) };
    // Lost: something was given back in this moment; the next look takes it.
    let removed = app.table.try_commit(Commit::new().remove(&entry)?).await?;
    Ok(Erased { records: u64::from(removed.is_ok()), ..Erased::default() })
}

async fn pass_on(app: &App, person: PersonId, issuer: OrganisationId) -> Result<(), Error> {
    let open: Vec<Assignment> = app.table.all_waiting(&Queue::Due).await?;
    for assignment in open.into_iter().filter(|one| one.assessor == person && one.issuer == issuer) {
        match assigning::take_any_away(app, assignment, Cause::Unreachable, actor()).await {
            // It ended otherwise in this moment.
            Ok(()) | Err(Error::Refusal(_)) => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(())
}
