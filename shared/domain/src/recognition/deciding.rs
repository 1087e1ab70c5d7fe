//! What the recognizer's staff does with a claim, and what its earner answers.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Decided, News, Recognition, Recognitions, Said, State, looking::day};
use crate::{
    PersonId, Refusal,
    policy::{Facts, Held, Sources},
};

/// What the recognizer's staff does with a claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub enum Step {
    /// Grants what it claims.
    Accept,
    /// Asks the earner something.
    Question {
        /// What.
        question: String,
    },
    /// Doesn't grant it, or takes back what was granted.
    Decline {
        /// Why, in words for the earner.
        reason: String,
    },
    /// Takes the decision back: what was accepted waits again, and what was declined may be claimed again.
    LookAgain,
}

impl Step {
    /// Its name in records.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Question { .. } => "question",
            Self::Decline { .. } => "decline",
            Self::LookAgain => "look-again",
        }
    }

    const fn what(&self) -> &'static str {
        match self {
            Self::Accept => "Accepting this claim",
            Self::Question { .. } => "Asking about this claim",
            Self::Decline { .. } => "Declining this claim",
            Self::LookAgain => "Looking again at this claim",
        }
    }
}

impl Recognitions {
    /// The claims after that step of `by`, who saw version `seen`, and what the earner is told. Facts are on record,
    /// from these sources, and awards are what she holds.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] without such a claim; [`Refusal::Stale`] when something changed since; [`Refusal::Forbidden`]
    /// for the earner herself; [`Refusal::WrongState`] for a step that isn't one from here, and for accepting what is
    /// counted for an award that was revoked.
    pub fn decide(
        self,
        (number, seen): (u32, u64),
        step: Step,
        by: PersonId,
        (facts, sources, held): (&Facts, &Sources, &[Held]),
        now: Timestamp,
    ) -> Result<(Self, News), Refusal> {
        if by == self.earner {
            return Err(Refusal::Forbidden("This claim is your own; somebody else decides it.".into()));
        }
        let decided = Decided { by, at: now, facts: facts.clone(), sources: sources.clone() };
        self.change((number, seen), now, |claim| {
            if step == Step::Accept && !claim.awards.iter().all(|award| award.holds(held, day(now))) {
                let because = "an award that it is counted for was revoked".to_owned();
                return Err(Refusal::WrongState { what: step.what(), because });
            }
            claim.decide(step, decided)
        })
    }

    /// Whether that claim is over, so that its awards are free for others.
    #[must_use]
    pub fn is_over(&self, number: u32) -> bool {
        self.claim(number)
            .is_some_and(|claim| matches!(claim.state, State::Lapsed { .. } | State::Declined { .. }))
    }

    /// The claims with the earner's answer to the question about one, of which she saw version `seen`.
    ///
    /// # Errors
    /// [`Refusal::NotFound`] without such a claim; [`Refusal::Stale`] when something changed since;
    /// [`Refusal::WrongState`] when nothing is asked.
    pub fn answer(self, (number, seen): (u32, u64), text: String, now: Timestamp) -> Result<Self, Refusal> {
        let by = self.earner;
        let answered = self.change((number, seen), now, |claim| match claim.state {
            State::Questioned { .. } => {
                claim.said.push(Said { by, at: now, text });
                claim.state = State::Claimed { since: now };
                Ok(())
            }
            State::Claimed { .. }
            | State::Accepted(_)
            | State::Declined { .. }
            | State::Reopened { .. }
            | State::Lapsed { .. } => Err(claim.cannot("Answering")),
        });
        answered.map(|(recognitions, ())| recognitions)
    }

    fn change<T>(
        mut self,
        (number, seen): (u32, u64),
        now: Timestamp,
        change: impl FnOnce(&mut Recognition) -> Result<T, Refusal>,
    ) -> Result<(Self, T), Refusal> {
        let Some(claim) = self.claims.iter_mut().find(|claim| claim.number == number) else {
            return Err(Refusal::NotFound);
        };
        if self.version != seen {
            return Err(Refusal::Stale { current: self.version });
        }
        let was_reopened = matches!(claim.state, State::Reopened { .. });
        let outcome = change(claim)?;
        if !was_reopened && matches!(claim.state, State::Reopened { .. }) {
            claim.on = day(now);
        }
        self.version += 1;
        Ok((self, outcome))
    }
}

impl Recognition {
    fn decide(&mut self, step: Step, decided: Decided) -> Result<News, Refusal> {
        let at = decided.at;
        let (state, news) = match (step, &self.state) {
            (Step::Accept, State::Claimed { .. } | State::Questioned { .. } | State::Reopened { .. })
                if self.is_complete() =>
            {
                (State::Accepted(decided), News::Accepted)
            }
            (Step::Question { question }, State::Claimed { .. }) => {
                self.said.push(Said { by: decided.by, at, text: question.clone() });
                (State::Questioned { since: at }, News::Questioned { question })
            }
            (Step::Decline { reason }, State::Claimed { .. } | State::Questioned { .. }) => (
                State::Declined { decided, reason: reason.clone(), accepted: None },
                News::Declined { reason },
            ),
            (Step::Decline { reason }, State::Reopened { accepted, .. }) => {
                let accepted = Some(accepted.clone());
                (State::Declined { decided, reason: reason.clone(), accepted }, News::Declined { reason })
            }
            (Step::LookAgain, State::Accepted(accepted)) => {
                (State::Reopened { since: at, accepted: accepted.clone() }, News::LookedAtAgain)
            }
            (Step::LookAgain, State::Declined { accepted: None, .. }) => {
                (State::Lapsed { at }, News::LookedAtAgain)
            }
            (
                step,
                State::Claimed { .. }
                | State::Questioned { .. }
                | State::Accepted(_)
                | State::Declined { .. }
                | State::Reopened { .. }
                | State::Lapsed { .. },
            ) => return Err(self.cannot(step.what())),
        };
        self.state = state;
        Ok(news)
    }

    fn cannot(&self, what: &'static str) -> Refusal {
        let because = match self.state {
            State::Claimed { .. } => "the claim waits for the recognizer",
            State::Questioned { .. } => "the claim waits for the earner's answer",
            State::Accepted(_) => "the claim was accepted",
            State::Declined { .. } => "the claim was declined",
            State::Reopened { .. } if !self.is_complete() => "an award that it is counted for was revoked",
            State::Reopened { .. } => "the claim was reopened",
            State::Lapsed { .. } => "the claim is over",
        };
        Refusal::WrongState { what, because: because.to_owned() }
    }
}
