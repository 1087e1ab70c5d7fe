//! [`Reader`]: takes the members that a type of ours has out of JSON, and says where one is missing.
//!
//! It doesn't look at anything else in the JSON. [`super::SignedBadge::from_json`] writes what was
//! read once more and compares, which finds every member that we don't know and every spelling that
//! isn't ours.

use serde_json::Value;

use super::{Iri, Moment, term::Term};
use crate::{Fault, microcredential::Credits};

/// A place in a pasted document.
#[derive(Debug, Clone)]
pub(super) struct Reader<'a> {
    pointer: String,
    value: &'a Value,
}

impl<'a> Reader<'a> {
    /// The whole document.
    pub(super) fn new(document: &'a Value) -> Self {
        Self { pointer: String::new(), value: document }
    }

    /// A fault of this place; `says` goes on after "This member".
    pub(super) fn fault(&self, says: &str) -> Fault {
        Fault::at(&self.pointer, format!("This member {says}."))
    }

    /// The member called `name`.
    pub(super) fn member(&self, name: &str) -> Result<Self, Fault> {
        self.find(name).ok_or_else(|| {
            Fault::at(format!("{}/{name}", self.pointer), "Every badge of ours has this member.")
        })
    }

    fn find(&self, name: &str) -> Option<Self> {
        let value = self.value.get(name)?;
        Some(Self { pointer: format!("{}/{name}", self.pointer), value })
    }

    /// This place as a text.
    pub(super) fn as_text(&self) -> Result<String, Fault> {
        self.value.as_str().map(str::to_owned).ok_or_else(|| self.fault("must be a text"))
    }

    /// This place as an IRI.
    pub(super) fn as_iri(&self) -> Result<Iri, Fault> {
        self.as_text()?.parse().map_err(|_| self.fault("must be an absolute address"))
    }

    /// The node's id.
    pub(super) fn id(&self) -> Result<Iri, Fault> {
        self.member("id")?.as_iri()
    }

    /// The node's id, which may be absent.
    pub(super) fn maybe_id(&self) -> Result<Option<Iri>, Fault> {
        self.find("id").map(|id| id.as_iri()).transpose()
    }

    /// A text.
    pub(super) fn text(&self, term: &Term) -> Result<String, Fault> {
        self.member(term.name)?.as_text()
    }

    /// A text that may be absent.
    pub(super) fn maybe(&self, term: &Term) -> Result<Option<String>, Fault> {
        self.find(term.name).map(|found| found.as_text()).transpose()
    }

    /// A boolean.
    pub(super) fn flag(&self, term: &Term) -> Result<bool, Fault> {
        let member = self.member(term.name)?;
        member.value.as_bool().ok_or_else(|| member.fault("must be true or false"))
    }

    /// Credit hours, which may be absent.
    pub(super) fn credits(&self, term: &Term) -> Result<Option<Credits>, Fault> {
        let Some(member) = self.find(term.name) else { return Ok(None) };
        let credits = member.value.as_f64().and_then(|hours| hours.try_into().ok());
        credits.map(Some).ok_or_else(|| member.fault("must be a number of credit hours"))
    }

    /// A text that is an IRI.
    pub(super) fn iri(&self, term: &Term) -> Result<Iri, Fault> {
        self.member(term.name)?.as_iri()
    }

    /// A time.
    pub(super) fn moment(&self, name: &str) -> Result<Moment, Fault> {
        let member = self.member(name)?;
        Moment::parse(&member.as_text()?)
            .ok_or_else(|| member.fault("must be a time like 2026-01-15T08:30:00Z"))
    }

    /// A time that may be absent.
    pub(super) fn maybe_moment(&self, term: &Term) -> Result<Option<Moment>, Fault> {
        self.find(term.name).map(|_| self.moment(term.name)).transpose()
    }

    /// A single node.
    pub(super) fn node(&self, term: &Term) -> Result<Self, Fault> {
        self.member(term.name)
    }

    /// Every entry of a list, which may be absent.
    pub(super) fn each<T>(
        &self,
        term: &Term,
        read: impl Fn(&Reader<'a>) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        let Some(list) = self.find(term.name) else { return Ok(Vec::new()) };
        let entries = list.value.as_array().ok_or_else(|| list.fault("must be a list"))?;
        let places = entries
            .iter()
            .enumerate()
            .map(|(index, value)| Reader { pointer: format!("{}/{index}", list.pointer), value });
        places.map(|place| read(&place)).collect()
    }
}
