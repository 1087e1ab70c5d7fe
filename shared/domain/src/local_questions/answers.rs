//! What an earner answers her district with a submission. She need not; it is never scored and no assessor sees it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Question, QuestionId};
use crate::{Fault, PersonId, Refusal, SubmissionId, submission::Submission};

/// One answer, with the words in which it was asked and given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// To which question.
    pub question: QuestionId,
    /// What was asked.
    pub text: String,
    /// What she chose.
    pub choice: String,
}

/// What an earner answered with one submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalAnswers {
    /// Who answered.
    pub earner: PersonId,
    /// With which submission.
    pub submission: SubmissionId,
    /// Counts the changes.
    pub version: u64,
    /// The answers, in the order of the questions; what isn't in it was not answered.
    pub answers: Vec<Answer>,
    /// When she said it.
    pub at: Timestamp,
}

impl LocalAnswers {
    /// What can be answered: what is asked, and what she answered while it was asked. Of that only her own choice is left,
    /// to be kept or taken back.
    #[must_use]
    pub fn questions(stored: Option<&Self>, asked: &[Question]) -> Vec<Question> {
        let answered = stored.into_iter().flat_map(|stored| &stored.answers);
        let former = answered.filter(|answer| asked.iter().all(|one| one.id != answer.question));
        let as_asked = |answer: &Answer| Question {
            id: answer.question.clone(),
            text: answer.text.clone(),
            choices: vec![answer.choice.clone()],
        };
        asked.iter().cloned().chain(former.map(as_asked)).collect()
    }

    /// What the earner of `submission` chooses in place of `before`, of which she saw version `seen` (0 while there is
    /// none). A question that isn't in it is not answered.
    ///
    /// # Errors
    /// [`Refusal::Stale`] when other answers are stored; [`Refusal::Invalid`] with every question that isn't asked and every
    /// choice that there isn't.
    pub fn tell(
        before: Option<&Self>,
        (submission, seen): (&Submission, u64),
        asked: &[Question],
        chosen: &BTreeMap<QuestionId, String>,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        let current = before.map_or(0, |before| before.version);
        if seen != current {
            return Err(Refusal::Stale { current });
        }
        let questions = Self::questions(before, asked);
        Refusal::unless_empty(faults(&questions, chosen))?;

        let answer = |question: Question| {
            let choice = chosen.get(&question.id)?.clone();
            Some(Answer { question: question.id, text: question.text, choice })
        };
        Ok(Self {
            earner: submission.earner,
            submission: submission.id,
            version: current + 1,
            answers: questions.into_iter().filter_map(answer).collect(),
            at: now,
        })
    }

    /// What was chosen, by question.
    pub fn chosen(&self) -> impl Iterator<Item = (&QuestionId, &str)> {
        self.answers.iter().map(|answer| (&answer.question, answer.choice.as_str()))
    }
}

fn faults(questions: &[Question], chosen: &BTreeMap<QuestionId, String>) -> Vec<Fault> {
    let fault = |(id, choice): (&QuestionId, &String)| {
        let message = match questions.iter().find(|question| question.id == *id) {
            None => "This question is not asked any more. Load the page again.".to_owned(),
            Some(question) if question.choices.contains(choice) => return None,
            Some(question) => format!("Choose one of: {}.", question.choices.join(", ")),
        };
        Some(Fault::at(format!("/answers/{id}"), message))
    };
    chosen.iter().filter_map(fault).collect()
}
