//! Somebody who scored leaves a roster: what she was asked is passed on, and then her entry goes. Her pauses stay,
//! without a word about her.

use cloud::{
    App, Error,
    table::{Commit, keys::Key},
    withdrawing,
};
use domain::{OrganisationId, PersonId, assignment::Assessor, erasure::Erased, letter::Cause};

use crate::{people::actor, submissions::replace};

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
    withdrawing::take_all_away(app, (person, issuer), None, Cause::Unreachable, &actor()).await
}

/// Takes out of her pauses why they were lifted.
pub(crate) async fn take_words_out_of_pauses(app: &App, person: PersonId) -> Result<Erased, Error> {
    let mut erased = Erased::default();
    for pause in app.table.pauses_of(person).await? {
        erased.records += replace(app, pause.wordless()).await?;
    }
    Ok(erased)
}
