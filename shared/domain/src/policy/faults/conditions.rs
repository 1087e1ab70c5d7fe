//! What must hold within a condition.

use super::Faults;
use crate::{
    pass_rule::DEEPEST,
    policy::{Condition, ExamAsked, LicenceAsked, TermId},
};

impl Faults<'_> {
    pub(super) fn eligible(&mut self, at: &str, condition: &Condition) {
        if condition.depth() > DEEPEST {
            self.fault(at, format!("This nests deeper than {DEEPEST} levels."));
            return;
        }
        self.condition(at, condition);
    }

    fn condition(&mut self, at: &str, condition: &Condition) {
        match condition {
            Condition::All(of) => self.conditions(&format!("{at}/all"), of),
            Condition::AnyOf { n, of } => {
                if *n == 0 || *n > of.len() {
                    let message = format!("Choose a number from 1 to {}.", of.len());
                    self.fault(format_args!("{at}/anyOf/n"), message);
                }
                self.conditions(&format!("{at}/anyOf/of"), of);
            }
            Condition::Licence(asked) => self.licence(&format!("{at}/licence"), asked),
            Condition::Exam(asked) => self.exam(&format!("{at}/exam"), asked),
            Condition::Employer(any_of) => self.any_of(&format!("{at}/employer"), any_of),
            Condition::CareerLevel(any_of) => self.any_of(&format!("{at}/careerLevel"), any_of),
            Condition::Requirement(term) => self.term(&format!("{at}/requirement"), term),
        }
    }

    fn conditions(&mut self, at: &str, of: &[Condition]) {
        if of.is_empty() {
            self.fault(at, "Write a condition.");
        }
        for (number, condition) in of.iter().enumerate() {
            self.condition(&format!("{at}/{number}"), condition);
        }
    }

    fn licence(&mut self, at: &str, asked: &LicenceAsked) {
        self.any_of(&format!("{at}/anyOf"), &asked.any_of);
        if asked.issued_from.zip(asked.issued_until).is_some_and(|(first, last)| last < first) {
            self.fault(
                format_args!("{at}/issuedUntil"),
                "A period can't end before it begins. Give a later last day, or none.",
            );
        }
    }

    fn exam(&mut self, at: &str, asked: &ExamAsked) {
        self.any_of(&format!("{at}/anyOf"), &asked.any_of);
        if asked.within_sems.is_negative() {
            self.fault(format_args!("{at}/withinSems"), "Give a number of at least 0.");
        }
    }

    fn any_of(&mut self, at: &str, terms: &[TermId]) {
        if terms.is_empty() {
            self.fault(at, "Name one at least.");
        }
        for (number, term) in terms.iter().enumerate() {
            self.term(&format!("{at}/{number}"), term);
        }
    }
}
