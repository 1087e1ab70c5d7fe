//! An attempt that two readers scored, neither knowing of the other.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    PersonId, Slug, SubmissionId,
    assessment::Assessment,
    microcredential::{
        Definition,
        local_id::{CriterionId, PartId},
    },
    submission::Submission,
};

/// One criterion as both scored it. Levels count from 0 for the lowest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comparison {
    /// The part.
    pub part: PartId,
    /// The criterion in it.
    pub criterion: CriterionId,
    /// How many levels it had when it was scored.
    pub levels: usize,
    /// The level that the first reader gave.
    pub first: usize,
    /// The level that the second one gave.
    pub second: usize,
}

/// An attempt that two readers scored: made when the second scores come in, and it never changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DoubleScored {
    /// Work on what.
    pub microcredential: Slug,
    /// On which version of it.
    pub edition: u32,
    /// Whose work; the earner herself isn't named.
    pub submission: SubmissionId,
    /// Which attempt.
    pub attempt: u32,
    /// When the second scores came in.
    pub at: Timestamp,
    /// Who read first, and who second.
    pub readers: [PersonId; 2],
    /// When the first reader handed her scores in, and when the second one did, in whichever order; left out where that
    /// wasn't kept yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub handed_in: Option<[Timestamp; 2]>,
    /// What both scored.
    pub criteria: Vec<Comparison>,
    /// When the figures of the pool took it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measured: Option<Timestamp>,
}

impl DoubleScored {
    /// The comparison of both readings of a submission's current attempt.
    #[must_use]
    pub fn of(
        submission: &Submission,
        readers: [PersonId; 2],
        [first, second]: [&Assessment; 2],
        definition: &Definition,
        at: Timestamp,
    ) -> Self {
        let parts = definition.parts.iter();
        let criteria = parts.flat_map(|part| {
            let (first, second) = (first.levels_of(&part.id), second.levels_of(&part.id));
            let both = part.rubric().iter().filter_map(move |criterion| {
                Some(Comparison {
                    part: part.id.clone(),
                    criterion: criterion.id.clone(),
                    levels: criterion.levels.len(),
                    first: criterion.rank(first.get(&criterion.id)?)?,
                    second: criterion.rank(second.get(&criterion.id)?)?,
                })
            });
            both.collect::<Vec<_>>()
        });
        Self {
            microcredential: submission.microcredential.clone(),
            edition: submission.edition,
            submission: submission.id,
            attempt: submission.attempt,
            at,
            readers,
            handed_in: first
                .handed_in
                .as_ref()
                .zip(second.handed_in.as_ref())
                .map(|(one, other)| [one.at, other.at]),
            criteria: criteria.collect(),
            measured: None,
        }
    }
}
