//! What must hold between the pieces of a definition: unique ids, and names of what exists.

use std::collections::BTreeSet;
use std::fmt::Display;

use super::local_id::{ComponentId, LocalId};
use super::{Content, Part};
use crate::pass_rule::{DEEPEST, PassRule};
use crate::refusal::Fault;
use crate::rubric::{Criterion, NO, Scoring, YES};

/// Everything that does not hold, with its place.
pub(super) fn faults(content: &Content) -> Vec<Fault> {
    let mut references = References { content, faults: Vec::new() };
    references.definition();
    references.stack();
    for (number, part) in content.parts.iter().enumerate() {
        references.part(&format!("/parts/{number}"), part);
    }
    references.pass_rule();
    references.faults
}

struct References<'a> {
    content: &'a Content,
    faults: Vec<Fault>,
}

impl References<'_> {
    fn fault(&mut self, pointer: impl Display, message: impl Into<String>) {
        self.faults.push(Fault::at(pointer.to_string(), message));
    }

    fn definition(&mut self) {
        self.unique(
            "/methodComponents",
            self.content.method_components.iter().map(|component| &component.id),
        );
        self.unique("/parts", self.content.parts.iter().map(|part| &part.id));
        if !(0.0..=1.0).contains(&self.content.double_scored_share) {
            self.fault("/doubleScoredShare", "A share lies between 0 and 1.");
        }
        for (number, slug) in self.content.prerequisites.iter().enumerate() {
            if *slug == self.content.id {
                self.fault(
                    format_args!("/prerequisites/{number}"),
                    "A micro-credential can't be its own prerequisite.",
                );
            }
        }
    }

    fn stack(&mut self) {
        let (content, mut seen) = (self.content, BTreeSet::new());
        for (number, slug) in content.stack.iter().enumerate() {
            if *slug == content.id {
                self.fault(format_args!("/stack/{number}"), "A stack can't be part of itself.");
            } else if !seen.insert(slug) {
                self.fault(format_args!("/stack/{number}"), format!("“{slug}” stands in the stack twice."));
            }
        }
        if !content.stack.is_empty() && !content.parts.is_empty() {
            let message = "A stack is earned by the awards that it is made of: it has no parts of its own.";
            self.fault("/parts", message);
        }
        if !content.stack.is_empty() && !content.prerequisites.is_empty() {
            self.fault("/prerequisites", "A stack needs nothing before it: name it in the stack.");
        }
    }

    fn part(&mut self, at: &str, part: &Part) {
        self.unique(&format!("{at}/questions"), part.questions().iter().map(|question| &question.id));
        for (number, question) in part.questions().iter().enumerate() {
            self.shown(&format!("{at}/questions/{number}"), &question.shows);
        }
        if let Some(rule) = part.artifacts() {
            self.shown(&format!("{at}/artifacts"), &rule.shows);
            if rule.per_student.min > rule.per_student.max {
                self.fault(
                    format_args!("{at}/artifacts/perStudent"),
                    "The fewest items are more than the most.",
                );
            }
        }
        if let Some(rule) = part.reflections() {
            self.shown(&format!("{at}/reflections"), &rule.shows);
            self.same_students(&format!("{at}/reflections/students"), rule.students);
        }
        self.scoring(&format!("{at}/scoring"), &part.scoring);
    }

    fn same_students(&mut self, at: &str, students: u8) {
        let mut groups =
            self.content.parts.iter().filter_map(Part::artifacts).map(|rule| rule.students).peekable();
        if groups.peek().is_some() && !groups.any(|group| group == students || group == 0) {
            self.fault(at, "Ask for reflections from the same number of students as in the artifacts.");
        }
    }

    fn scoring(&mut self, at: &str, scoring: &Scoring) {
        self.unique(&format!("{at}/criteria"), scoring.rubric().iter().map(|criterion| &criterion.id));
        for (number, criterion) in scoring.rubric().iter().enumerate() {
            self.criterion(&format!("{at}/criteria/{number}"), criterion);
        }
        if scoring.is_yes_no() && !is_one_yes_no(scoring) {
            self.fault(
                format_args!("{at}/criteria"),
                "A yes-no part has exactly one criterion with the levels \"no\" and \"yes\", in this order, of which \
                 \"yes\" is required.",
            );
        }
    }

    fn criterion(&mut self, at: &str, criterion: &Criterion) {
        self.shown(at, &criterion.shows);
        self.unique(&format!("{at}/levels"), criterion.levels.iter().map(|level| &level.id));
        if criterion.level(&criterion.required_level).is_none() {
            let message = format!("There is no level \"{}\" in this criterion.", criterion.required_level);
            self.fault(format_args!("{at}/requiredLevel"), message);
        }
    }

    fn shown(&mut self, at: &str, shows: &[ComponentId]) {
        for (number, id) in shows.iter().enumerate() {
            if !self.content.method_components.iter().any(|component| component.id == *id) {
                self.fault(
                    format_args!("{at}/shows/{number}"),
                    format!("There is no method component \"{id}\"."),
                );
            }
        }
    }

    fn unique<'i, K: 'i>(&mut self, at: &str, ids: impl Iterator<Item = &'i LocalId<K>>) {
        let mut seen = BTreeSet::new();
        for (number, id) in ids.enumerate() {
            if !seen.insert(id) {
                let message = format!("\"{id}\" is used twice here. Give each its own id.");
                self.fault(format_args!("{at}/{number}/id"), message);
            }
        }
    }

    fn pass_rule(&mut self) {
        let content = self.content;
        if content.pass_rule.depth() > DEEPEST {
            self.fault("/passRule", format!("A pass rule nests at most {DEEPEST} deep."));
        } else {
            self.rule("/passRule", &content.pass_rule);
        }
    }

    fn rule(&mut self, at: &str, rule: &PassRule) {
        match rule {
            PassRule::All(rules) => self.rules(&format!("{at}/all"), rules),
            PassRule::AnyOf { n, of } => {
                if *n == 0 || *n > of.len() {
                    let message = format!("Ask for at least 1 and at most {} of these.", of.len());
                    self.fault(format_args!("{at}/anyOf/n"), message);
                }
                self.rules(&format!("{at}/anyOf/of"), of);
            }
            PassRule::Passes(id) => match self.content.parts.iter().find(|part| part.id == *id) {
                Some(part) if part.scoring.is_yes_no() => {
                    self.fault(
                        format_args!("{at}/passes"),
                        format!("\"{id}\" is scored yes or no: write \"yes\" here."),
                    );
                }
                Some(_) => {}
                None => self.no_such_part(&format!("{at}/passes"), id),
            },
            PassRule::Yes(id) => match self.content.parts.iter().find(|part| part.id == *id) {
                Some(part) if !part.scoring.is_yes_no() => {
                    self.fault(
                        format_args!("{at}/yes"),
                        format!("\"{id}\" is scored by levels: write \"passes\" here."),
                    );
                }
                Some(_) => {}
                None => self.no_such_part(&format!("{at}/yes"), id),
            },
        }
    }

    fn rules(&mut self, at: &str, rules: &[PassRule]) {
        for (number, rule) in rules.iter().enumerate() {
            self.rule(&format!("{at}/{number}"), rule);
        }
    }

    fn no_such_part(&mut self, at: &str, id: &impl Display) {
        self.fault(at, format!("There is no part \"{id}\"."));
    }
}

fn is_one_yes_no(scoring: &Scoring) -> bool {
    let mut criteria = scoring.rubric().iter();
    let (Some(only), None) = (criteria.next(), criteria.next()) else {
        return false;
    };
    let levels: Vec<&str> = only.levels.iter().map(|level| level.id.as_str()).collect();
    levels == [NO, YES] && only.required_level.as_str() == YES
}
