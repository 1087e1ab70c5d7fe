//! What a district asks its own earners with each submission.
//!
//! Each question has choices and no free text: that would hold names, and nobody's rule says who reads it. A question is its
//! district, its text and its choices: whatever of these is changed makes another question, and one that is asked again
//! is the one that it was. Answers are counted in the district's report and nowhere else.

mod answers;

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

pub use answers::{Answer, LocalAnswers};

use crate::{Fault, OrganisationId, Refusal, plain_text, report::Quarter};

/// How many questions are remembered that are asked no more.
const MOST_FORMER: usize = 20;
/// How many questions one report tells of, as many as may be asked at once.
const MOST_TOLD: usize = 5;
/// How many digits of its digest name a question.
const DIGITS: usize = 16;

/// The name of a question, made from all that it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct QuestionId(String);

/// A question of a district.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// Its name.
    pub id: QuestionId,
    /// What is asked, in the district's own words.
    pub text: String,
    /// What can be chosen, in its order.
    pub choices: Vec<String>,
}

/// A question as somebody wrote it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Wanted {
    /// What is to be asked.
    pub text: String,
    /// What is to be chosen from.
    pub choices: Vec<String>,
}

/// A question that is asked no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Former {
    /// Which one.
    #[serde(flatten)]
    pub question: Question,
    /// Until when it was asked.
    pub until: Timestamp,
}

/// The questions of a district.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalQuestions {
    /// Those that are asked, in their order.
    pub asked: Vec<Question>,
    /// Those that were asked, the last one last: work that was begun then may not be counted yet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<Former>,
}

impl QuestionId {
    fn of(district: OrganisationId, text: &str, choices: &[String]) -> Self {
        let whole = serde_json::to_vec(&(district, text, choices)).expect("texts can be written as JSON");
        let mut digits = hex::encode(Sha256::digest(whole));
        digits.truncate(DIGITS);
        Self(digits)
    }

    /// The text of it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for QuestionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Question {
    fn of(district: OrganisationId, wanted: &Wanted) -> Self {
        let text = plain_text::line(&wanted.text);
        let choices: Vec<String> = wanted.choices.iter().map(|choice| plain_text::line(choice)).collect();
        Self { id: QuestionId::of(district, &text, &choices), text, choices }
    }

    /// The questions of `district` that somebody wrote, in that order.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with every question and choice that is empty or stands there twice.
    pub fn all(district: OrganisationId, wanted: &[Wanted]) -> Result<Vec<Self>, Refusal> {
        let questions: Vec<Self> = wanted.iter().map(|one| Self::of(district, one)).collect();
        let mut faults = Vec::new();
        for (at, question) in questions.iter().enumerate() {
            let is_there = questions[..at].iter().any(|one| one.text == question.text);
            let said =
                wrong(&question.text, is_there, ["Write the question.", "This question stands here twice."]);
            faults.extend(said.map(|said| Fault::at(format!("/questions/{at}/text"), said)));
            for (place, choice) in question.choices.iter().enumerate() {
                let is_there = question.choices[..place].contains(choice);
                let said =
                    wrong(choice, is_there, ["Write what can be chosen.", "This choice stands here twice."]);
                let pointer = format!("/questions/{at}/choices/{place}");
                faults.extend(said.map(|said| Fault::at(pointer, said)));
            }
        }
        Refusal::unless_empty(faults)?;
        Ok(questions)
    }
}

fn wrong(text: &str, is_there: bool, [empty, twice]: [&'static str; 2]) -> Option<&'static str> {
    if text.is_empty() { Some(empty) } else { is_there.then_some(twice) }
}

impl LocalQuestions {
    /// Whether nothing is asked, and nothing was.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.asked.is_empty() && self.former.is_empty()
    }

    /// These with `wanted` in place of those that are asked.
    #[must_use]
    pub fn changed(self, wanted: Vec<Question>, now: Timestamp) -> Self {
        let given_up = self.asked.into_iter().map(|question| Former { question, until: now });
        let all = self.former.into_iter().chain(given_up);
        let mut former: Vec<Former> =
            all.filter(|one| wanted.iter().all(|asked| asked.id != one.question.id)).collect();
        former.drain(..former.len().saturating_sub(MOST_FORMER));
        Self { asked: wanted, former }
    }

    /// Those that work which was begun in `quarter` may have been asked: nobody's answer decides which these are. Of more
    /// than are told at once those that are asked, then those that were asked last: each question divides the same work
    /// once more.
    #[must_use]
    pub fn in_quarter(&self, quarter: Quarter) -> Vec<Question> {
        let former = self.former.iter().rev().filter(|one| Quarter::of(one.until) >= quarter);
        let all = self.asked.iter().chain(former.map(|one| &one.question));
        all.take(MOST_TOLD).cloned().collect()
    }
}

#[cfg(test)]
mod tests;
