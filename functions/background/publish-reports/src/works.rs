//! A district's work, read from the records themselves: page by page of its people.

use std::collections::{BTreeMap, BTreeSet};

use cloud::{App, Error};
use domain::{
    PersonId, Slug, SubmissionId,
    attempt::Attempt,
    local_questions::{LocalAnswers, QuestionId},
    person::{Organisation, Person},
    report::{Effort, Quarter, Reached, Work},
    submission::{State, Submission},
};
use jiff::Timestamp;

/// How many people are looked at together.
const PAGE: i32 = 100;

/// The work of a district's earners that was opened in these quarters, by quarter. An earner is one district's: the
/// first in which she is one.
pub(crate) async fn of(
    app: &App,
    district: &Organisation,
    quarters: &[Quarter],
    stacks: &BTreeSet<Slug>,
) -> Result<BTreeMap<Quarter, Vec<Work>>, Error> {
    let mut works: BTreeMap<Quarter, Vec<Work>> =
        quarters.iter().map(|quarter| (*quarter, Vec::new())).collect();
    let mut after = None;
    loop {
        let page = app.table.people_in(district.id, PAGE, after).await?;
        let earners: BTreeMap<PersonId, &Person> = page
            .items
            .iter()
            .filter(|person| person.district().is_ok_and(|place| place == district.id))
            .map(|person| (person.id, person))
            .collect();
        for (quarter, work) in of_people(app, district, &earners, quarters, stacks).await? {
            works.entry(quarter).or_default().push(work);
        }
        after = page.next;
        if after.is_none() {
            return Ok(works);
        }
    }
}

async fn of_people(
    app: &App,
    district: &Organisation,
    earners: &BTreeMap<PersonId, &Person>,
    quarters: &[Quarter],
    stacks: &BTreeSet<Slug>,
) -> Result<Vec<(Quarter, Work)>, Error> {
    let mut ids: BTreeSet<SubmissionId> = BTreeSet::new();
    for earner in earners.keys() {
        let all = app.table.submissions_of(*earner).await?;
        ids.extend(all.into_iter().filter(|id| quarters.contains(&Quarter::of(id.made()))));
    }
    let mut submissions = app.table.submissions(ids.into_iter()).await?;
    // Nobody worked on a stack itself.
    submissions.retain(|submission| !stacks.contains(&submission.microcredential));
    let decided = submissions.iter().filter(|one| decided(one).is_some());
    let attempts = app.table.current_attempts(decided).await?;
    let efforts = app.table.efforts(submissions.iter()).await?;
    let answers = app.table.local_answers(submissions.iter()).await?;

    let work = |submission: &Submission| {
        let earner = earners.get(&submission.earner)?;
        let attempt = attempts.iter().find(|attempt| attempt.submission == submission.id);
        let told = efforts.iter().filter(|told| told.submission == submission.id);
        let told = told.map(|told| told.counted_in(&app.settings.currency));
        let answered = answers.iter().find(|answers| answers.submission == submission.id);
        let quarter = Quarter::of(submission.id.made());
        Some((quarter, counted(submission, school(earner, district), attempt, told, answered)))
    };
    Ok(submissions.iter().filter_map(work).collect())
}

fn counted(
    submission: &Submission,
    school: String,
    attempt: Option<&Attempt>,
    told: impl Iterator<Item = Effort>,
    answered: Option<&LocalAnswers>,
) -> Work {
    let handed_in = attempt.and_then(|attempt| Some(attempt.handed_in.as_ref()?.at));
    Work {
        earner: submission.earner,
        school,
        microcredential: submission.microcredential.clone(),
        reached: Reached::by(submission),
        days: handed_in.zip(decided(submission)).map(|(from, until)| Work::days_between(from, until)),
        effort: told.reduce(Effort::and).unwrap_or_default(),
        answers: answered.map(chosen).unwrap_or_default(),
    }
}

fn chosen(answered: &LocalAnswers) -> BTreeMap<QuestionId, String> {
    answered.chosen().map(|(question, choice)| (question.clone(), choice.to_owned())).collect()
}

/// When the decision was made that stands.
fn decided(submission: &Submission) -> Option<Timestamp> {
    match submission.state {
        State::Awarded { at, .. } | State::NotYet { at, .. } => Some(at),
        State::Draft
        | State::Submitted { .. }
        | State::InAssessment { .. }
        | State::Assessed { .. }
        | State::Withdrawn { .. } => None,
    }
}

/// Her school as the district writes it now; none when it is none of the district's any more.
fn school(earner: &Person, district: &Organisation) -> String {
    let place = earner.memberships.iter().find(|place| place.organisation == district.id);
    let stands_at = place.and_then(|place| place.school.as_ref());
    let school = district.school_for(stands_at, None).ok().flatten();
    school.map(|school| school.to_string()).unwrap_or_default()
}
