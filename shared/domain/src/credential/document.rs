//! [`Document`]: a node that stands for itself, with the contexts that give its members their meaning.

use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::Value;

use super::{Proof, node::Node};

/// A document: contexts, the members of its node, and after them its proof.
#[derive(Debug)]
pub(super) struct Document<'a> {
    contexts: &'static [&'static str],
    pub(super) node: Node<'a>,
    pub(super) proof: Option<Node<'a>>,
}

impl<'a> Document<'a> {
    /// The document of `node` under these contexts, without a proof.
    pub(super) fn of(contexts: &'static [&'static str], node: Node<'a>) -> Self {
        Self { contexts, node, proof: None }
    }

    /// The document with a proof.
    pub(super) fn proven(self, proof: &'a Proof) -> Self {
        Self { proof: Some(proof.node()), ..self }
    }

    /// As JSON.
    pub(super) fn json(&self) -> Value {
        serde_json::to_value(self).expect("texts, booleans and lists under text keys are JSON")
    }

    /// As the text of that JSON.
    pub(super) fn text(&self) -> String {
        serde_json::to_string(self).expect("texts, booleans and lists under text keys are JSON")
    }
}

impl Serialize for Document<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("@context", self.contexts)?;
        self.node.write_members(&mut object)?;
        if let Some(proof) = &self.proof {
            object.serialize_entry("proof", proof)?;
        }
        object.end()
    }
}
