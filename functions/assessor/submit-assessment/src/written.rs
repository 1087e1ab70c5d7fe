//! What is written of scores that come in: in the audit trail, and for the figures of reliability.

use cloud::table::Dossier;
use domain::{
    assessment::Assessment,
    assignment::{Assignment, Reader},
    audit::{Actor, Deed},
    microcredential::{Edition, Readers},
    reliability::DoubleScored,
    submission::{State, Submission},
};
use jiff::Timestamp;
use serde_json::json;

/// A reading with its scores.
type Scored<'a> = (&'a Assignment, &'a Assessment);

/// The deeds of the audit trail. Of two readers' scores it holds a digest while they are sealed, and what all of them
/// came to when the last are in.
pub(crate) fn deeds(
    before: &Dossier,
    after: &Submission,
    (assignment, assessment): Scored<'_>,
    actor: &Actor,
    now: Timestamp,
) -> Vec<Deed> {
    let deed = |what, detail| Deed::new(what, detail, actor.clone(), now);
    let alone = before.submission.readings().is_none_or(|readings| readings.wanted == Readers::One);
    if alone {
        let detail = json!({"assignment": assignment.id, "verdict": assessment.handed_in});
        return vec![deed("assessed", detail)];
    }
    let sealed = json!({"assignment": assignment.id, "digest": assessment.digest()});
    let mut deeds = vec![deed("scores-sealed", sealed)];
    if matches!(after.state, State::Assessed { .. }) {
        let all = before.readings(after.attempt).chain([(assignment, assessment)]);
        let verdict = |(assignment, assessment): Scored<'_>| json!({"assignment": assignment.id, "reader": assignment.reader, "verdict": assessment.handed_in});
        let detail = json!({"readings": all.map(verdict).collect::<Vec<_>>()});
        deeds.push(Deed::new("scores-opened", detail, Actor::function("submit-assessment"), now));
    }
    deeds
}

/// Both readings beside each other, when these scores are the second of the two. An adjudicator's are never.
pub(crate) fn comparison(
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
