//! [`Imported`]: a badge of another issuer that an earner brings to a recognizer, and whether it is counted.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use super::{
    Before, Checked, Holder, Named, Place, Reciprocity, TakenBack, place::Said, sentences::brought_by_another,
};
use crate::{
    AwardId, OrganisationId, PersonId, Refusal,
    credential::{Check, Finding, Outcome},
    letter::Language,
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
    /// What was said when it was declined as it was brought before: somebody decides about it then, whatever is certain.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub declined: Option<Decided>,
    /// Whether somebody else had brought the same badge there: somebody decides then, too.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shared: bool,
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

/// How a badge is handed in.
#[derive(Debug, Clone, Copy)]
pub struct Handed<'a> {
    /// Whose it is.
    pub earner: PersonId,
    /// Who hands it in.
    pub by: PersonId,
    /// The badge itself.
    pub text: &'a str,
    /// Whether somebody else has brought the same one.
    pub shared: bool,
    /// When.
    pub at: Timestamp,
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

impl Imported {
    /// A badge that is handed in: the first time, or again, when it replaces what was said of what it was before; but a
    /// decline goes with it. `None` when the very same is there, and bringing it again comes to nothing better.
    #[must_use]
    pub fn hand_in(
        before: Before<'_>,
        handed: Handed<'_>,
        checked: &Checked,
        desk: &Reciprocity,
    ) -> Option<Self> {
        let Handed { earner, by, text, shared, at } = handed;
        let text = text.trim();
        let same = match before {
            Before::Here(badge) if badge.text == text && badge.holder == checked.holder => Some(badge),
            Before::Here(_) | Before::TakenBack(_) | Before::Nothing => None,
        };
        let (decided, declined) = match same {
            Some(same) => (same.decided.clone(), same.declined.clone()),
            None => (None, before.declined().cloned()),
        };
        let said = Said { earner, decided: decided.as_ref(), in_doubt: declined.is_some() || shared };
        let place = Place::of(checked, &said, desk, at);
        if same.is_some_and(|same| same.place.is_like(&place) || same.place.counts_as().is_some()) {
            return None;
        }
        let given = &checked.given;
        Some(Self {
            id: given.counted_as(),
            earner,
            recognizer: desk.recognizer,
            version: before.version() + 1,
            text: text.to_owned(),
            issuer: given.issuer.clone(),
            achievement: given.achievement.clone(),
            issued: given.day(),
            by,
            at,
            holder: checked.holder,
            decided,
            declined,
            shared,
            place,
        })
    }

    /// What stays of it when its earner takes it back.
    #[must_use]
    pub fn taken_back(&self, now: Timestamp) -> TakenBack {
        let Self { id, earner, recognizer, version, .. } = *self;
        TakenBack { id, earner, recognizer, version: version + 1, declined: self.decline().cloned(), at: now }
    }

    /// What was said when it was declined, now or before, unless somebody said something else since.
    pub(super) fn decline(&self) -> Option<&Decided> {
        self.decided.as_ref().filter(|decided| !decided.accepted).or(self.declined.as_ref())
    }

    /// What was found out about it, as `caller` is told: that somebody else brought it, too, is its recognizer's to know.
    #[must_use]
    pub fn findings(&self, checked: &Checked, caller: PersonId, language: Language) -> Vec<Finding> {
        let mut findings = checked.findings(language);
        if self.shared && caller != self.earner {
            for finding in findings.iter_mut().filter(|finding| finding.check == Check::Subject) {
                if finding.outcome == Outcome::Passed {
                    finding.outcome = Outcome::Unchecked;
                }
                finding.says = format!("{} {}", brought_by_another(language), finding.says);
            }
        }
        findings
    }

    const fn said(&self) -> Said<'_> {
        let in_doubt = self.declined.is_some() || self.shared;
        Said { earner: self.earner, decided: self.decided.as_ref(), in_doubt }
    }

    /// The badge where it belongs now that something else is decided; `None` when it is there.
    #[must_use]
    pub fn placed(&self, checked: &Checked, desk: &Reciprocity, now: Timestamp) -> Option<Self> {
        let place = Place::of(checked, &self.said(), desk, now);
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
            Step::LookAgain if self.decided.is_none() && self.declined.is_none() => {
                let because = "nobody decided about it".to_owned();
                return Err(Refusal::WrongState { what: "Looking again at this badge", because });
            }
            Step::LookAgain => None,
        };
        let decided = Self { version: self.version + 1, decided, declined: None, ..self };
        let place = Place::of(checked, &decided.said(), desk, now);
        Ok(Some(Self { place, ..decided }))
    }

    /// As policies count it; `None` while it isn't counted.
    #[must_use]
    pub fn held(&self) -> Option<Held> {
        let counts_as = self.place.counts_as()?;
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
