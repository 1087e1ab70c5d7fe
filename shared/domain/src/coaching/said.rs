//! What is said in a coaching: comments on parts, answers to them, and that the earner is done with one.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Coaching, Side};
use crate::{
    Refusal,
    microcredential::{Definition, PartId},
    submission::Submission,
};

/// The most characters of a comment or an answer.
pub const LONGEST: usize = 1_000;

/// The most bytes of all that is said in one coaching: it is kept as one record.
pub const MOST_TEXT: usize = 100_000;

/// What a comment or an answer takes in that record beside its words, in bytes.
const BESIDE_WORDS: usize = 200;

/// What a coach said of a part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// Which of its coaching, from 1.
    pub number: u32,
    /// Of which attempt.
    pub attempt: u32,
    /// Of which part.
    pub part: PartId,
    /// What; empty once she had her words erased.
    pub text: String,
    /// When.
    pub at: Timestamp,
    /// Since when the earner is done with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<Timestamp>,
    /// What was said to it, the first answer first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer>,
}

/// What one of the two said to a comment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Who.
    pub by: Side,
    /// What; empty once she had her words erased.
    pub text: String,
    /// When.
    pub at: Timestamp,
}

/// Something that one of the two says.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "step")]
pub enum Said {
    /// The coach comments on a part.
    Comment {
        /// Which part.
        part: PartId,
        /// What she says.
        text: String,
    },
    /// Either answers a comment.
    Answer {
        /// The comment's number.
        comment: u32,
        /// What she says.
        text: String,
    },
    /// The earner is done with a comment, or not yet after all.
    Done {
        /// The comment's number.
        comment: u32,
        /// Whether she is.
        done: bool,
    },
}

impl Said {
    /// The name of the step.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Comment { .. } => "comment",
            Self::Answer { .. } => "answer",
            Self::Done { .. } => "done",
        }
    }

    /// Whether it is something that the other side should hear of.
    pub const fn is_news(&self) -> bool {
        match self {
            Self::Comment { .. } | Self::Answer { .. } => true,
            Self::Done { .. } => false,
        }
    }
}

impl Coaching {
    /// `side` says something about the draft of `submission`, which is work on that definition. The coach's side is one
    /// to whom it is open ([`Coaching::must_be_open_to`]).
    ///
    /// # Errors
    /// [`Refusal::WrongState`] unless it is a draft, and for words once the coaching is over; [`Refusal::Forbidden`] for
    /// what is the other side's to do; [`Refusal::Invalid`] for no such part, no text, and more than fits;
    /// [`Refusal::NotFound`] for no such comment; [`Refusal::Exists`] for what was just said.
    pub fn say(
        self,
        side: Side,
        (submission, definition): (&Submission, &Definition),
        said: Said,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        submission.must_be_draft("Commenting")?;
        match said {
            Said::Comment { part, text } => {
                self.must_go_on()?;
                if side == Side::Earner {
                    return Err(Refusal::Forbidden("Comments are your coach's. You can answer them.".into()));
                }
                if definition.part(&part).is_none() {
                    return Err(Refusal::invalid("/part", "This micro-credential has no such part."));
                }
                if submission.carried.contains(&part) {
                    return Err(Refusal::invalid("/part", "This part has passed and isn't handed in again."));
                }
                self.comment(submission.attempt, part, text, now)
            }
            Said::Answer { comment, text } => {
                self.must_go_on()?;
                self.answer(side, comment, &text, now)
            }
            Said::Done { comment, done } if side == Side::Earner => self.mark(comment, done, now),
            Said::Done { .. } => {
                Err(Refusal::Forbidden("Only the earner says which comments are done.".into()))
            }
        }
    }

    fn must_go_on(&self) -> Result<(), Refusal> {
        match self.ended {
            None => Ok(()),
            Some(_) => {
                Err(Refusal::WrongState { what: "Commenting", because: "the coaching is over".into() })
            }
        }
    }

    fn comment(mut self, attempt: u32, part: PartId, text: String, now: Timestamp) -> Result<Self, Refusal> {
        let text = self.fitting(&text)?;
        if self.comments.last().is_some_and(|last| last.part == part && last.text == text) {
            return Err(said_already());
        }
        let number = self.comments.last().map_or(0, |last| last.number) + 1;
        self.comments.push(Comment { number, attempt, part, text, at: now, done: None, answers: Vec::new() });
        Ok(self.changed())
    }

    fn answer(mut self, by: Side, comment: u32, text: &str, now: Timestamp) -> Result<Self, Refusal> {
        let text = self.fitting(text)?;
        let comment = self.comment_mut(comment)?;
        if comment.answers.last().is_some_and(|last| last.by == by && last.text == text) {
            return Err(said_already());
        }
        comment.answers.push(Answer { by, text, at: now });
        Ok(self.changed())
    }

    fn mark(mut self, comment: u32, done: bool, now: Timestamp) -> Result<Self, Refusal> {
        let comment = self.comment_mut(comment)?;
        if comment.done.is_some() == done {
            return Ok(self);
        }
        comment.done = done.then_some(now);
        Ok(self.changed())
    }

    fn comment_mut(&mut self, number: u32) -> Result<&mut Comment, Refusal> {
        self.comments.iter_mut().find(|comment| comment.number == number).ok_or(Refusal::NotFound)
    }

    /// The text without blanks around it, if it says something and there is room for it.
    fn fitting(&self, text: &str) -> Result<String, Refusal> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Refusal::invalid("/text", "Write something."));
        }
        if text.chars().count() > LONGEST {
            return Err(Refusal::invalid("/text", "Write at most 1,000 characters."));
        }
        let said: usize = self.comments.iter().map(Comment::bytes).sum();
        if said + BESIDE_WORDS + text.len() > MOST_TEXT {
            return Err(Refusal::invalid(
                "/text",
                "There is no room for more in this coaching. Talk to each other.",
            ));
        }
        Ok(text.to_owned())
    }
}

impl Comment {
    /// Without a word of the coach's.
    pub(super) fn without_its_coach(mut self) -> Self {
        self.text.clear();
        for answer in &mut self.answers {
            if answer.by == Side::Coach {
                answer.text.clear();
            }
        }
        self
    }

    fn bytes(&self) -> usize {
        let answers = self.answers.iter().map(|answer| BESIDE_WORDS + answer.text.len());
        BESIDE_WORDS + self.text.len() + answers.sum::<usize>()
    }
}

fn said_already() -> Refusal {
    Refusal::Exists("you just said this.".into())
}
