//! The RDF of a [`Node`], and its canonical N-Quads lines.
//!
//! All of a badge lies in the default graph: only an embedded endorsement would bring named graphs,
//! and a badge holds none.

use super::{
    node::{Item, Node},
    term::{RDF_TYPE, Term},
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

/// One statement of the default graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Triple<'a> {
    pub(super) subject: Resource<'a>,
    pub(super) predicate: &'static str,
    pub(super) object: Object<'a>,
}

/// The statements of a tree, of which some may be there twice, and the number of its blank nodes.
#[derive(Debug)]
pub(super) struct Graph<'a> {
    pub(super) triples: Vec<Triple<'a>>,
    pub(super) blank_nodes: usize,
}

impl<'a> Graph<'a> {
    /// The statements of `root` and of everything below it.
    pub(super) fn of(root: &'a Node<'a>) -> Self {
        let mut graph = Self { triples: Vec::with_capacity(128), blank_nodes: 0 };
        graph.add(root);
        graph
    }

    /// For every blank node the statements that mention it, each once.
    pub(super) fn by_blank_node(&self) -> Vec<Vec<Triple<'a>>> {
        let mut mentions = vec![Vec::new(); self.blank_nodes];
        for triple in &self.triples {
            let subject = triple.subject.blank();
            let object = triple.object.blank().filter(|object| Some(*object) != subject);
            for blank in subject.into_iter().chain(object) {
                mentions[blank].push(*triple);
            }
        }
        for triples in &mut mentions {
            triples.sort_unstable();
            triples.dedup();
        }
        mentions
    }

    fn add(&mut self, node: &'a Node<'a>) -> Resource<'a> {
        let subject = self.resource(node);
        for class in node.types.iter() {
            self.say(subject, RDF_TYPE, Object::Resource(Resource::Named(class.iri)));
        }
        for (term, content) in &node.properties {
            for item in content.items() {
                let object = self.object(term, item);
                self.say(subject, term.iri, object);
            }
        }
        subject
    }

    fn resource(&mut self, node: &'a Node<'a>) -> Resource<'a> {
        if let Some(id) = node.id {
            return Resource::Named(id.as_str());
        }
        self.blank_nodes += 1;
        Resource::Blank(self.blank_nodes - 1)
    }

    fn object(&mut self, term: &'static Term, item: &'a Item<'a>) -> Object<'a> {
        match item {
            Item::Text(text) => Object::Literal { text, datatype: term.datatype },
            Item::Flag(flag) => {
                Object::Literal { text: if *flag { "true" } else { "false" }, datatype: term.datatype }
            }
            Item::Reference(iri) => Object::Resource(Resource::Named(iri.as_str())),
            Item::Node(node) => Object::Resource(self.add(node)),
        }
    }

    fn say(&mut self, subject: Resource<'a>, predicate: &'static str, object: Object<'a>) {
        self.triples.push(Triple { subject, predicate, object });
    }
}

impl Triple<'_> {
    /// Its line of canonical N-Quads, with line feed; `label` names the blank nodes.
    pub(super) fn line<'l>(&self, label: impl Fn(usize) -> &'l str) -> String {
        let mut line = String::with_capacity(192);
        self.subject.write(&mut line, &label);
        line.push_str(" <");
        line.push_str(self.predicate);
        line.push_str("> ");
        match self.object {
            Object::Resource(resource) => resource.write(&mut line, &label),
            Object::Literal { text, datatype } => write_literal(&mut line, text, datatype),
        }
        line.push_str(" .\n");
        line
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
    let is_special = |c: char| c.is_ascii_control() || c == '"' || c == '\\';
    let mut rest = text;
    while let Some((plain, special, after)) = split_at_first(rest, is_special) {
        line.push_str(plain);
        match special {
            '\u{8}' => line.push_str("\\b"),
            '\t' => line.push_str("\\t"),
            '\n' => line.push_str("\\n"),
            '\u{c}' => line.push_str("\\f"),
            '\r' => line.push_str("\\r"),
            '"' => line.push_str("\\\""),
            '\\' => line.push_str("\\\\"),
            control => line.push_str(&format!("\\u{:04X}", u32::from(control))),
        }
        rest = after;
    }
    line.push_str(rest);
}

/// What stands before the first special character, that character, and what stands after it.
fn split_at_first(text: &str, is_special: impl Fn(char) -> bool) -> Option<(&str, char, &str)> {
    let place = text.find(is_special)?;
    let (before, from) = text.split_at(place);
    let mut after = from.chars();
    Some((before, after.next()?, after.as_str()))
}
