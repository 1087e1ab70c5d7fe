//! A definition being written, until it is published.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Definition, Edition};
use crate::design_check::{self, Check, DesignReport};
use crate::id::{OrganisationId, Slug};
use crate::person::Role;
use crate::refusal::{Fault, Refusal};

/// Who may read, save and publish an issuer's drafts.
pub const AUTHORS: [Role; 2] = [Role::Developer, Role::Issuer];

/// A definition being written. It stays after publishing, for the next version to grow from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Draft {
    /// What is written so far.
    pub definition: Definition,
    /// Counts the saves, from 1.
    pub version: u64,
    /// The organisation whose definition it is.
    pub issuer: OrganisationId,
    /// When it was saved last.
    pub saved: Timestamp,
}

impl Draft {
    /// The first save of a definition.
    ///
    /// # Errors
    /// [`Refusal::Stale`] when its author saw a draft, which somebody has thrown away since.
    pub fn begin(
        seen: u64,
        definition: Definition,
        issuer: OrganisationId,
        now: Timestamp,
    ) -> Result<Self, Refusal> {
        if seen == 0 {
            Ok(Self { definition, version: 1, issuer, saved: now })
        } else {
            Err(Refusal::Stale { current: 0 })
        }
    }

    /// The draft with another content, if its author saw what is stored now.
    ///
    /// # Errors
    /// [`Refusal::Stale`] when somebody saved meanwhile; nothing is overwritten.
    pub fn save(self, seen: u64, definition: Definition, now: Timestamp) -> Result<Self, Refusal> {
        self.must_be_at(seen)?;
        Ok(Self { definition, version: self.version + 1, saved: now, ..self })
    }

    /// The next edition. `last` is the number of the one before, 0 for none; `same_rubric` names the other definitions
    /// with the same rubric.
    ///
    /// # Errors
    /// [`Refusal::Stale`] when somebody saved meanwhile; [`Refusal::Invalid`] with everything that the design
    /// principles ask for and the draft doesn't have.
    pub fn publish(
        &self,
        seen: u64,
        last: u32,
        same_rubric: &[Slug],
        now: Timestamp,
    ) -> Result<Edition, Refusal> {
        self.must_be_at(seen)?;
        let report = design_check::check(&self.definition, same_rubric);
        Refusal::unless_empty(unmet(&report))?;
        Ok(Edition {
            definition: self.definition.clone(),
            version: last + 1,
            published: now,
            report,
            issuer: self.issuer,
        })
    }

    /// `Ok` when it is a stack exactly if what was published of it is one. Work that was begun on parts goes on, and what
    /// a stack awarded stays: of one name, both would be true.
    ///
    /// # Errors
    /// [`Refusal::Invalid`].
    pub fn must_stay(&self, was_stack: bool) -> Result<(), Refusal> {
        if self.definition.is_stack() == was_stack {
            return Ok(());
        }
        let message =
            "What was published with parts stays so, and a stack stays a stack. Give it a name of its own.";
        Err(Refusal::invalid("/stack", message))
    }

    /// `Ok` when `seen` is the stored version.
    ///
    /// # Errors
    /// [`Refusal::Stale`].
    pub fn must_be_at(&self, seen: u64) -> Result<(), Refusal> {
        if self.version == seen { Ok(()) } else { Err(Refusal::Stale { current: self.version }) }
    }
}

/// What the report asks for, each sentence with the letter of its principle.
fn unmet(report: &DesignReport) -> Vec<Fault> {
    let faults = |check: &Check| {
        let letter = check.principle;
        let named = |fault: &Fault| Fault::at(&fault.pointer, format!("{letter:?}: {}", fault.message));
        check.faults.iter().map(named).collect::<Vec<_>>()
    };
    report.checks.iter().filter(|check| !check.met).flat_map(faults).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::tests::{definition, sample, sample_with};
    use super::*;

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    fn issuer() -> OrganisationId {
        OrganisationId::from_parts(NOW, 1)
    }

    fn begun(content: serde_json::Value) -> Draft {
        Draft::begin(0, definition(content), issuer(), NOW).expect("nobody saw one")
    }

    #[test]
    fn a_save_counts_and_never_overwrites_another() {
        assert_eq!(Draft::begin(1, definition(sample()), issuer(), NOW), Err(Refusal::Stale { current: 0 }));
        let draft = begun(sample());
        let changed = definition(sample_with("/title", json!("Asking")));

        assert_eq!(draft.clone().save(7, changed.clone(), NOW), Err(Refusal::Stale { current: 1 }));
        let saved = draft.save(1, changed.clone(), NOW).expect("it is the stored version");
        assert_eq!((saved.version, saved.definition), (2, changed));
    }

    #[test]
    fn what_meets_every_principle_becomes_the_next_edition() {
        let draft = begun(sample());
        let edition = draft.publish(1, 2, &[], NOW).expect("it meets every principle");

        assert_eq!((edition.version, edition.issuer), (3, issuer()));
        assert_eq!(edition.definition, draft.definition);
        assert!(edition.report.is_met());
        assert_eq!(draft.publish(2, 2, &[], NOW), Err(Refusal::Stale { current: 1 }));
    }

    #[test]
    fn what_has_parts_never_becomes_a_stack_nor_a_stack_something_with_parts() {
        let mut stack = sample_with("/parts", json!([]));
        stack["passRule"] = json!({"all": []});
        stack["stack"] = json!(["one", "two"]);
        for (content, is_stack) in [(sample(), false), (stack, true)] {
            let draft = begun(content);
            assert_eq!(draft.must_stay(is_stack), Ok(()));
            let Err(Refusal::Invalid(faults)) = draft.must_stay(!is_stack) else { panic!("it changes") };
            assert_eq!(faults[0].pointer, "/stack");
            assert!(crate::spanish::in_spanish(&faults[0].message).is_some());
        }
    }

    #[test]
    fn what_is_not_met_is_told_with_the_letter_of_its_principle() {
        let mut unfit = sample_with("/contact", json!(""));
        unfit["rationale"] = json!("");
        let other = ["other".parse().expect("a slug")];
        let refused = begun(unfit).publish(1, 0, &other, NOW);

        let Err(Refusal::Invalid(faults)) = refused else { panic!("{refused:?}") };
        let letters: Vec<&str> = faults.iter().filter_map(|fault| fault.message.get(..2)).collect();
        assert_eq!(letters, ["A:", "J:", "L:"]);
    }
}
