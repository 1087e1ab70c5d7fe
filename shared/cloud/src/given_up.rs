//! What follows when a letter is given up: its issuer's staff is told, at most once a day, and an assignment that its
//! assessor can't hear of is passed on.

use domain::{
    AssignmentId, LetterId, OrganisationId, Refusal, SubmissionId,
    assignment::AssignmentState,
    audit::{Actor, Deed},
    letter::{Addressee, Cause, Content, Language, Letter, State},
    link::Link,
    submission::Submission,
};
use jiff::{Timestamp, tz::TimeZone};
use serde_json::json;

use crate::{
    App, Error, Failure, assigning,
    table::{Commit, Lost, beside_others, record::Record},
};

/// Stores what became of a letter, with what follows. An assignment is passed on before, in a change of its own: should
/// this stop in between, the letter is still as it was, and whoever comes again finds nothing left to pass on.
///
/// # Errors
/// The table can't be reached.
pub async fn store(app: &App, letter: &Letter, actor: &Actor) -> Result<Result<(), Lost>, Failure> {
    if let State::Suppressed { .. } = letter.state {
        pass_on_unreached(app, letter, actor).await?;
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

/// Passes an assignment on that `letter` was to tell of and that did not reach its assessor: somebody else is asked. She
/// isn't told, since nothing reaches her. What she has opened stays hers.
///
/// # Errors
/// The table can't be reached.
async fn pass_on_unreached(app: &App, letter: &Letter, actor: &Actor) -> Result<(), Error> {
    let (Content::Assignment { link, .. } | Content::Reminder { link, .. }) = &letter.content else {
        return Ok(());
    };
    let &Link::Assignment { submission, assignment, .. } = link else { return Ok(()) };
    match beside_others(&[Submission::KIND], || pass_on_offered(app, submission, assignment, actor)).await {
        // She acted, or it was passed on already.
        Err(Error::Refusal(_)) | Ok(()) => Ok(()),
        Err(failure) => Err(failure),
    }
}

async fn pass_on_offered(
    app: &App,
    submission: SubmissionId,
    assignment: AssignmentId,
    actor: &Actor,
) -> Result<Result<(), Lost>, Error> {
    let (now, cause) = (app.now(), Cause::Unreachable);
    let dossier = app.table.any_dossier(submission).await?;
    let offered = dossier.assignment(assignment)?;
    if offered.state != AssignmentState::Offered {
        return Ok(Ok(()));
    }
    let ended = offered.clone().withdraw(cause, now);
    let passed_on = match dossier.seeded {
        Some(_) => Commit::new(),
        None => Commit::new().replace(&dossier.submission.pass_on(assignment)?)?,
    };
    let deed = Deed::new(
        "assignment-withdrawn",
        json!({"assignment": assignment, "cause": cause}),
        actor.clone(),
        now,
    );
    assigning::try_end(app, &[ended], passed_on.deed(submission, deed)).await
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
