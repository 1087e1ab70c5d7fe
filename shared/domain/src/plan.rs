//! The plan of a programme: what the people who run it answer together, section by section.
//!
//! Each section is kept by itself, under a version of its own, so that several people write at once and nobody writes
//! over what she hasn't seen. The texts are the organisation's own; whoever wrote last is known by her number.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{SignedDuration, Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::{
    Fault, OrganisationId, PersonId, Refusal,
    audit::{Actor, Deed},
    microcredential::local_id::LocalId,
    person::Role,
};

/// Who plans: whoever runs, writes, decides or counts something for the organisation, of whatever kind it is.
pub const PLANNERS: [Role; 4] = [Role::Administrator, Role::Issuer, Role::Developer, Role::Recognizer];

/// For how long the audit record needs no other word of somebody who goes on writing a section.
const SITTING: SignedDuration = SignedDuration::from_mins(30);

/// A section of the plan: questions that are answered in words, and for some a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Section {
    /// How the programme fits into what the organisation does already.
    Alignment,
    /// What data and people say is needed.
    Needs,
    /// Who is told what, how and when.
    Communication,
    /// Who does what.
    Roles,
    /// How each competency is shown.
    Evidence,
    /// Who scores, and what it costs.
    Capacity,
    /// How it goes on.
    Sustainability,
    /// What is done next, by whom and until when.
    NextSteps,
}

/// The tables that sections have, by the names of their fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lines {
    Messages,
    Duties,
    Steps,
}

impl Section {
    /// All of them, in the order in which they are read.
    pub const ALL: [Self; 8] = [
        Self::Alignment,
        Self::Needs,
        Self::Communication,
        Self::Roles,
        Self::Evidence,
        Self::Capacity,
        Self::Sustainability,
        Self::NextSteps,
    ];

    /// Its name in keys and addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Alignment => "alignment",
            Self::Needs => "needs",
            Self::Communication => "communication",
            Self::Roles => "roles",
            Self::Evidence => "evidence",
            Self::Capacity => "capacity",
            Self::Sustainability => "sustainability",
            Self::NextSteps => "next-steps",
        }
    }

    /// The names of its questions; the portal has their words.
    pub const fn questions(self) -> &'static [&'static str] {
        match self {
            Self::Alignment => &["goals", "fit", "worth"],
            Self::Needs => &["data", "voices", "change"],
            Self::Communication => &["why", "worries"],
            Self::Roles => &["decisions", "support"],
            Self::Evidence => &["coverage", "conditions"],
            Self::Capacity => &["scoring", "money"],
            Self::Sustainability => &["review", "continuity"],
            Self::NextSteps => &["conditions"],
        }
    }

    const fn lines(self) -> Option<Lines> {
        match self {
            Self::Communication => Some(Lines::Messages),
            Self::Roles => Some(Lines::Duties),
            Self::NextSteps => Some(Lines::Steps),
            Self::Alignment | Self::Needs | Self::Evidence | Self::Capacity | Self::Sustainability => None,
        }
    }
}

/// What a [`LineId`] names.
#[derive(Debug)]
pub enum Line {}

/// Names a line within its table.
pub type LineId = LocalId<Line>;

/// Who is told what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Which line it is.
    pub id: LineId,
    /// Who is told.
    pub audience: String,
    /// What they need to hear.
    pub message: String,
    /// Through which channel.
    pub channel: String,
    /// When, in words: messages come back every year.
    pub when: String,
}

/// Who does what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// Which line it is.
    pub id: LineId,
    /// The role.
    pub role: String,
    /// Who has it.
    pub owner: String,
    /// What belongs to it.
    pub task: String,
}

/// Something to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Which line it is.
    pub id: LineId,
    /// What.
    pub what: String,
    /// By whom.
    pub owner: String,
    /// Until when; nothing while that isn't settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// Whether it is done.
    #[serde(default)]
    pub done: bool,
}

/// What stands in a section.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The answers, by question.
    #[serde(default)]
    pub answers: BTreeMap<String, String>,
    /// Who is told what; of [`Section::Communication`] only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub messages: Vec<Message>,
    /// Who does what; of [`Section::Roles`] only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub duties: Vec<Duty>,
    /// What is done next; of [`Section::NextSteps`] only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
}

/// A section as somebody saved it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Planned {
    /// Whose plan it belongs to.
    pub organisation: OrganisationId,
    /// Which section.
    pub section: Section,
    /// Counts the saves.
    pub version: u64,
    /// What stands in it.
    pub content: Content,
    /// Who saved it last.
    pub by: PersonId,
    /// When.
    pub at: Timestamp,
    /// When the audit record last told that it was saved; nothing where it was stored before that was noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<Timestamp>,
}

impl Planned {
    /// The section with `content` in place of what is `stored`, if anything is.
    ///
    /// # Errors
    /// [`Refusal::Stale`] when another version than `seen` is stored, 0 being none; [`Refusal::Invalid`] with every
    /// question and every table that the section doesn't have, and every line that stands there twice.
    pub fn save(
        stored: Option<&Self>,
        (organisation, section): (OrganisationId, Section),
        seen: u64,
        content: Content,
        (by, at): (PersonId, Timestamp),
    ) -> Result<Self, Refusal> {
        let current = stored.map_or(0, |stored| stored.version);
        if current != seen {
            return Err(Refusal::Stale { current });
        }
        Refusal::unless_empty(content.faults(section))?;
        let told = stored.and_then(|stored| stored.told_of(by, at)).unwrap_or(at);
        Ok(Self { organisation, section, version: current + 1, content, by, at, told: Some(told) })
    }

    /// What the audit record is told of this save over what was `stored`: never what was written, and nothing while its
    /// author goes on within half an hour of what it was told of her last. A section is saved with every pause in typing.
    pub fn deed(&self, stored: Option<&Self>) -> Option<Deed> {
        if stored.is_some_and(|stored| stored.told_of(self.by, self.at).is_some()) {
            return None;
        }
        let detail = json!({"section": self.section, "version": self.version});
        Some(Deed::new("plan-saved", detail, Actor::Person(self.by), self.at))
    }

    /// When the audit record was told that `by` is writing this, if that still holds at `at`.
    fn told_of(&self, by: PersonId, at: Timestamp) -> Option<Timestamp> {
        self.told.filter(|told| self.by == by && at < *told + SITTING)
    }
}

impl Content {
    fn faults(&self, section: Section) -> Vec<Fault> {
        let unknown = self.answers.keys().filter(|name| !section.questions().contains(&name.as_str()));
        let unknown = unknown
            .map(|name| Fault::at(format!("/answers/{name}"), "This section doesn't ask that."))
            .collect::<Vec<_>>();
        let tables = [
            (Lines::Messages, "messages", ids(&self.messages, |line| &line.id)),
            (Lines::Duties, "duties", ids(&self.duties, |line| &line.id)),
            (Lines::Steps, "steps", ids(&self.steps, |line| &line.id)),
        ];
        let faults = tables.into_iter().flat_map(|(lines, field, ids)| {
            if section.lines() == Some(lines) || ids.is_empty() {
                return twice(field, &ids);
            }
            vec![Fault::at(format!("/{field}"), "This section has no such table.")]
        });
        unknown.into_iter().chain(faults).collect()
    }
}

fn ids<T>(lines: &[T], id: fn(&T) -> &LineId) -> Vec<&LineId> {
    lines.iter().map(id).collect()
}

fn twice(field: &str, ids: &[&LineId]) -> Vec<Fault> {
    let mut known = BTreeSet::new();
    let again = ids.iter().enumerate().filter(|(_, id)| !known.insert(**id));
    let fault = |at: usize| Fault::at(format!("/{field}/{at}/id"), "Another line of the table has this id.");
    again.map(|(at, _)| fault(at)).collect()
}

#[cfg(test)]
mod tests;
