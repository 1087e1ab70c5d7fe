//! Assessors who are too far from the others: how a pause begins, and how what they had is passed on.

use cloud::{
    App, Error, Failure, assigning,
    table::{
        Commit,
        keys::{Key, Queue},
    },
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
use jiff::Timestamp;
use serde_json::json;

use crate::{MOST, Round};

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
        round.paused += usize::from(round.note(settled).is_some());
    }
}

async fn settle(app: &App, pause: Pause) -> Result<(), Error> {
    let scored = match passed_on(app, &pause).await {
        Ok(scored) => scored,
        // She, or another round, was first: the next round finds what is left.
        Err(Error::Refusal(_)) => return Ok(()),
        Err(failure) => return Err(failure),
    };
    // Lost: another round was first.
    let _ = app.table.try_commit(Commit::new().replace(&pause.lasting(scored))?).await?;
    Ok(())
}

/// Passes on all that she has of the definition, and answers with what she scored of it since her drift began.
async fn passed_on(app: &App, pause: &Pause) -> Result<Vec<Scored>, Error> {
    take_benchmarks_away(app, pause).await?;
    let mut scored = Vec::new();
    for submission in app.table.read_since(pause.issuer, pause.crossing.since).await? {
        if submission.microcredential != pause.microcredential {
            continue;
        }
        let hers = hers(app, pause, submission.id).await?;
        scored.extend(hers.iter().filter_map(|assignment| scored_since(assignment, pause.crossing.since)));
        if let Some(open) = hers.into_iter().find(Assignment::is_open) {
            let actor = Actor::function("keep-time");
            assigning::take_away(app, submission, open, Cause::Paused, actor).await?;
        }
    }
    Ok(scored)
}

/// A benchmark that she keeps alone would be known for one.
async fn take_benchmarks_away(app: &App, pause: &Pause) -> Result<(), Error> {
    for seeded in app.table.seeded(&pause.microcredential).await? {
        if seeded.given.is_none_or(|given| given.assessor != pause.assessor) {
            continue;
        }
        if let Some(open) = hers(app, pause, seeded.work.id).await?.into_iter().find(Assignment::is_open) {
            let actor = Actor::function("keep-time");
            assigning::take_seeded_away(app, &seeded.work, open, Cause::Paused, actor).await?;
        }
    }
    Ok(())
}

/// Her assignments of a work.
async fn hers(app: &App, pause: &Pause, work: SubmissionId) -> Result<Vec<Assignment>, Failure> {
    let mut assignments = app.table.assignments(work).await?;
    assignments.retain(|assignment| assignment.assessor == pause.assessor);
    Ok(assignments)
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
