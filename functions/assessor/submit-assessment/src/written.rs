//! What is written of scores that come in: in the audit trail, and for the figures of reliability.

use cloud::{
    Failure,
    table::{Commit, Dossier},
};
use domain::{
    assessment::Assessment,
    assignment::{Assignment, Reader},
    audit::{Actor, Deed},
    microcredential::{Edition, Readers},
    reliability::DoubleScored,
    submission::{State, Submission},
};
use jiff::Timestamp;
use serde_json::{Value, json};

/// A reading with its scores.
pub(crate) type Scored<'a> = (&'a Assignment, &'a Assessment);

/// The submission after these scores, with all that is written of them.
pub(crate) fn commit(
    before: &Dossier,
    after: &Submission,
    reading: Scored<'_>,
    edition: &Edition,
    now: Timestamp,
) -> Result<Commit, Failure> {
    let mut commit = Commit::new().replace(after)?;
    for deed in deeds(before, after, reading, now) {
        commit = commit.deed(after.id, deed);
    }
    match comparison(before, reading, edition, now) {
        Some(both) => commit.create(&both),
        None => Ok(commit),
    }
}

/// That scores are in which nobody sees yet: the trail holds a digest of them.
pub(crate) fn sealed((assignment, assessment): Scored<'_>, now: Timestamp) -> Deed {
    let detail = json!({"assignment": assignment.id, "digest": assessment.digest()});
    Deed::new("scores-sealed", detail, Actor::Person(assignment.assessor), now)
}

/// All readings by what they came to.
pub(crate) fn verdicts<'a>(readings: impl Iterator<Item = Scored<'a>>) -> Value {
    let verdict = |(assignment, assessment): Scored<'_>| json!({"assignment": assignment.id, "reader": assignment.reader, "verdict": assessment.handed_in});
    readings.map(verdict).collect()
}

/// The deeds of the audit trail. Of two readers' scores it holds a digest while they are sealed, and what all of them
/// came to when the last are in.
fn deeds(before: &Dossier, after: &Submission, reading: Scored<'_>, now: Timestamp) -> Vec<Deed> {
    let (assignment, assessment) = reading;
    let alone = before.submission.readings().is_none_or(|readings| readings.wanted == Readers::One);
    if alone {
        let detail = json!({"assignment": assignment.id, "verdict": assessment.handed_in});
        return vec![Deed::new("assessed", detail, Actor::Person(assignment.assessor), now)];
    }
    let mut deeds = vec![sealed(reading, now)];
    if matches!(after.state, State::Assessed { .. }) {
        let detail = json!({"readings": verdicts(before.readings(after.attempt).chain([reading]))});
        deeds.push(Deed::new("scores-opened", detail, Actor::function("submit-assessment"), now));
    }
    deeds
}

/// Both readings beside each other, when these scores are the second of the two. An adjudicator's are never.
fn comparison(
    before: &Dossier,
    (assignment, assessment): Scored<'_>,
    edition: &Edition,
    now: Timestamp,
) -> Option<DoubleScored> {
    if assignment.reader == Reader::Adjudicator {
        return None;
    }
    let mut both: Vec<Scored<'_>> = before.readings(assignment.attempt).collect();
    both.push((assignment, assessment));
    both.sort_by_key(|(assignment, _)| assignment.reader);
    let [(first, one), (second, other)] = both.as_slice() else { return None };
    let readers = [first.assessor, second.assessor];
    Some(DoubleScored::of(&before.submission, readers, [one, other], &edition.definition, now))
}
