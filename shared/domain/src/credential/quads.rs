//! The RDF of a [`Node`], and its canonical N-Quads lines.
//!
//! All of a credential lies in the default graph, with those that it embeds; but the proof of each embedded
//! one lies in a graph of its own, which a blank node names (Verifiable Credentials 2.0, `proof`).

use super::{
    document::Document,
    node::{Item, Node},
    term::{PROOF, RDF_TYPE, Term},
};

/// A subject, or an object that is a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Resource<'a> {
    Named(&'a str),
    /// A blank node by its number, counted from 0 in the order of the tree.
    Blank(usize),
}

/// An object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Object<'a> {
    Resource(Resource<'a>),
    Literal { text: &'a str, datatype: Option<&'static str> },
}

/// One statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Quad<'a> {
    pub(super) subject: Resource<'a>,
    pub(super) predicate: &'static str,
    pub(super) object: Object<'a>,
    /// The blank node that names its graph, unless it is the default graph.
    pub(super) graph: Option<usize>,
}

/// The statements of a tree, of which some may be there twice, and the number of its blank nodes.
#[derive(Debug)]
pub(super) struct Dataset<'a> {
    pub(super) quads: Vec<Quad<'a>>,
    pub(super) blank_nodes: usize,
}

impl<'a> Dataset<'a> {
    /// The statements of `root` and of everything below it.
    pub(super) fn of(root: &'a Node<'a>) -> Self {
        let mut dataset = Self { quads: Vec::with_capacity(128), blank_nodes: 0 };
        dataset.add(root, None);
        dataset
    }

    /// For every blank node the statements that mention it, each once.
    pub(super) fn by_blank_node(&self) -> Vec<Vec<Quad<'a>>> {
        let mut mentions = vec![Vec::new(); self.blank_nodes];
        for quad in &self.quads {
            // Nothing that we write says something of itself, so no blank node is here twice.
            for blank in [quad.subject.blank(), quad.object.blank(), quad.graph].into_iter().flatten() {
                mentions[blank].push(*quad);
            }
        }
        for quads in &mut mentions {
            quads.sort_unstable();
            quads.dedup();
        }
        mentions
    }

    /// Says a node, and everything below it, in a graph.
    fn add(&mut self, node: &'a Node<'a>, graph: Option<usize>) -> Resource<'a> {
        let subject =
            node.id.map_or_else(|| Resource::Blank(self.blank()), |id| Resource::Named(id.as_str()));
        for class in node.types.iter() {
            self.say(subject, RDF_TYPE, Object::Resource(Resource::Named(class.iri)), graph);
        }
        for (term, content) in &node.properties {
            for item in content.items() {
                let object = self.object(term, item, graph);
                self.say(subject, term.iri, object, graph);
            }
        }
        subject
    }

    /// Says an embedded document, and its proof in a graph of its own.
    fn embed(&mut self, document: &'a Document<'a>, graph: Option<usize>) -> Resource<'a> {
        let subject = self.add(&document.node, graph);
        if let Some(proof) = &document.proof {
            let of_proof = self.blank();
            self.say(subject, PROOF, Object::Resource(Resource::Blank(of_proof)), graph);
            self.add(proof, Some(of_proof));
        }
        subject
    }

    fn object(&mut self, term: &'static Term, item: &'a Item<'a>, graph: Option<usize>) -> Object<'a> {
        match item {
            Item::Text(text) => Object::Literal { text, datatype: term.datatype },
            Item::Flag(flag) => {
                Object::Literal { text: if *flag { "true" } else { "false" }, datatype: term.datatype }
            }
            Item::Number(_, lexical) => Object::Literal { text: lexical, datatype: term.datatype },
            Item::Word(word) => Object::Resource(Resource::Named(word.iri)),
            Item::Reference(iri) => Object::Resource(Resource::Named(iri.as_str())),
            Item::Node(node) => Object::Resource(self.add(node, graph)),
            Item::Document(document) => Object::Resource(self.embed(document, graph)),
        }
    }

    fn blank(&mut self) -> usize {
        self.blank_nodes += 1;
        self.blank_nodes - 1
    }

    fn say(
        &mut self,
        subject: Resource<'a>,
        predicate: &'static str,
        object: Object<'a>,
        graph: Option<usize>,
    ) {
        self.quads.push(Quad { subject, predicate, object, graph });
    }
}

impl Quad<'_> {
    /// Adds its line of canonical N-Quads, with line feed; `label` names the blank nodes.
    pub(super) fn write<'l>(&self, line: &mut String, label: &impl Fn(usize) -> &'l str) {
        self.subject.write(line, label);
        line.push_str(" <");
        line.push_str(self.predicate);
        line.push_str("> ");
        match self.object {
            Object::Resource(resource) => resource.write(line, label),
            Object::Literal { text, datatype } => write_literal(line, text, datatype),
        }
        if let Some(graph) = self.graph {
            line.push(' ');
            Resource::Blank(graph).write(line, label);
        }
        line.push_str(" .\n");
    }
}

impl Object<'_> {
    fn blank(self) -> Option<usize> {
        match self {
            Self::Resource(resource) => resource.blank(),
            Self::Literal { .. } => None,
        }
    }
}

impl Resource<'_> {
    fn blank(self) -> Option<usize> {
        match self {
            Self::Blank(number) => Some(number),
            Self::Named(_) => None,
        }
    }

    fn write<'l>(self, line: &mut String, label: &impl Fn(usize) -> &'l str) {
        match self {
            Self::Named(iri) => {
                line.push('<');
                line.push_str(iri);
                line.push('>');
            }
            Self::Blank(number) => {
                line.push_str("_:");
                line.push_str(label(number));
            }
        }
    }
}

fn write_literal(line: &mut String, text: &str, datatype: Option<&str>) {
    line.push('"');
    write_escaped(line, text);
    line.push('"');
    if let Some(datatype) = datatype {
        line.push_str("^^<");
        line.push_str(datatype);
        line.push('>');
    }
}

/// Escapes as RDFC-1.0 (5, canonical form of N-Quads) demands: what has a short form takes it, the
/// other controls become `\u`, everything else stays.
fn write_escaped(line: &mut String, text: &str) {
    let is_special = |byte: &u8| byte.is_ascii_control() || matches!(byte, b'"' | b'\\');
    // Almost no text has any, which looking at all its bytes at once finds fastest.
    if !text.as_bytes().iter().fold(false, |found, byte| found | is_special(byte)) {
        return line.push_str(text);
    }
    let mut rest = text;
    while let Some(place) = rest.as_bytes().iter().position(is_special) {
        // Specials are ASCII, so that the text may be cut before and after them.
        let (plain, from) = rest.split_at(place);
        line.push_str(plain);
        match from.as_bytes()[0] {
            0x08 => line.push_str("\\b"),
            b'\t' => line.push_str("\\t"),
            b'\n' => line.push_str("\\n"),
            0x0c => line.push_str("\\f"),
            b'\r' => line.push_str("\\r"),
            b'"' => line.push_str("\\\""),
            b'\\' => line.push_str("\\\\"),
            control => line.push_str(&format!("\\u{control:04X}")),
        }
        rest = &from[1..];
    }
    line.push_str(rest);
}
