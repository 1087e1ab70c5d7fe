//! Coaching: an earner asks somebody to look at her draft and to say what she thinks of each part.
//!
//! It stays between these two: no assessor and no issuer sees any of it. Whoever is asked has a conflict with that
//! submission from then on ([`Submission::coached`]), whatever becomes of the coaching: she knows whose work it is.
//! Whoever was ever asked to score the submission, or has it to score as a benchmark, is *kept out*: the coaching is there
//! and looks to the earner like any other, and nobody else ever hears of it, so that neither learns who the other is.

mod said;

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{
    PersonId, Refusal, SubmissionId,
    asking::{self, Asked, Sayings},
    submission::Submission,
};

pub use said::{Answer, Comment, LONGEST, MOST_TEXT, Said};

/// The most people whom an earner can ask for one submission, ever: each of them scores none of its attempts.
pub const MOST_COACHES: usize = 5;

/// How long after a letter to the same side of a coaching the next one comes.
pub const BETWEEN_LETTERS: SignedDuration = SignedDuration::from_hours(4);

/// What an earner hears who asks too often, for whatever submissions, also by taking work back and beginning anew.
const TOO_OFTEN: Sayings = Sayings {
    all: "You asked ten times within a day.",
    to_one: "You asked this person three times within a day.",
};

/// One of the two sides of a coaching.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// Whose work it is.
    Earner,
    /// Who looks at it.
    Coach,
}

/// Who was asked.
pub type Coach = asking::Whom;

/// That a coaching is over.
pub type Ended = asking::Ended<Side>;

/// When a letter went to each side, so that not every comment is one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// To the earner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earner: Option<Timestamp>,
    /// To the coach.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coach: Option<Timestamp>,
}

/// What two people have between them about one submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Coaching {
    /// Of which submission.
    pub submission: SubmissionId,
    /// Which of its coachings, from 1. The earner knows it by that: a person's id would tell her since when that address
    /// is known here.
    pub number: u32,
    /// Counts the changes.
    pub version: u64,
    /// Whose work it is.
    pub earner: PersonId,
    /// Who was asked; `None` once she had everything of hers erased.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coach: Option<Coach>,
    /// When she was asked last.
    pub invited: Timestamp,
    /// Whether she was asked to score it before: then she hears nothing of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub kept_out: bool,
    /// When it ended, if it did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<Ended>,
    /// When letters went.
    #[serde(default)]
    pub told: Told,
    /// What was said, the first comment first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<Comment>,
}

/// What becomes of it when an earner asks somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invited {
    /// The coaching: new, or one that goes on.
    pub coaching: Coaching,
    /// The submission, which she scores no attempt of from now on.
    pub submission: Submission,
}

impl Coaching {
    /// The earner of a draft asks `coach`. `hers` are all of the earner's coachings; `scored` is who was ever asked to score
    /// any of its attempts, or of one that it was begun after.
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless it is a draft; [`Refusal::Invalid`] for herself; [`Refusal::Exists`] for whoever
    /// coaches it already; [`Refusal::Forbidden`] for more than [`MOST_COACHES`]; [`Refusal::TooMany`] within a day of
    /// when the same person was asked last, and for too many letters within a day.
    pub fn invite(
        hers: &[Self],
        submission: Submission,
        scored: &BTreeSet<PersonId>,
        coach: Coach,
        now: Timestamp,
    ) -> Result<Invited, Refusal> {
        submission.must_be_draft("Asking somebody to coach")?;
        if coach.person == submission.earner {
            return Err(Refusal::invalid("/email", "This is your own address. Ask somebody else."));
        }
        let person = coach.person;
        let former: Vec<&Self> = hers.iter().filter(|one| one.submission == submission.id).collect();
        let coaching = match former.iter().find(|one| one.is_with(person)) {
            Some(before) => (*before).clone().resume(coach, now)?,
            None => Self::begin(&former, &submission, scored, coach, now)?,
        };
        asking::must_be_few(hers.iter().map(Self::asked), person, TOO_OFTEN, now)?;
        Ok(Invited { coaching, submission: submission.coached(person) })
    }

    fn begin(
        former: &[&Self],
        submission: &Submission,
        scored: &BTreeSet<PersonId>,
        coach: Coach,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        if former.len() >= MOST_COACHES {
            return Err(Refusal::Forbidden(
                "You asked five people for this submission. Whoever was asked can't assess it, so five are the most."
                    .into(),
            ));
        }
        let number = former.iter().map(|one| one.number).max().unwrap_or(0) + 1;
        let kept_out = scored.contains(&coach.person)
            || submission.barred_otherwise().any(|barred| barred == coach.person);
        Ok(Self {
            submission: submission.id,
            number,
            version: 1,
            earner: submission.earner,
            coach: Some(coach),
            invited: now,
            kept_out,
            ended: None,
            told: Told::default(),
            comments: Vec::new(),
        })
    }

    /// It goes on after it had ended.
    fn resume(self, coach: Coach, now: Timestamp) -> Result<Self, Refusal> {
        if self.ended.is_none() {
            return Err(Refusal::Exists("you asked this person already.".into()));
        }
        if self.asked().is_lately(now) {
            return Err(asking::too_many("You asked this person only a short while ago.", self.invited, now));
        }
        Ok(Self { coach: Some(coach), invited: now, ended: None, ..self }.changed())
    }

    fn asked(&self) -> Asked {
        Asked { whom: self.coach.as_ref().map(|coach| coach.person), at: self.invited }
    }

    /// Whether that person was asked.
    pub fn is_with(&self, person: PersonId) -> bool {
        self.coach.as_ref().is_some_and(|coach| coach.person == person)
    }

    /// `Ok` while the coach may see the work: nobody ended it, she isn't kept out, and the earner didn't take her work
    /// back.
    ///
    /// # Errors
    /// [`Refusal::NotFound`].
    pub fn must_be_open_to(&self, person: PersonId, submission: &Submission) -> Result<(), Refusal> {
        let is_open = self.is_with(person) && self.ended.is_none() && !self.kept_out;
        if is_open && submission.can_be_coached() { Ok(()) } else { Err(Refusal::NotFound) }
    }

    /// One of the two ends it. Ended once more, nothing changes. An earner takes an invitation back in this way.
    #[must_use]
    pub fn end(self, by: Side, now: Timestamp) -> Self {
        if self.ended.is_some() {
            self
        } else {
            Self { ended: Some(Ended { at: now, by }), ..self }.changed()
        }
    }

    /// Whether a letter that something new was said goes to `side` now; then it is one that went.
    #[must_use]
    pub fn telling(mut self, side: Side, now: Timestamp) -> (Self, bool) {
        let last = match side {
            Side::Earner => &mut self.told.earner,
            Side::Coach => &mut self.told.coach,
        };
        let is_due = asking::tell(last, BETWEEN_LETTERS, now);
        (self, is_due)
    }

    /// The coaching without its coach, who had everything of hers erased: her words are gone, those of the earner stay.
    /// `None` when nothing of hers is in it.
    #[must_use]
    pub fn without_its_coach(self, now: Timestamp) -> Option<Self> {
        self.coach.as_ref()?;
        let Self { ended, comments, .. } = self;
        let ended = ended.or(Some(Ended { at: now, by: Side::Coach }));
        let comments = comments.into_iter().map(Comment::without_its_coach).collect();
        Some(Self { coach: None, ended, comments, ..self }.changed())
    }

    fn changed(self) -> Self {
        Self { version: self.version + 1, ..self }
    }
}

#[cfg(test)]
mod tests;
