//! What appeals came to: how often scores were changed, of whom. No part of how far readers agree, since only what was
//! found unmet is appealed against.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{PersonId, appeal::Answer};

/// How appeals came out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AppealFigures {
    /// How many were answered.
    pub answered: usize,
    /// In how many of them a criterion was met after all.
    pub changed: usize,
    /// How many took a panel.
    pub panels: usize,
    /// How many criteria were disputed.
    pub criteria: usize,
    /// How many of these were met after all.
    pub criteria_changed: usize,
}

impl AppealFigures {
    /// Of these answers.
    pub fn over<'a>(answers: impl IntoIterator<Item = &'a Answer>) -> Self {
        answers.into_iter().fold(Self::default(), |figures, answer| Self {
            answered: figures.answered + 1,
            changed: figures.changed + usize::from(answer.changed > 0),
            panels: figures.panels + usize::from(answer.readers > 2),
            criteria: figures.criteria + answer.criteria,
            criteria_changed: figures.criteria_changed + answer.changed,
        })
    }

    /// Of each assessor whose scores were appealed against; those first of whom the most were changed.
    #[must_use]
    pub fn by_assessor(answers: &[Answer]) -> Vec<(PersonId, Self)> {
        let mut of: BTreeMap<PersonId, Vec<&Answer>> = BTreeMap::new();
        for answer in answers {
            of.entry(answer.assessor).or_default().push(answer);
        }
        let mut all: Vec<_> =
            of.into_iter().map(|(assessor, answers)| (assessor, Self::over(answers))).collect();
        all.sort_by_key(|(_, figures)| (std::cmp::Reverse(figures.changed), figures.answered));
        all
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::SubmissionId;

    fn answer(assessor: u128, readers: u32, criteria: usize, changed: usize) -> Answer {
        Answer {
            microcredential: "generating-ideas".parse().expect("a slug"),
            edition: 1,
            submission: SubmissionId::from_parts(Timestamp::UNIX_EPOCH, 1),
            attempt: 1,
            made: Timestamp::UNIX_EPOCH,
            at: Timestamp::UNIX_EPOCH,
            assessor: PersonId::from_parts(Timestamp::UNIX_EPOCH, assessor),
            readers,
            criteria,
            changed,
        }
    }

    #[test]
    fn what_was_changed_is_counted_and_told_of_whoever_scored_it() {
        let answers = [answer(1, 1, 1, 0), answer(2, 2, 2, 1), answer(2, 3, 1, 0), answer(1, 1, 1, 0)];
        let figures = |answered, changed, panels, criteria, criteria_changed| AppealFigures {
            answered,
            changed,
            panels,
            criteria,
            criteria_changed,
        };
        assert_eq!(AppealFigures::over(&answers), figures(4, 1, 1, 5, 1));
        let by = AppealFigures::by_assessor(&answers);
        assert_eq!(
            by,
            [(answers[1].assessor, figures(2, 1, 1, 3, 1)), (answers[0].assessor, figures(2, 0, 0, 2, 0))]
        );
        assert_eq!(AppealFigures::over(&[]), AppealFigures::default());
    }
}
