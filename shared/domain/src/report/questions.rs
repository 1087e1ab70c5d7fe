//! What is told of work by what its earners answered to questions of their district.
//!
//! A question is one more way to divide the same work, told in groups as schools are and crossed with nothing: not with
//! schools, micro-credentials or other questions. Whoever didn't answer is a member too. It changes nothing that is told
//! without it: a question gives way to schools and micro-credentials, and to the questions before it ([`super::apart`]).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Breakdown, Dimension, Work,
    apart::{Told, is_apart},
    release::broken_down,
};
use crate::local_questions::{Question, QuestionId};

/// What is told of those who answered a question alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OfQuestion {
    /// Which question.
    pub question: QuestionId,
    /// What was asked.
    pub text: String,
    /// The counts by what was chosen; no answer is empty, and the last one.
    pub by: Breakdown,
}

/// The counts of `works` by their answers to each question, beside what is told of them `by` other ways.
pub(super) fn count(
    questions: &[Question],
    works: &[Work],
    by: &BTreeMap<Dimension, Breakdown>,
) -> Vec<OfQuestion> {
    let mut all: Vec<OfQuestion> = Vec::new();
    for question in questions {
        let beside: Vec<Told<'_>> = by
            .iter()
            .map(|(dimension, by)| Told { member: Box::new(|work| dimension.member(work)), by })
            .chain(
                all.iter().map(|of| Told { member: Box::new(|work| chosen(&of.question, work)), by: &of.by }),
            )
            .collect();
        let of = OfQuestion::count(question, works, &beside);
        drop(beside);
        all.push(of);
    }
    all
}

fn chosen<'a>(question: &QuestionId, work: &'a Work) -> &'a str {
    work.answers.get(question).map_or("", String::as_str)
}

impl OfQuestion {
    fn count(question: &Question, works: &[Work], beside: &[Told<'_>]) -> Self {
        let members: Vec<String> = question.choices.iter().cloned().chain([String::new()]).collect();
        let mut by = broken_down(
            works,
            &members,
            |work| chosen(&question.id, work).to_owned(),
            |measure, groups| !measure.is_count() || is_apart(groups, measure, beside),
        );
        by.retain(|measure, _| measure.is_count());
        Self { question: question.id.clone(), text: question.text.clone(), by }
    }
}
