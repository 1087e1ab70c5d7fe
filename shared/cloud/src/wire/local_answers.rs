//! What a district asks an earner, and what she answered, as she alone sees it.

use domain::local_questions::{LocalAnswers, Question};
use jiff::Timestamp;
use serde::Serialize;

/// What can be answered with a submission, and what is.
#[derive(Debug, Serialize)]
pub struct LocalAnswersView {
    /// To be named when it is saved; 0 while nothing was answered.
    version: u64,
    questions: Vec<Asked>,
    #[serde(skip_serializing_if = "Option::is_none")]
    told: Option<Timestamp>,
}

#[derive(Debug, Serialize)]
struct Asked {
    #[serde(flatten)]
    question: Question,
    /// It is asked no more: her choice is kept or taken back.
    former: bool,
    /// What she chose, if she did.
    #[serde(skip_serializing_if = "Option::is_none")]
    chosen: Option<String>,
}

impl LocalAnswersView {
    /// The view of what is stored, where `asked` is asked.
    #[must_use]
    pub fn of(stored: Option<&LocalAnswers>, asked: &[Question]) -> Self {
        let answer = |question: &Question| {
            let mut answers = stored.into_iter().flat_map(LocalAnswers::chosen);
            answers.find(|(id, _)| **id == question.id).map(|(_, choice)| choice.to_owned())
        };
        let with_answer = |question: Question| Asked {
            chosen: answer(&question),
            former: asked.iter().all(|one| one.id != question.id),
            question,
        };
        Self {
            version: stored.map_or(0, |stored| stored.version),
            questions: LocalAnswers::questions(stored, asked).into_iter().map(with_answer).collect(),
            told: stored.map(|stored| stored.at),
        }
    }
}
