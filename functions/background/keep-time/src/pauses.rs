//! Assessors who are too far from the others: how a pause begins, and how what they had is passed on.

use std::collections::BTreeSet;

use cloud::{
    App, Error, Failure,
    table::{
        Commit,
        keys::{Key, Queue},
    },
    withdrawing,
};
use domain::{
    SubmissionId,
    assignment::{Assessor, Assignment, AssignmentState},
    audit::{Actor, Deed},
    letter::{Cause, Content},
    microcredential::Edition,
    person::Person,
    reliability::{Crossing, Pause, Scored},
};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use crate::{MOST, Round};

/// By how much the index may lag behind the table, and much more.
const LAG: SignedDuration = SignedDuration::from_secs(30);

/// A pause with all that is written of it: nothing more is asked of her from this commit on.
///
/// # Errors
/// The table can't be reached.
pub(crate) async fn begin(
    app: &App,
    edition: &Edition,
    last: Option<&Pause>,
    (entry, crossing): (Assessor, Crossing),
) -> Result<Commit, Error> {
    let (definition, assessor) = (&edition.definition.id, entry.person);
    let issuer = app.table.organisation(edition.issuer).await?;
    let person: Option<Person> = app.table.find(Key::Person(assessor)).await?;

    let pause = Pause::begin(last, (definition, edition.issuer), (assessor, crossing), app.now());
    let title = edition.definition.title.clone();
    let to_staff = Content::AssessorPaused { microcredential: definition.clone(), title: title.clone() };
    let detail = json!({"microcredential": definition, "crossing": crossing});
    let deed = Deed::new("assessor-paused", detail, Actor::function("keep-time"), app.now());

    let letter = app.letter_to_staff(issuer, to_staff);
    let mut commit = Commit::new().save(&pause)?.create(&letter)?.replace(&entry.pause(definition))?;
    if let Some(person) = person {
        commit = commit.create(&app.letter(&person, Some(edition.issuer), Content::Paused { title }))?;
    }
    Ok(commit.deed(assessor, deed))
}

/// Pauses that have begun: what those assessors have is passed on, and what they scored lately is listed.
pub(crate) async fn look_after(app: &App, round: &mut Round) {
    let begun = app.table.waiting::<Pause>(&Queue::PausesBegun, MOST, None).await;
    for pause in round.note(begun).into_iter().flat_map(|page| page.items) {
        let settled = settle(app, pause).await;
        round.paused += usize::from(round.note(settled) == Some(true));
    }
}

/// Whether nothing of the definition is left to her. What a look finds is taken away, and a later one looks again.
async fn settle(app: &App, pause: Pause) -> Result<bool, Error> {
    let (hers, actor) = ((pause.assessor, pause.issuer), Actor::function("keep-time"));
    let of = Some(&pause.microcredential);
    let found = withdrawing::take_all_away(app, hers, of, Cause::Paused, &actor).await?;
    if found > 0 || !is_certain(app, &pause).await? {
        return Ok(false);
    }
    let scored = scored(app, &pause).await?;
    // Lost: another round was first.
    Ok(app.table.try_commit(Commit::new().replace(&pause.lasting(scored))?).await?.is_ok())
}

/// Whether the index can't have missed anything: the roster, which doesn't lag, says that she has nothing open, or
/// whatever she was asked before the pause must be in the index by now.
async fn is_certain(app: &App, pause: &Pause) -> Result<bool, Failure> {
    let entry: Option<Assessor> = app.table.find(Key::Assessor(pause.assessor, pause.issuer)).await?;
    Ok(entry.is_some_and(|entry| entry.open == 0) || pause.at + LAG <= app.now())
}

/// What she scored of the definition since her drift began: of work that is its issuer's, and of what two scored, wherever
/// that is by now. What she alone read and is done again is a draft that no queue holds.
async fn scored(app: &App, pause: &Pause) -> Result<Vec<Scored>, Error> {
    let (slug, since) = (&pause.microcredential, pause.crossing.since);
    let mut works: BTreeSet<SubmissionId> = BTreeSet::new();
    for submission in app.table.read_since(pause.issuer, since).await? {
        works.extend((submission.microcredential == *slug).then_some(submission.id));
    }
    let both = app.table.double_scored(slug, since).await?;
    let hers = both.iter().filter(|one| one.readers.contains(&pause.assessor));
    works.extend(hers.map(|one| one.submission));

    let mut scored = Vec::new();
    for work in works {
        let assignments = app.table.assignments(work).await?;
        let hers = assignments.iter().filter(|assignment| assignment.assessor == pause.assessor);
        scored.extend(hers.filter_map(|assignment| scored_since(assignment, since)));
    }
    Ok(scored)
}

fn scored_since(assignment: &Assignment, since: Timestamp) -> Option<Scored> {
    match assignment.state {
        AssignmentState::Submitted { at } if at >= since => Some(Scored {
            at,
            submission: assignment.submission,
            attempt: assignment.attempt,
            assignment: assignment.id,
        }),
        AssignmentState::Submitted { .. }
        | AssignmentState::Offered
        | AssignmentState::Open { .. }
        | AssignmentState::Declined { .. }
        | AssignmentState::Withdrawn { .. } => None,
    }
}
