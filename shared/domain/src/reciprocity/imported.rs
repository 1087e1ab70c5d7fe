//! [`Imported`]: a badge of another issuer that an earner brings to a recognizer, and whether it is counted.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{Checked, Given, Holder, Named, Reciprocity};
use crate::{
    AwardId, OrganisationId, PersonId, Refusal, Slug,
    policy::{Held, NotOurs},
};

/// Why staff doesn't withdraw a badge.
const NOT_HERS: &str = "Only its earner takes a badge back; decline it instead.";

/// A badge of another issuer, as it was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Imported {
    /// Tells it from her awards and from others; the same badge always has the same.
    pub id: AwardId,
    /// Who handed it in, or for whom it was.
    pub earner: PersonId,
    /// To whom.
    pub recognizer: OrganisationId,
    /// Counts the changes.
    pub version: u64,
    /// The badge itself, as JSON or JWT.
    pub text: String,
    /// Who it says issued it.
    pub issuer: Named,
    /// For what.
    pub achievement: Named,
    /// The day from which on it says it holds.
    pub issued: Date,
    /// Who handed it in: herself, or the recognizer's staff.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// Whether it is made out to the address that she had then.
    pub holder: Holder,
    /// What somebody of the recognizer said of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<Decided>,
    /// Where it is.
    pub place: Place,
}

/// What somebody of a recognizer said of a badge: not what it is equivalent to, but whether to believe it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Whether it is taken for what it says.
    pub accepted: bool,
    /// Why, or by what it was found out.
    pub reason: String,
    /// Who said so.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
}

/// Where a badge is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Place {
    /// It waits for somebody of the recognizer.
    Waiting {
        /// Since when.
        since: Timestamp,
        /// For what.
        r#for: WaitsFor,
    },
    /// It is counted.
    Counted {
        /// Since when.
        since: Timestamp,
        /// As an award of what.
        counts_as: Slug,
    },
    /// It isn't counted.
    Aside {
        /// Since when.
        since: Timestamp,
    },
}

/// What a badge waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WaitsFor {
    /// That somebody decides what its achievement is equivalent to.
    Equivalence,
    /// That somebody says whether to believe it.
    Decision,
}

/// What is done with a badge that was handed in.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub enum Step {
    /// It is taken for what it says.
    Accept {
        /// By what that is known.
        reason: String,
    },
    /// It isn't.
    Decline {
        /// Why, in words for the earner.
        reason: String,
    },
    /// What was said is taken back.
    LookAgain,
    /// Its earner takes it back.
    Withdraw,
}

impl Step {
    /// Its name in records.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Accept { .. } => "accept",
            Self::Decline { .. } => "decline",
            Self::LookAgain => "look-again",
            Self::Withdraw => "withdraw",
        }
    }
}

impl Place {
    /// Every name, in the order in which a desk looks at them.
    pub const NAMES: [&'static str; 3] = ["waiting", "counted", "aside"];

    /// Its name.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Waiting { .. } => "waiting",
            Self::Counted { .. } => "counted",
            Self::Aside { .. } => "aside",
        }
    }

    /// Since when it is there.
    #[must_use]
    pub const fn since(&self) -> Timestamp {
        match self {
            Self::Waiting { since, .. } | Self::Counted { since, .. } | Self::Aside { since } => *since,
        }
    }

    /// Where a badge belongs: what is certain wins over what was said, and what was said over what waits.
    fn of(checked: &Checked, decided: Option<&Decided>, desk: &Reciprocity, since: Timestamp) -> Self {
        let Given { issuer, achievement, .. } = &checked.given;
        let is_declined = decided.is_some_and(|decided| !decided.accepted);
        if checked.is_out() || is_declined {
            return Self::Aside { since };
        }
        let Some(equivalence) = desk.equivalence(&issuer.id, &achievement.id) else {
            return Self::Waiting { since, r#for: WaitsFor::Equivalence };
        };
        match &equivalence.counts_as {
            None => Self::Aside { since },
            Some(slug) if decided.is_some() || checked.is_certain() => {
                Self::Counted { since, counts_as: slug.clone() }
            }
            Some(_) => Self::Waiting { since, r#for: WaitsFor::Decision },
        }
    }

    /// Whether it is the same but for the time.
    fn is_like(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Waiting { r#for: one, .. }, Self::Waiting { r#for: other, .. }) => one == other,
            (Self::Counted { counts_as: one, .. }, Self::Counted { counts_as: other, .. }) => one == other,
            (Self::Aside { .. }, Self::Aside { .. }) => true,
            (Self::Waiting { .. } | Self::Counted { .. } | Self::Aside { .. }, _) => false,
        }
    }
}

impl Imported {
    /// A badge that is handed in: the first time, or again, when it replaces what was said of what it was before.
    /// `None` when the very same is there.
    #[must_use]
    pub fn hand_in(
        before: Option<&Self>,
        (earner, by): (PersonId, PersonId),
        text: &str,
        checked: &Checked,
        desk: &Reciprocity,
        now: Timestamp,
    ) -> Option<Self> {
        let text = text.trim();
        if before.is_some_and(|before| before.text == text && before.holder == checked.holder) {
            return None;
        }
        let given = &checked.given;
        Some(Self {
            id: given.counted_as(),
            earner,
            recognizer: desk.recognizer,
            version: before.map_or(0, |before| before.version) + 1,
            text: text.to_owned(),
            issuer: given.issuer.clone(),
            achievement: given.achievement.clone(),
            issued: given.day(),
            by,
            at: now,
            holder: checked.holder,
            decided: None,
            place: Place::of(checked, None, desk, now),
        })
    }

    /// The badge where it belongs now that something else is decided; `None` when it is there.
    #[must_use]
    pub fn placed(&self, checked: &Checked, desk: &Reciprocity, now: Timestamp) -> Option<Self> {
        let place = Place::of(checked, self.decided.as_ref(), desk, now);
        let moved = || Self { version: self.version + 1, place: place.clone(), ..self.clone() };
        (!place.is_like(&self.place)).then(moved)
    }

    /// The badge after a step of `by`, who saw version `seen`; `None` when its earner took it back.
    ///
    /// # Errors
    /// [`Refusal::Stale`] when something changed since; [`Refusal::Forbidden`] for the earner's own badge, and for
    /// withdrawing another's; [`Refusal::WrongState`] for accepting what can't be what it says, and for taking back what
    /// nobody said.
    pub fn decide(
        self,
        seen: u64,
        step: Step,
        (by, now): (PersonId, Timestamp),
        checked: &Checked,
        desk: &Reciprocity,
    ) -> Result<Option<Self>, Refusal> {
        if seen != self.version {
            return Err(Refusal::Stale { current: self.version });
        }
        match (by == self.earner, step == Step::Withdraw) {
            (true, true) => return Ok(None),
            (true, false) => {
                return Err(Refusal::Forbidden("This badge is your own; somebody else decides it.".into()));
            }
            (false, true) => return Err(Refusal::Forbidden(NOT_HERS.into())),
            (false, false) => {}
        }
        let decided = match step {
            Step::Withdraw => None,
            Step::Accept { .. } if checked.is_out() => {
                let because = "its proof doesn't hold, it was revoked, or its time has not come".to_owned();
                return Err(Refusal::WrongState { what: "Accepting this badge", because });
            }
            Step::Accept { reason } => Some(Decided { accepted: true, reason, by, at: now }),
            Step::Decline { reason } => Some(Decided { accepted: false, reason, by, at: now }),
            Step::LookAgain if self.decided.is_none() => {
                let because = "nobody decided about it".to_owned();
                return Err(Refusal::WrongState { what: "Looking again at this badge", because });
            }
            Step::LookAgain => None,
        };
        let place = Place::of(checked, decided.as_ref(), desk, now);
        Ok(Some(Self { version: self.version + 1, decided, place, ..self }))
    }

    /// As policies count it; `None` while it isn't counted.
    #[must_use]
    pub fn held(&self) -> Option<Held> {
        let Place::Counted { counts_as, .. } = &self.place else { return None };
        let issuer = self.issuer.name.clone().unwrap_or_else(|| self.issuer.id.clone());
        Some(Held {
            award: Some(self.id),
            microcredential: counts_as.clone(),
            awarded: self.issued,
            revoked: None,
            not_ours: Some(NotOurs { recognizer: self.recognizer, issuer }),
        })
    }
}
