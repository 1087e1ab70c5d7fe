//! An assessor's pause for a definition: she is asked for nothing more of it until the issuer lifts that.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Crossing, watch::Span};
use crate::{AssignmentId, OrganisationId, PersonId, Refusal, Slug, SubmissionId, plain_text};

/// The most scores that a pause lists to be read again: those that were given last.
pub const MOST_TO_READ_AGAIN: usize = 200;
/// The most characters of why a pause is lifted.
pub const LONGEST_REASON: usize = 1_000;

/// An assessor's pause for a definition; the last one, where there were several.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pause {
    /// For which definition.
    pub microcredential: Slug,
    /// Of which issuer.
    pub issuer: OrganisationId,
    /// Whose.
    pub assessor: PersonId,
    /// Counts the changes.
    pub version: u64,
    /// Since when.
    pub at: Timestamp,
    /// Why.
    pub crossing: Crossing,
    /// Where it stands.
    pub state: PauseState,
    /// Her drifts before this one, the oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<Former>,
}

/// A drift of an assessor's that is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Former {
    /// Since when she differed, most likely.
    pub since: Timestamp,
    /// When she was asked again.
    pub until: Timestamp,
}

/// Where a pause stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is", rename_all_fields = "camelCase")]
pub enum PauseState {
    /// She is asked no more; what she has is still to be passed on, and her last scores to be listed.
    Begun,
    /// It lasts until the issuer lifts it.
    Lasting {
        /// Her scores since the drift began, those given last first.
        to_read_again: Vec<Scored>,
    },
    /// The issuer lifted it.
    Lifted {
        /// When.
        at: Timestamp,
        /// Who did it.
        by: PersonId,
        /// Why; empty once she is erased.
        reason: String,
        /// Her scores since the drift began, those given last first.
        to_read_again: Vec<Scored>,
    },
}

/// Scores that an assessor gave.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Scored {
    /// When they came in.
    pub at: Timestamp,
    /// Of whose work; the earner herself isn't named.
    pub submission: SubmissionId,
    /// Of which attempt.
    pub attempt: u32,
    /// Under which assignment.
    pub assignment: AssignmentId,
}

impl Pause {
    /// A pause that begins now; `last` is the one before it, if there was one.
    #[must_use]
    pub fn begin(
        last: Option<&Self>,
        (microcredential, issuer): (&Slug, OrganisationId),
        (assessor, crossing): (PersonId, Crossing),
        now: Timestamp,
    ) -> Self {
        let drift = |last: &Self| Former { since: last.crossing.since, until: last.until().unwrap_or(now) };
        let former = last.into_iter().flat_map(|last| last.former.iter().copied().chain([drift(last)]));
        Self {
            microcredential: microcredential.clone(),
            issuer,
            assessor,
            version: last.map_or(1, |last| last.version + 1),
            at: now,
            crossing,
            state: PauseState::Begun,
            former: former.collect(),
        }
    }

    /// All that she had is passed on, and these are her scores since the drift began, in any order.
    #[must_use]
    pub fn lasting(self, mut scored: Vec<Scored>) -> Self {
        scored.sort_unstable_by(|one, other| other.cmp(one));
        scored.dedup();
        scored.truncate(MOST_TO_READ_AGAIN);
        match self.state {
            PauseState::Begun => {
                let state = PauseState::Lasting { to_read_again: scored };
                Self { version: self.version + 1, state, ..self }
            }
            PauseState::Lasting { .. } | PauseState::Lifted { .. } => self,
        }
    }

    /// The issuer has her asked again, and says why. From now on her works are looked at anew.
    ///
    /// # Errors
    /// [`Refusal::Stale`] for who saw another version; [`Refusal::WrongState`] while her assignments are being passed
    /// on, and when it was lifted; [`Refusal::Invalid`] without a reason.
    pub fn lift(self, seen: u64, by: PersonId, reason: &str, now: Timestamp) -> Result<Self, Refusal> {
        if self.version != seen {
            return Err(Refusal::Stale { current: self.version });
        }
        let refused =
            |because: &str| Refusal::WrongState { what: "Lifting a pause", because: because.into() };
        let to_read_again = match self.state {
            PauseState::Begun => {
                return Err(refused(
                    "the assessor's assignments are being passed on; try again in some minutes",
                ));
            }
            PauseState::Lifted { .. } => return Err(refused("it was lifted")),
            PauseState::Lasting { to_read_again } => to_read_again,
        };
        let reason = plain_text::block(reason).trim().to_owned();
        if reason.is_empty() || reason.chars().count() > LONGEST_REASON {
            let message =
                format!("Write down why the pause is lifted, in at most {LONGEST_REASON} characters.");
            return Err(Refusal::invalid("/reason", message));
        }
        let state = PauseState::Lifted { at: now, by, reason, to_read_again };
        Ok(Self { version: self.version + 1, state, ..self })
    }

    /// This pause, of somebody who is erased, without what was written about her; `None` when no word is in it.
    #[must_use]
    pub fn wordless(&self) -> Option<Self> {
        self.reason()?;
        Some(Self { version: self.version + 1, ..self.clone().unexplained() })
    }

    /// Without why it was lifted: of somebody who is erased no word is kept.
    #[must_use]
    pub fn unexplained(mut self) -> Self {
        match &mut self.state {
            PauseState::Begun | PauseState::Lasting { .. } => {}
            PauseState::Lifted { reason, .. } => reason.clear(),
        }
        self
    }

    /// Whether she is asked for nothing.
    #[must_use]
    pub fn lasts(&self) -> bool {
        match self.state {
            PauseState::Begun | PauseState::Lasting { .. } => true,
            PauseState::Lifted { .. } => false,
        }
    }

    /// Why it was lifted, if it was, and if she isn't erased.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match &self.state {
            PauseState::Begun | PauseState::Lasting { .. } => None,
            PauseState::Lifted { reason, .. } => Some(reason.as_str()).filter(|reason| !reason.is_empty()),
        }
    }

    /// Her scores to be read again.
    #[must_use]
    pub fn to_read_again(&self) -> &[Scored] {
        match &self.state {
            PauseState::Begun => &[],
            PauseState::Lasting { to_read_again } | PauseState::Lifted { to_read_again, .. } => to_read_again,
        }
    }

    /// When what she scored speaks against nobody else: in this drift, which stands first, and in those before.
    pub(super) fn spans(&self) -> impl Iterator<Item = Span> {
        let assessor = self.assessor;
        let last = Span { assessor, since: self.crossing.since, until: self.until() };
        let former = self.former.iter();
        let former =
            former.map(move |Former { since, until }| Span { assessor, since: *since, until: Some(*until) });
        [last].into_iter().chain(former)
    }

    /// When she was asked again, if she was.
    fn until(&self) -> Option<Timestamp> {
        match self.state {
            PauseState::Begun | PauseState::Lasting { .. } => None,
            PauseState::Lifted { at, .. } => Some(at),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Drift;
    use super::*;
    use crate::assignment::days;

    fn pause() -> Pause {
        let crossing = Crossing {
            drift: Drift::Stricter,
            since: Timestamp::UNIX_EPOCH,
            works: 14,
            measured: 0.9,
            tolerated: 0.25,
        };
        let slug: Slug = "asking-open-questions".parse().expect("a slug");
        let issuer = OrganisationId::from_parts(Timestamp::UNIX_EPOCH, 1);
        Pause::begin(None, (&slug, issuer), (person(7), crossing), on(30))
    }

    fn person(number: u128) -> PersonId {
        PersonId::from_parts(Timestamp::UNIX_EPOCH, number)
    }

    fn on(day: i64) -> Timestamp {
        Timestamp::UNIX_EPOCH + days(day)
    }

    fn scored(day: i64) -> Scored {
        let (submission, assignment) =
            (SubmissionId::from_parts(on(day), 1), AssignmentId::from_parts(on(day), 1));
        Scored { at: on(day), submission, attempt: 1, assignment }
    }

    #[test]
    fn a_pause_is_lifted_with_a_reason_once_her_assignments_are_passed_on() {
        let begun = pause();
        let lift = |pause: &Pause, seen, reason: &str| pause.clone().lift(seen, person(9), reason, on(40));
        assert!(matches!(lift(&begun, 1, "Trained again."), Err(Refusal::WrongState { .. })));

        let lasting = begun.lasting(vec![scored(3), scored(20), scored(11)]);
        assert_eq!(
            lasting.to_read_again(),
            [scored(20), scored(11), scored(3)],
            "those given last come first"
        );
        assert_eq!(lift(&lasting, 1, "Trained again."), Err(Refusal::Stale { current: 2 }));
        for reason in ["", " \n ", "x".repeat(1_001).as_str()] {
            assert!(matches!(lift(&lasting, 2, reason), Err(Refusal::Invalid(_))), "{reason}");
        }

        let lifted = lift(&lasting, 2, " Trained again.\u{202e} ").expect("it lasts");
        assert_eq!((lifted.version, lifted.lasts(), lifted.to_read_again().len()), (3, false, 3));
        assert!(matches!(&lifted.state, PauseState::Lifted { reason, .. } if reason == "Trained again."));
        assert!(matches!(lift(&lifted, 3, "Once more."), Err(Refusal::WrongState { .. })));
        let again = Pause::begin(
            Some(&lifted),
            (&lifted.microcredential, lifted.issuer),
            (lifted.assessor, lifted.crossing),
            on(90),
        );
        assert_eq!((again.version, again.lasts()), (4, true));
        let drift = Former { since: lifted.crossing.since, until: on(40) };
        assert_eq!((lifted.former.as_slice(), again.former.as_slice()), (&[][..], &[drift][..]));
    }

    #[test]
    fn of_somebody_erased_no_word_is_kept() {
        let lasting = pause().lasting(vec![scored(3)]);
        assert_eq!((pause().wordless(), lasting.wordless()), (None, None));
        let lifted = lasting.lift(2, person(9), "Trained again.", on(40)).expect("it lasts");
        let bare = lifted.wordless().expect("there are words");
        assert_eq!((bare.version, bare.reason(), bare.to_read_again().len()), (4, None, 1));
        assert_eq!(bare.wordless(), None, "blanked once more it is as it was");
    }

    #[test]
    fn the_last_scores_are_listed_and_not_without_end() {
        let listed = pause().lasting((0..300).map(scored).collect());
        assert_eq!(listed.to_read_again().len(), MOST_TO_READ_AGAIN);
        assert_eq!(listed.to_read_again()[0], scored(299));
    }

    #[test]
    fn a_pause_is_kept_as_it_was() {
        let former = vec![Former { since: on(1), until: on(9) }];
        for state in [pause(), pause().lasting(vec![scored(1)]), Pause { former, ..pause() }] {
            let kept = serde_json::to_string(&state).expect("JSON");
            assert_eq!(serde_json::from_str::<Pause>(&kept).expect("a pause"), state);
        }
    }
}
