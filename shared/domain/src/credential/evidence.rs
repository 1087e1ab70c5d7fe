//! [`Evidence`]: what the badge rests on, in words.

use super::{
    Iri,
    node::{Node, Types},
    reader::Reader,
    term::{self, EVIDENCE_CLASS},
};
use crate::Fault;

/// One piece of what was handed in, described, or how it was assessed. What was handed in has no
/// address: evidence is private, and a link to it never gets into a badge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The address of the rigor receipt, which alone has one.
    pub id: Option<Iri>,
    /// What was asked for.
    pub name: String,
    /// What was handed in and who looked at it (Markdown).
    pub narrative: String,
}

const TYPES: Types = Types::Listed(&[EVIDENCE_CLASS]);

impl Evidence {
    pub(super) fn node(&self) -> Node<'_> {
        let node = match &self.id {
            Some(id) => Node::named(id, TYPES),
            None => Node::blank(TYPES),
        };
        node.text(&term::NAME, &self.name).text(&term::NARRATIVE, &self.narrative)
    }

    pub(super) fn read(from: &Reader<'_>) -> Result<Self, Fault> {
        Ok(Self {
            id: from.maybe_id()?,
            name: from.text(&term::NAME)?,
            narrative: from.text(&term::NARRATIVE)?,
        })
    }
}
