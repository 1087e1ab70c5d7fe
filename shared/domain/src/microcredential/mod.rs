//! Definitions of micro-credentials: what is asked for, how it is shown, and how it is scored.
//!
//! A [`Content`] is what an author wrote; a [`Definition`] is content whose pieces refer to each other
//! rightly, and the only thing the rest of the system handles; an [`Edition`] is a definition that was
//! published, and never changes. Whether a definition is *good* is asked by
//! [`design_check`](crate::design_check), at publishing.

mod category;
mod credits;
mod draft;
mod edition;
mod evidence;
pub mod local_id;
mod part;
mod reference;
#[cfg(test)]
pub(crate) mod tests;

use std::ops::Deref;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::design_check::RubricPrint;
use crate::id::Slug;
use crate::pass_rule::PassRule;
use crate::qualification::Rule;
use crate::refusal::Faults;

pub use category::{Alignment, Component, Cost, Price, Research, Resource};
pub use credits::{Credits, NotCredits};
pub use draft::{AUTHORS, Draft};
pub use edition::Edition;
pub use evidence::{ArtifactRule, Count, MOST_STUDENTS, NotAStudent, ReflectionRule, Student};
pub use local_id::{ComponentId, CriterionId, LevelId, NotALocalId, PartId, QuestionId};
pub use part::{Part, PartKind, Question, Work};

/// What an author wrote. Empty texts and lists are allowed: a draft grows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Content {
    /// The name of the micro-credential in addresses; the same in every edition.
    pub id: Slug,
    /// Its name for people.
    pub title: String,
    /// The language it is written in, as a BCP 47 tag such as `en`.
    pub language: String,
    /// The one skill, as a statement of what the earner does.
    #[serde(default)]
    pub competency: String,
    /// What the badge says of it, in one or two sentences.
    #[serde(default)]
    pub description: String,
    /// The approach that the earner uses, in a sentence or two.
    #[serde(default)]
    pub key_method: String,
    /// The pieces of the key method, in order.
    #[serde(default)]
    pub method_components: Vec<Component>,
    /// Why the method works, with the evidence.
    #[serde(default)]
    pub rationale: String,
    /// Publications that the rationale rests on.
    #[serde(default)]
    pub research: Vec<Research>,
    /// What helps to learn the skill. Opening them is never asked for.
    #[serde(default)]
    pub resources: Vec<Resource>,
    /// What to agree on with the students before the practice.
    #[serde(default)]
    pub ground_rules: Vec<String>,
    /// What to get ready before the practice.
    #[serde(default)]
    pub preparations: Vec<String>,
    /// For whom it is.
    #[serde(default)]
    pub audience: String,
    /// The hours that an earner may plan for; never a condition and never scored.
    #[serde(default)]
    pub estimated_hours: Option<u16>,
    /// The credit hours that an award of it counts for, where the issuer gives any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credits: Option<Credits>,
    /// For how many months an award of it is valid, unless for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_months: Option<u16>,
    /// Words to find it by.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The standards it answers to.
    #[serde(default)]
    pub alignment: Vec<Alignment>,
    /// The e-mail address for questions.
    #[serde(default)]
    pub contact: String,
    /// Whether students take part in the practice, so that their work is part of the evidence.
    #[serde(default)]
    pub students_involved: bool,
    /// What is handed in, in order.
    #[serde(default)]
    pub parts: Vec<Part>,
    /// When a submission earns it.
    #[serde(default)]
    pub pass_rule: PassRule,
    /// The micro-credentials that an earner must hold before.
    #[serde(default)]
    pub prerequisites: Vec<Slug>,
    /// The micro-credentials that together earn it, in the order in which they are best taken; empty where work is
    /// handed in for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stack: Vec<Slug>,
    /// How many assessors score every attempt.
    #[serde(default)]
    pub readers: Readers,
    /// The share of attempts that a second assessor scores for reliability, from 0 to 1.
    #[serde(default)]
    pub double_scored_share: f64,
    /// What an assessor must have agreed on with the issuer before she scores work on this version; without it, her
    /// training alone qualifies her.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calibration: Option<Rule>,
    /// The day by which the issuer looks at the definition again.
    #[serde(default)]
    pub review_by: Option<Date>,
    /// Why the rubric equals another definition's, where it does.
    #[serde(default)]
    pub rubric_justification: Option<String>,
}

/// How many assessors score every attempt; in JSON 1 or 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Readers {
    /// One, and for the double-scored share a second.
    #[default]
    One,
    /// Two, independently.
    Two,
}

impl TryFrom<u8> for Readers {
    type Error = &'static str;

    fn try_from(number: u8) -> Result<Self, &'static str> {
        match number {
            1 => Ok(Self::One),
            2 => Ok(Self::Two),
            _ => Err("an attempt has 1 or 2 readers"),
        }
    }
}

impl From<Readers> for u8 {
    fn from(readers: Readers) -> Self {
        match readers {
            Readers::One => 1,
            Readers::Two => 2,
        }
    }
}

/// Content whose pieces refer to each other rightly: ids are unique, and what is named exists.
///
/// Reads like its [`Content`], which can't be changed in place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Content", into = "Content")]
pub struct Definition(Content);

impl Definition {
    /// The content as it was written.
    pub fn into_content(self) -> Content {
        self.0
    }

    /// Whether it is earned by awards of others, and nothing is handed in for it.
    pub fn is_stack(&self) -> bool {
        !self.stack.is_empty()
    }

    /// The part with this id.
    pub fn part(&self, id: &PartId) -> Option<&Part> {
        self.parts.iter().find(|part| part.id == *id)
    }

    /// How many assessors read an attempt, when `draw` was drawn from 0 up to 1 (1 excluded): two where the
    /// definition wants two, and for the share that it lets be double-scored.
    pub fn readers_at(&self, draw: f64) -> Readers {
        if draw < self.double_scored_share { Readers::Two } else { self.readers }
    }

    /// The rubric by which an assessor must have passed a calibration, if one is asked for.
    pub fn calibrated_by(&self) -> Option<RubricPrint> {
        self.calibration.map(|_| RubricPrint::of(self))
    }

    /// The method component with this id.
    pub fn component(&self, id: &ComponentId) -> Option<&Component> {
        self.method_components.iter().find(|component| component.id == *id)
    }
}

impl TryFrom<Content> for Definition {
    type Error = Faults;

    fn try_from(content: Content) -> Result<Self, Faults> {
        let faults = reference::faults(&content);
        if faults.is_empty() { Ok(Self(content)) } else { Err(Faults(faults)) }
    }
}

impl From<Definition> for Content {
    fn from(definition: Definition) -> Self {
        definition.0
    }
}

impl Deref for Definition {
    type Target = Content;

    fn deref(&self) -> &Content {
        &self.0
    }
}
