//! What a design check says.

use serde::{Deserialize, Serialize};

use crate::{letter::Language, refusal::Fault, spanish::told};

/// What the design check found, check by check. Stored with the published version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DesignReport {
    /// One for every principle, in their order.
    pub checks: Vec<Check>,
    /// What is allowed but should be thought over, as sentences.
    pub warnings: Vec<String>,
}

/// What was found for one principle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// The principle.
    pub principle: Principle,
    /// What it asks for.
    pub title: String,
    /// Whether the definition does as it asks.
    pub met: bool,
    /// What is missing, each with a pointer to the field to change; empty when met.
    ///
    /// A published version has none. Those stored before there were pointers call the empty list `sentences`.
    #[serde(alias = "sentences")]
    pub faults: Vec<Fault>,
}

/// A design principle, by its letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Principle {
    /// Every category is filled.
    A,
    /// Research stands behind it.
    B,
    /// The classroom's context is asked for.
    C,
    /// One competency, of a size that can be scored.
    D,
    /// Resources are public and free.
    E,
    /// Evidence comes from practice.
    F,
    /// The earner reflects.
    G,
    /// Every criterion has described levels.
    H,
    /// Evidence and rubric show the method, all of it.
    I,
    /// The badge says what it stands for.
    J,
    /// A rubric is made for its competency.
    L,
}

impl DesignReport {
    /// Whether every principle is met, so that the definition may be published.
    pub fn is_met(&self) -> bool {
        self.checks.iter().all(|check| check.met)
    }

    /// The report, told in that language.
    #[must_use]
    pub fn told(self, language: Language) -> Self {
        let check = |check: Check| {
            let faults = check.faults.iter().map(|fault| fault.told(language)).collect();
            Check { title: told(&check.title, language), faults, ..check }
        };
        let warnings = self.warnings.iter().map(|warning| told(warning, language)).collect();
        Self { checks: self.checks.into_iter().map(check).collect(), warnings }
    }
}

impl Principle {
    /// All of them, in order.
    pub const ALL: [Self; 11] =
        [Self::A, Self::B, Self::C, Self::D, Self::E, Self::F, Self::G, Self::H, Self::I, Self::J, Self::L];

    /// What it asks for, in a sentence.
    pub fn title(self) -> &'static str {
        match self {
            Self::A => "Every category of the definition is filled.",
            Self::B => "Research stands behind it, with at least one peer-reviewed citation.",
            Self::C => "The earner tells of the classroom in which the practice happened.",
            Self::D => "It is one competency with at most 12 criteria.",
            Self::E => "Resources are public, and those that are required are free.",
            Self::F => "Evidence comes from practice, with student work where students are involved.",
            Self::G => "The earner reflects on the practice.",
            Self::H => "A rubric describes every level of every criterion, and every part counts.",
            Self::I => {
                "Evidence and criteria name the method components they show, and every component is shown."
            }
            Self::J => "The badge says what it stands for.",
            Self::L => "The rubric is made for this competency, or its reuse is justified.",
        }
    }
}
