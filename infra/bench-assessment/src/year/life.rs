//! One earner's work: what it is worth, who has it, and what was said of it.

use std::collections::BTreeSet;

use domain::{
    PersonId, SubmissionId,
    assessment::{Assessment, Score, Scores},
    assignment::{Assignment, DeclineReason, Reader},
    microcredential::{Definition, Part},
    reliability::Draws,
    rubric::Criterion,
    submission::{Goal, State, Submission},
};

use crate::{people, readings, readings::Habit};

/// One earner's work.
pub(super) struct Life {
    pub(super) submission: Submission,
    /// Which of the two definitions it is work on.
    pub(super) definition: usize,
    /// The true level of each criterion.
    pub(super) worth: Vec<usize>,
    /// Who has it, and what she is going to do.
    pub(super) open: Vec<(Assignment, Will)>,
    /// What was scored of the current attempt.
    pub(super) scored: Vec<(Assignment, Assessment)>,
    /// Who found that she has a conflict.
    pub(super) in_conflict: BTreeSet<PersonId>,
}

/// What an assessor is going to do, and on which day.
#[derive(Debug, Clone, Copy)]
pub(super) enum Will {
    /// She scores it.
    Score(i64),
    /// She hands it back.
    Decline(i64, DeclineReason),
    /// She forgets it.
    LetGo,
    /// Her letter comes back.
    Bounce,
}

impl Life {
    /// Somebody's new draft.
    pub(super) fn new(
        id: SubmissionId,
        (definition, of): (usize, &Definition),
        worth: Vec<usize>,
        draws: &mut Draws,
    ) -> Self {
        // Some who assess are earners as well.
        let number = draws.below(3_000);
        let organisations = BTreeSet::from([people::organisation(number as u128 % people::DISTRICTS)]);
        let submission = Submission {
            id,
            version: 1,
            earner: people::person(number),
            organisations,
            microcredential: of.id.clone(),
            edition: 1,
            issuer: people::issuer(),
            goal: Goal::Own,
            which_goal: None,
            opened: crate::year::START,
            attempt: 1,
            carried: BTreeSet::new(),
            barred: BTreeSet::new(),
            scored_by: BTreeSet::new(),
            coached_by: BTreeSet::new(),
            practice: None,
            given_back: None,
            state: State::Draft,
            erased: None,
        };
        Self {
            submission,
            definition,
            worth,
            open: Vec::new(),
            scored: Vec::new(),
            in_conflict: BTreeSet::new(),
        }
    }

    /// What is not passed is done again.
    pub(super) fn done_again(&mut self, definition: &Definition, draws: &mut Draws) {
        let again: Vec<(usize, usize)> =
            self.to_score(definition).map(|(place, _, criterion)| (place, criterion.levels.len())).collect();
        for (place, levels) in again {
            self.worth[place] = readings::done_again(levels, draws);
        }
        self.scored.clear();
    }

    /// What somebody of that habit makes of it.
    pub(super) fn scores(&self, definition: &Definition, habit: Habit, draws: &mut Draws) -> Scores {
        let mut scores = Scores::new();
        for (place, part, criterion) in self.to_score(definition) {
            let level = habit.reads(self.worth[place], criterion.levels.len(), draws);
            let level = criterion.levels.get(level).map(|level| level.id.clone());
            let score = Score { level, feedback: "This is what I see.".into() };
            scores.entry(part.id.clone()).or_default().insert(criterion.id.clone(), score);
        }
        scores
    }

    /// The criteria that are scored in this attempt, with their places among all.
    pub(super) fn to_score<'a>(
        &self,
        definition: &'a Definition,
    ) -> impl Iterator<Item = (usize, &'a Part, &'a Criterion)> {
        let carried = &self.submission.carried;
        criteria(definition).filter(move |(_, part, _)| !carried.contains(&part.id))
    }

    /// What both readers made of it, once both are in and no sooner.
    pub(super) fn both(&self) -> Option<[&(Assignment, Assessment); 2]> {
        let by = |reader: Reader| self.scored.iter().find(|(assignment, _)| assignment.reader == reader);
        Some([by(Reader::First)?, by(Reader::Second)?])
    }
}

/// All criteria in order, with their places.
fn criteria(definition: &Definition) -> impl Iterator<Item = (usize, &Part, &Criterion)> {
    let all = definition.parts.iter().flat_map(|part| part.rubric().iter().map(move |of| (part, of)));
    all.enumerate().map(|(place, (part, criterion))| (place, part, criterion))
}
