//! Checks documents against JSON Schemas and says what is wrong in words for people.
//!
//! The schemas of request bodies are built in (`schemas/*.json`) and compiled when they are first used; that of a
//! submission is made from its definition. All faults are found at once.

mod documents;
mod sentence;

#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeSet, HashMap},
    fmt,
    sync::{LazyLock, OnceLock},
};

use domain::{
    Fault, Refusal,
    microcredential::{Edition, PartId},
    submission_schema,
};
use serde_json::Value;

use documents::{BODIES, COMMON, Document};

/// The most faults that are told at once.
pub const MOST_FAULTS: usize = 100;

/// The schemas, each compiled once.
pub struct Schemas {
    bodies: HashMap<&'static str, (&'static str, OnceLock<Document>)>,
    common: LazyLock<Value>,
}

impl Default for Schemas {
    fn default() -> Self {
        let body = |&(name, source): &(&'static str, &'static str)| (name, (source, OnceLock::new()));
        Self { bodies: BODIES.iter().map(body).collect(), common: LazyLock::new(|| json(COMMON)) }
    }
}

impl fmt::Debug for Schemas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Schemas").field("bodies", &self.bodies.len()).finish_non_exhaustive()
    }
}

impl Schemas {
    /// The names of the functions that take a body.
    pub fn names() -> impl Iterator<Item = &'static str> {
        BODIES.iter().map(|(name, _)| *name)
    }

    /// Checks the body of a request to the function `name`.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with all that is wrong, at most [`MOST_FAULTS`].
    ///
    /// # Panics
    /// When no function of that name takes a body, which is a mistake in the calling function.
    pub fn validate(&self, name: &str, value: &Value) -> Result<(), Refusal> {
        let (source, document) =
            self.bodies.get(name).unwrap_or_else(|| panic!("no function \"{name}\" takes a body"));
        let compile =
            || Document::compile(json(source), &self.common).expect("a built-in schema is a schema");
        self.check(document.get_or_init(compile), value)
    }

    /// Checks what is handed in for `edition`: the very schema that is served, without the `carried` parts.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with all that is wrong, at most [`MOST_FAULTS`].
    pub fn validate_submission(
        &self,
        edition: &Edition,
        carried: &BTreeSet<PartId>,
        value: &Value,
    ) -> Result<(), Refusal> {
        let source = submission_schema::document(edition, carried);
        let document = Document::compile(source, &self.common).expect("a generated schema is a schema");
        self.check(&document, value)
    }

    fn check(&self, document: &Document, value: &Value) -> Result<(), Refusal> {
        let errors = document.validator.iter_errors(value);
        let mut faults: Vec<Fault> = errors
            .flat_map(|error| sentence::faults(document, &self.common, &error))
            .take(MOST_FAULTS)
            .collect();
        faults.dedup();
        Refusal::unless_empty(faults)
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("a built-in schema is JSON")
}
