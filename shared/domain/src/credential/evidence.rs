//! [`Evidence`]: what the badge rests on, in words.

use super::{
    node::{Node, Types},
    reader::Reader,
    term::{self, EVIDENCE_CLASS},
};
use crate::Fault;

/// One piece of what was handed in, described. It has no address: evidence is private, and a link
/// to it never gets into a badge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// What was asked for.
    pub name: String,
    /// What was handed in and who looked at it (Markdown).
    pub narrative: String,
}

impl Evidence {
    pub(super) fn node(&self) -> Node<'_> {
        Node::blank(Types::Listed(&[EVIDENCE_CLASS]))
            .text(&term::NAME, &self.name)
            .text(&term::NARRATIVE, &self.narrative)
    }

    pub(super) fn read(from: &Reader<'_>) -> Result<Self, Fault> {
        Ok(Self { name: from.text(&term::NAME)?, narrative: from.text(&term::NARRATIVE)? })
    }
}
