//! What follows when a letter is given up: its issuer's staff is told, at most once a day, and an assignment that its
//! assessor can't hear of is passed on.

use domain::{
    LetterId, OrganisationId, Refusal,
    audit::Actor,
    letter::{Addressee, Content, Language, Letter, State},
};
use jiff::{Timestamp, tz::TimeZone};

use crate::{
    App, Error, Failure, assigning,
    table::{Commit, Lost},
};

/// Stores what became of a letter, with what follows. An assignment is passed on before, in a change of its own: should
/// this stop in between, the letter is still as it was, and whoever comes again finds nothing left to pass on.
///
/// # Errors
/// The table can't be reached.
pub async fn store(app: &App, letter: &Letter, actor: &Actor) -> Result<Result<(), Lost>, Failure> {
    if let State::Suppressed { .. } = letter.state {
        assigning::pass_on_unreached(app, letter, actor).await?;
    }
    if let Some(notice) = notice(app, letter).await? {
        let both = Commit::new().replace(letter)?.create(&notice)?;
        if app.table.try_commit(both).await?.is_ok() {
            return Ok(Ok(()));
        }
        // Lost: the staff was told today.
    }
    app.table.try_commit(Commit::new().replace(letter)?).await
}

/// The notice that `letter` calls for; none when it was not given up, when it is no issuer's, and
/// when it is such a notice itself.
async fn notice(app: &App, letter: &Letter) -> Result<Option<Letter>, Failure> {
    let given_up = match &letter.state {
        State::Suppressed { .. } | State::Dead { .. } => true,
        State::Pending { .. } | State::Held { .. } | State::Sending { .. } | State::Delivered { .. } => false,
    };
    let is_notice = matches!(letter.content, Content::DeadLetters { .. });
    match letter.issuer {
        Some(issuer) if given_up && !is_notice => to_staff(app, issuer).await,
        Some(_) | None => Ok(None),
    }
}

async fn to_staff(app: &App, issuer: OrganisationId) -> Result<Option<Letter>, Failure> {
    let now = app.now();
    let organisation = match app.table.organisation(issuer).await {
        Ok(organisation) => organisation,
        Err(Error::Refusal(Refusal::NotFound)) => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let addressee = Addressee { to: organisation.contact, name: None, language: Language::default() };
    let content = Content::DeadLetters { issuer };

    Ok(Some(Letter::new(id_of_the_day(issuer, now), addressee, Some(issuer), content, now)))
}

/// The same for all notices to one issuer on one day: the table takes only the first.
fn id_of_the_day(issuer: OrganisationId, now: Timestamp) -> LetterId {
    let midnight = now.to_zoned(TimeZone::UTC).start_of_day().map_or(now, |day| day.timestamp());
    LetterId::from_parts(midnight, u128::from_be_bytes(issuer.to_bytes()))
}
