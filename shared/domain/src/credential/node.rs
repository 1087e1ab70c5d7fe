//! [`Node`]: how a type of the badge says, once, which members it has; and the JSON of them.

use std::borrow::Cow;

use serde::{Serialize, Serializer, ser::SerializeMap};
use serde_json::Number;

use super::{
    Iri, Moment,
    document::Document,
    number,
    term::{Class, Term},
};

/// One object of the badge's tree: in JSON an object, in RDF a named or a blank node.
#[derive(Debug)]
pub(super) struct Node<'a> {
    pub(super) id: Option<&'a Iri>,
    pub(super) types: Types,
    pub(super) properties: Vec<(&'static Term, Content<'a>)>,
}

/// The types of a node, which JSON writes as a list unless the standard demands a single one.
#[derive(Debug)]
pub(super) enum Types {
    None,
    Single(&'static Class),
    Listed(&'static [Class]),
}

impl Types {
    /// The types, however they are written.
    pub(super) fn iter(&self) -> impl Iterator<Item = &'static Class> {
        match self {
            Self::None => [].iter(),
            Self::Single(class) => std::slice::from_ref(*class).iter(),
            Self::Listed(classes) => classes.iter(),
        }
    }
}

/// What a member holds.
#[derive(Debug)]
pub(super) enum Content<'a> {
    One(Item<'a>),
    Many(Vec<Item<'a>>),
}

impl<'a> Content<'a> {
    /// The items, one or many.
    pub(super) fn items(&self) -> &[Item<'a>] {
        match self {
            Self::One(item) => std::slice::from_ref(item),
            Self::Many(items) => items,
        }
    }
}

/// One value.
#[derive(Debug)]
pub(super) enum Item<'a> {
    Text(Cow<'a, str>),
    Flag(bool),
    /// A number, and its text in RDF.
    Number(Number, String),
    /// Something outside the document, named by a text in JSON and a resource in RDF.
    Reference(&'a Iri),
    /// A word of the vocabulary, which in RDF is a resource too.
    Word(&'static Class),
    Node(Node<'a>),
    /// Another document, with its contexts and its proof.
    Document(Box<Document<'a>>),
}

impl<'a> Node<'a> {
    /// A node without an id, which is blank in RDF.
    pub(super) fn blank(types: Types) -> Self {
        Self { id: None, types, properties: Vec::with_capacity(12) }
    }

    /// A node that `id` names.
    pub(super) fn named(id: &'a Iri, types: Types) -> Self {
        Self { id: Some(id), ..Self::blank(types) }
    }

    /// A text or, by its term, a typed literal.
    pub(super) fn text(self, term: &'static Term, text: impl Into<Cow<'a, str>>) -> Self {
        self.with(term, Content::One(Item::Text(text.into())))
    }

    /// A text that may be absent.
    pub(super) fn maybe(self, term: &'static Term, text: Option<&'a str>) -> Self {
        match text {
            Some(text) => self.text(term, text),
            None => self,
        }
    }

    /// A time that may be absent.
    pub(super) fn moment(self, term: &'static Term, moment: Option<Moment>) -> Self {
        match moment {
            Some(moment) => self.text(term, moment.to_string()),
            None => self,
        }
    }

    /// A boolean.
    pub(super) fn flag(self, term: &'static Term, flag: bool) -> Self {
        self.with(term, Content::One(Item::Flag(flag)))
    }

    /// A number that may be absent.
    pub(super) fn number(self, term: &'static Term, number: Option<impl Into<Number>>) -> Self {
        match number.map(Into::into) {
            Some(number) => {
                let lexical = number::lexical(&number);
                self.with(term, Content::One(Item::Number(number, lexical)))
            }
            None => self,
        }
    }

    /// Something that is only named.
    pub(super) fn reference(self, term: &'static Term, to: &'a Iri) -> Self {
        self.with(term, Content::One(Item::Reference(to)))
    }

    /// A word of the vocabulary.
    pub(super) fn word(self, term: &'static Term, word: &'static Class) -> Self {
        self.with(term, Content::One(Item::Word(word)))
    }

    /// A single node.
    pub(super) fn node(self, term: &'static Term, node: Node<'a>) -> Self {
        self.with(term, Content::One(Item::Node(node)))
    }

    /// A list of texts, absent when empty. Lists have no order in RDF.
    pub(super) fn texts(self, term: &'static Term, texts: impl Iterator<Item = &'a str>) -> Self {
        self.list(term, texts.map(|text| Item::Text(text.into())).collect())
    }

    /// A list of nodes, absent when empty. Lists have no order in RDF.
    pub(super) fn nodes(self, term: &'static Term, nodes: impl Iterator<Item = Node<'a>>) -> Self {
        self.list(term, nodes.map(Item::Node).collect())
    }

    /// A list of documents, absent when empty. Lists have no order in RDF.
    pub(super) fn documents(
        self,
        term: &'static Term,
        documents: impl Iterator<Item = Document<'a>>,
    ) -> Self {
        self.list(term, documents.map(|document| Item::Document(Box::new(document))).collect())
    }

    fn list(self, term: &'static Term, items: Vec<Item<'a>>) -> Self {
        if items.is_empty() { self } else { self.with(term, Content::Many(items)) }
    }

    fn with(mut self, term: &'static Term, content: Content<'a>) -> Self {
        self.properties.push((term, content));
        self
    }
}

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        self.write_members(&mut object)?;
        object.end()
    }
}

impl Node<'_> {
    /// Writes the members, in the order in which they were said.
    pub(super) fn write_members<M: SerializeMap>(&self, object: &mut M) -> Result<(), M::Error> {
        if let Some(id) = self.id {
            object.serialize_entry("id", id.as_str())?;
        }
        match self.types {
            Types::None => {}
            Types::Single(class) => object.serialize_entry("type", class.name)?,
            Types::Listed(classes) => object.serialize_entry("type", &Names(classes))?,
        }
        for (term, content) in &self.properties {
            object.serialize_entry(term.name, content)?;
        }
        Ok(())
    }
}

impl Serialize for Content<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::One(item) => item.serialize(serializer),
            Self::Many(items) => items.serialize(serializer),
        }
    }
}

impl Serialize for Item<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::Number(number, _) => number.serialize(serializer),
            Self::Reference(iri) => serializer.serialize_str(iri.as_str()),
            Self::Word(word) => serializer.serialize_str(word.name),
            Self::Node(node) => node.serialize(serializer),
            Self::Document(document) => document.serialize(serializer),
        }
    }
}

/// The names of classes as a list.
struct Names(&'static [Class]);

impl Serialize for Names {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter().map(|class| class.name))
    }
}
