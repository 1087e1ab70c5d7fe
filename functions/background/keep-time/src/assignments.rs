//! Open assignments: reminders before and at due, and passing on after the grace.

use cloud::{
    App, Error, assigning,
    table::{
        Commit,
        keys::{Key, Queue, sortable},
    },
};
use domain::{
    assignment::{Assignment, Overdue},
    audit::{Actor, Deed},
    letter::{Cause, Content, Stage},
    person::Person,
};
use serde_json::json;

use crate::{MOST, Round};

pub(crate) async fn look_after(app: &App, round: &mut Round) {
    let now = app.now();
    let due = app.table.waiting_until::<Assignment>(&Queue::Due, Some(&sortable(now)), MOST, None).await;
    for assignment in round.note(due).into_iter().flat_map(|page| page.items) {
        match assignment.overdue(now) {
            Overdue::NotYet => {}
            Overdue::Remind => {
                let reminded = remind(app, assignment).await;
                round.reminders += usize::from(round.note(reminded).is_some());
            }
            Overdue::PassOn => {
                let passed_on = pass_on(app, assignment).await;
                round.passed_on += usize::from(round.note(passed_on).is_some());
            }
        }
    }
}

async fn remind(app: &App, assignment: Assignment) -> Result<(), Error> {
    let now = app.now();
    let assessor: Option<Person> = app.table.recent(Key::Person(assignment.assessor)).await?;
    // She is being erased, which passes on what she has.
    let Some(assessor) = assessor else { return Ok(()) };
    let submission = app.table.any_dossier(assignment.submission).await?.submission;
    let edition = app.table.edition(&submission.microcredential, submission.edition).await?;
    let content = Content::Reminder {
        link: assigning::link_to(&assignment),
        title: edition.definition.title.clone(),
        due: assignment.due,
        stage: if now < assignment.due { Stage::Ahead } else { Stage::Due },
    };
    let reminded = assignment.reminded(now);
    let deed = Deed::new("reminded", json!({"assignment": reminded.id}), Actor::function("keep-time"), now);
    let letter = app.letter(&assessor, Some(reminded.issuer), content);
    let commit = Commit::new().replace(&reminded)?.create(&letter)?.deed(reminded.submission, deed);

    // Lost: she acted, or another round was first.
    let _ = app.table.try_commit(commit).await?;
    Ok(())
}

async fn pass_on(app: &App, assignment: Assignment) -> Result<(), Error> {
    match assigning::take_any_away(app, assignment, Cause::Overdue, Actor::function("keep-time")).await {
        // She acted, or another round was first.
        Err(Error::Refusal(_)) | Ok(()) => Ok(()),
        Err(failure) => Err(failure),
    }
}
