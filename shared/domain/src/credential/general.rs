//! RDFC-1.0 in full, for the rare document in which first-degree hashes don't tell all blank nodes apart.

use affinidi_rdf_encoding::{self as rdf, rdfc1};

use super::{
    canonical::Indistinct,
    quads::{Dataset, Object, Quad, Resource},
};

const STRING: &str = rdf::xsd::STRING;

/// The canonical label of every blank node.
///
/// # Errors
/// [`Indistinct`] if it would take too long.
pub(super) fn labels(dataset: &Dataset<'_>) -> Result<Vec<String>, Indistinct> {
    let mut general = rdf::Dataset::new();
    for quad in &dataset.quads {
        general.add(statement(quad));
    }
    let (_, labels) = rdfc1::canonicalize_with_label_map(&general).map_err(|_| Indistinct)?;
    (0..dataset.blank_nodes).map(|blank| labels.get(&name(blank)).cloned().ok_or(Indistinct)).collect()
}

fn statement(quad: &Quad<'_>) -> rdf::Quad {
    let subject = match quad.subject {
        Resource::Named(iri) => rdf::Subject::Named(rdf::NamedNode::new(iri)),
        Resource::Blank(blank) => rdf::Subject::Blank(rdf::BlankNode::new(name(blank))),
    };
    let object = match quad.object {
        Object::Resource(Resource::Named(iri)) => rdf::Object::Named(rdf::NamedNode::new(iri)),
        Object::Resource(Resource::Blank(blank)) => rdf::Object::Blank(rdf::BlankNode::new(name(blank))),
        Object::Literal { text, datatype } => {
            let datatype = rdf::NamedNode::new(datatype.unwrap_or(STRING));
            rdf::Object::Literal(rdf::Literal::typed(text, datatype))
        }
    };
    let graph = match quad.graph {
        Some(blank) => rdf::GraphLabel::Blank(rdf::BlankNode::new(name(blank))),
        None => rdf::GraphLabel::Default,
    };
    rdf::Quad { subject, predicate: rdf::NamedNode::new(quad.predicate), object, graph }
}

fn name(blank: usize) -> String {
    format!("b{blank}")
}
