//! What must hold within a policy: what is named exists, no period ends before it begins, nothing asks for what can't be.

mod conditions;
pub(super) mod reach;

use std::collections::BTreeSet;
use std::fmt::Display;

use super::{Content, Decimal, Grant, List, ListId, Need, TermId, Use};
use crate::{Fault, Slug, currency::Currency, microcredential::local_id::LocalId};

/// Everything that does not hold, with its place.
pub(super) fn of(content: &Content) -> Vec<Fault> {
    let mut faults = Faults { content, found: Vec::new() };
    faults.whole();
    for (number, list) in content.lists.iter().enumerate() {
        faults.list(&format!("/lists/{number}"), list);
    }
    for (number, asked) in content.uses.iter().enumerate() {
        faults.asked(&format!("/uses/{number}"), asked);
    }
    faults.double_counting();
    faults.found
}

/// The listed micro-credentials that `is_known` doesn't know.
pub(super) fn unknown(content: &Content, is_known: impl Fn(&Slug) -> bool) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (list, listed) in content.lists.iter().enumerate() {
        for (number, one) in listed.microcredentials.iter().enumerate().filter(|(_, one)| !is_known(&one.id))
        {
            let message = format!("There is no micro-credential “{}”.", one.id);
            faults.push(Fault::at(format!("/lists/{list}/microcredentials/{number}/id"), message));
        }
    }
    faults
}

struct Faults<'a> {
    content: &'a Content,
    found: Vec<Fault>,
}

impl Faults<'_> {
    fn fault(&mut self, pointer: impl Display, message: impl Into<String>) {
        self.found.push(Fault::at(pointer.to_string(), message));
    }

    fn whole(&mut self) {
        let content = self.content;
        if content.title.trim().is_empty() {
            self.fault("/title", "Give it a title.");
        }
        if content.valid_until.is_some_and(|last| last < content.valid_from) {
            self.fault("/validUntil", "A policy can't end before it begins. Give a later last day, or none.");
        }
        if content.uses.is_empty() {
            self.fault("/uses", "Say what awards count for.");
        }
        self.unique("/lists", content.lists.iter().map(|list| &list.id));
        self.unique("/uses", content.uses.iter().map(|asked| &asked.id));
    }

    fn unique<'i, K: 'i>(&mut self, at: &str, ids: impl Iterator<Item = &'i LocalId<K>>) {
        let mut known = BTreeSet::new();
        for (number, id) in ids.enumerate() {
            if !known.insert(id) {
                self.fault(format_args!("{at}/{number}/id"), format!("“{id}” stands here already."));
            }
        }
    }

    fn list(&mut self, at: &str, list: &List) {
        let at = format!("{at}/microcredentials");
        if list.microcredentials.is_empty() {
            self.fault(&at, "Name a micro-credential.");
        }
        for (number, listed) in list.microcredentials.iter().enumerate() {
            let at = format!("{at}/{number}");
            if listed.from.zip(listed.until).is_some_and(|(first, last)| last < first) {
                self.fault(
                    format_args!("{at}/until"),
                    "An approval can't end before it begins. Give a later last day, or none.",
                );
            }
            if listed.until.is_some_and(|last| last < self.content.valid_from) {
                self.fault(
                    format_args!("{at}/until"),
                    "This ends before the policy begins. Give a later last day, or take it off the list.",
                );
            }
            if listed.from.zip(self.content.valid_until).is_some_and(|(first, last)| last < first) {
                self.fault(
                    format_args!("{at}/from"),
                    "This begins after the policy's end. Give an earlier first day, or take it off the list.",
                );
            }
            let before = &list.microcredentials[..number];
            if before.iter().any(|other| other.id == listed.id && other.overlaps(listed)) {
                self.fault(&at, format!("“{}” is approved for some days twice.", listed.id));
            }
        }
    }

    fn asked(&mut self, at: &str, asked: &Use) {
        if asked.times == Some(0) {
            self.fault(format_args!("{at}/times"), "What can be granted is granted once at least.");
        }
        if let Some(condition) = &asked.eligible {
            self.eligible(&format!("{at}/eligible"), condition);
        }
        if asked.awards.is_empty() {
            self.fault(format_args!("{at}/awards"), "Say which awards are needed.");
        }
        for (number, need) in asked.awards.iter().enumerate() {
            self.need(&format!("{at}/awards/{number}"), need, &asked.awards[..number]);
        }
        self.grant(&format!("{at}/grants"), asked);
    }

    fn need(&mut self, at: &str, need: &Need, before: &[Need]) {
        if need.n == 0 {
            self.fault(format_args!("{at}/n"), "Ask for one award at least.");
        }
        if need.cap.is_some_and(|cap| cap.awards == 0) {
            self.fault(format_args!("{at}/cap/awards"), "Let one award of a year count at least.");
        }
        let content = self.content;
        let named = |id: &ListId| content.lists.iter().find(|list| list.id == *id);
        let Some(list) = named(&need.from) else {
            self.fault(format_args!("{at}/from"), format!("There is no list “{}”.", need.from));
            return;
        };
        let different: BTreeSet<&Slug> = list.microcredentials.iter().map(|listed| &listed.id).collect();
        if usize::from(need.n) > different.len() {
            let message = format!(
                "The list has only {} micro-credentials. Ask for fewer, or approve more.",
                different.len()
            );
            self.fault(format_args!("{at}/n"), message);
        }
        for other in before.iter().filter_map(|other| named(&other.from)) {
            if let Some(both) = in_both(list, other) {
                let message =
                    format!("“{both}” would be asked for twice. Use lists that have nothing in common.");
                self.fault(format_args!("{at}/from"), message);
            }
        }
    }

    fn grant(&mut self, at: &str, asked: &Use) {
        match &asked.grants {
            Grant::Licensure(licensure) => self.term(&format!("{at}/licensure/licence"), &licensure.licence),
            Grant::Exam(exam) => self.term(&format!("{at}/exam"), exam),
            Grant::Designation(designation) => self.term(&format!("{at}/designation"), designation),
            Grant::SalarySteps(0) => self.fault(format_args!("{at}/salarySteps"), "Grant one step at least."),
            Grant::SalarySteps(_) => {}
            Grant::Stipend(money) => {
                self.positive(&format!("{at}/stipend/amount"), money.amount);
                if money.currency.parse::<Currency>().is_err() {
                    self.fault(
                        format_args!("{at}/stipend/currency"),
                        "Name the currency by three letters, such as USD.",
                    );
                }
            }
            Grant::Hours(hours) => {
                let at = format!("{at}/hours");
                self.term(&format!("{at}/of"), &hours.of);
                self.positive(&format!("{at}/each"), hours.each);
                if let Some(most) = hours.most {
                    self.positive(&format!("{at}/most"), most);
                }
                let single = matches!(&asked.awards[..], [need] if need.n == 1 && need.cap.is_none());
                if !single {
                    self.fault(at, "Hours are for each award: ask for 1 award of one list, without a cap.");
                }
            }
        }
    }

    fn positive(&mut self, at: &str, number: Decimal) {
        if number <= Decimal::ZERO {
            self.fault(at, "Give a number above 0.");
        }
    }

    fn term(&mut self, at: &str, term: &TermId) {
        if !self.content.terms.contains_key(term) {
            self.fault(at, format!("Say in \"terms\" what “{term}” means."));
        }
    }

    fn double_counting(&mut self) {
        let mut grouped = BTreeSet::new();
        for (number, group) in self.content.double_counting.iter().enumerate() {
            let at = format!("/doubleCounting/{number}");
            if group.len() < 2 {
                self.fault(&at, "Name the uses among which an award may count twice.");
            }
            for id in group {
                if !self.content.uses.iter().any(|asked| asked.id == *id) {
                    self.fault(&at, format!("There is no use “{id}”."));
                }
                if !grouped.insert(id) {
                    self.fault(
                        &at,
                        format!("“{id}” stands in another group already. Make one group of both."),
                    );
                }
            }
        }
    }
}

/// A micro-credential that is on both lists on some day.
fn in_both<'a>(one: &'a List, other: &List) -> Option<&'a Slug> {
    let is_in_other = |listed: &&super::Listed| {
        other.microcredentials.iter().any(|there| there.id == listed.id && there.overlaps(listed))
    };
    one.microcredentials.iter().find(is_in_other).map(|listed| &listed.id)
}
