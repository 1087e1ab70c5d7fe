//! Somebody who scored leaves a roster: what she was asked is passed on, and then her entry goes. Her pauses stay,
//! without a word about her.

use cloud::{
    App, Error,
    table::{Commit, keys::Key},
    withdrawing,
};
use domain::{OrganisationId, PersonId, assignment::Assessor, letter::Cause};

use crate::{people::actor, submissions::replace};

/// Takes her entry out of an issuer's roster. Answers how many records went.
pub(crate) async fn leave(app: &App, person: PersonId, issuer: OrganisationId) -> Result<u64, Error> {
    let key = || Key::Assessor(person, issuer);
    let Some(entry) = app.table.find::<Assessor>(key()).await? else { return Ok(0) };
    if entry.open > 0 {
        withdrawing::take_all_away(app, (person, issuer), None, Cause::Unreachable, &actor()).await?;
    }
    let Some(entry) = app.table.find::<Assessor>(key()).await? else { return Ok(0) };
    // Lost: something was given back in this moment; the next look takes it.
    let removed = app.table.try_commit(Commit::new().remove(&entry)?).await?;
    Ok(u64::from(removed.is_ok()))
}

/// Takes out of her pauses why they were lifted. Answers how many records that changed.
pub(crate) async fn take_words_out_of_pauses(app: &App, person: PersonId) -> Result<u64, Error> {
    let mut changed = 0;
    for pause in app.table.pauses_of(person).await? {
        changed += replace(app, pause.wordless()).await?;
    }
    Ok(changed)
}
