//! RDF canonicalisation (RDFC-1.0, W3C Recommendation of 21 May 2024) of a badge.
//!
//! Only the fast path exists here: blank nodes are told apart by their first-degree hashes, and a
//! badge in which two of them have the same hash is refused. That is no loss. The blank nodes of a
//! badge are its leaves (identity, alignments, results, evidence), so two of them share a hash only
//! if they are two equal entries of one list, which no badge of ours has: [`super::Issue`] never
//! writes an entry twice. The others belong to the proofs of embedded credentials, and no two
//! signatures are the same. And it spares whoever verifies a pasted document the algorithm's slow
//! path, whose time grows with the factorial of what an attacker sends.

use sha2::{Digest, Sha256};

use super::{
    node::Node,
    quads::{Dataset, Quad},
};

/// Two entries of one list are the same, so nothing tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("two entries of one list of the badge are the same")]
pub struct Indistinct;

/// The canonical N-Quads of `root` and everything below it.
pub(super) fn nquads(root: &Node<'_>) -> Result<String, Indistinct> {
    let dataset = Dataset::of(root);
    let labels = canonical_labels(&dataset)?;

    let mut lines: Vec<String> = dataset.quads.iter().map(|quad| quad.line(|blank| &labels[blank])).collect();
    // By code point, which for UTF-8 is the order of the bytes.
    lines.sort_unstable();
    lines.dedup();
    Ok(lines.concat())
}

/// The label of every blank node: `c14n0` for the lowest hash, and so on.
fn canonical_labels(dataset: &Dataset<'_>) -> Result<Vec<String>, Indistinct> {
    let mentions = dataset.by_blank_node();
    let hashes = mentions.iter().enumerate().map(|(blank, quads)| (first_degree_hash(blank, quads), blank));
    let mut ranked: Vec<([u8; 32], usize)> = hashes.collect();
    ranked.sort_unstable();
    if ranked.windows(2).any(|pair| pair[0].0 == pair[1].0) {
        return Err(Indistinct);
    }

    let mut labels = vec![String::new(); dataset.blank_nodes];
    for (rank, (_, blank)) in ranked.into_iter().enumerate() {
        labels[blank] = format!("c14n{rank}");
    }
    Ok(labels)
}

/// RDFC-1.0, 4.6: the hash of the statements that mention the node, which is called `a` in them
/// while every other blank node is called `z`.
///
/// The bytes sort as their hexadecimal text does.
fn first_degree_hash(blank: usize, quads: &[Quad<'_>]) -> [u8; 32] {
    let label = |other| if other == blank { "a" } else { "z" };
    let mut lines: Vec<String> = quads.iter().map(|quad| quad.line(label)).collect();
    lines.sort_unstable();
    Sha256::digest(lines.concat()).into()
}
