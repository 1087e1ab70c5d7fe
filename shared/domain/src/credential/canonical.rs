//! RDF canonicalisation (RDFC-1.0, W3C Recommendation of 21 May 2024) of a badge.
//!
//! The fast path: blank nodes are told apart by their first-degree hashes. It is the path of every badge that we
//! issue, for the blank nodes of a badge are its leaves (identity, alignments, results, evidence) and the proofs
//! of embedded credentials: two share a hash only if they are two equal entries of one list, and
//! [`super::Issue`] never writes an entry twice.
//!
//! Where some do share a hash, the algorithm goes on in full (`general`), but not for more of them than anybody's
//! document has: its time grows with what an attacker sends.

use sha2::{Digest, Sha256};

use super::{
    general,
    node::Node,
    quads::{Dataset, Quad},
};

/// More blank nodes share a hash than are told apart in a short time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many entries of the credential's lists are the same")]
pub struct Indistinct;

/// The most blank nodes that share their hash with another one before the algorithm is not even tried.
const MOST_ALIKE: usize = 32;

/// The canonical N-Quads of `root` and everything below it.
pub(super) fn nquads(root: &Node<'_>) -> Result<String, Indistinct> {
    let dataset = Dataset::of(root);
    let labels = canonical_labels(&dataset)?;

    let lines = Lines::of(&dataset.quads, |blank| &labels[blank]);
    let mut sorted = lines.sorted();
    sorted.dedup();
    Ok(sorted.concat())
}

/// Lines of canonical N-Quads in one piece of memory: a badge has a hundred, and most of the time of a signature
/// went into getting memory for each.
struct Lines {
    text: String,
    ends: Vec<usize>,
}

impl Lines {
    fn of<'l>(quads: &[Quad<'_>], label: impl Fn(usize) -> &'l str) -> Self {
        let mut lines =
            Self { text: String::with_capacity(192 * quads.len()), ends: Vec::with_capacity(quads.len()) };
        for quad in quads {
            quad.write(&mut lines.text, &label);
            lines.ends.push(lines.text.len());
        }
        lines
    }

    /// The lines by code point, which for UTF-8 is the order of the bytes.
    fn sorted(&self) -> Vec<&str> {
        let begins = std::iter::once(0).chain(self.ends.iter().copied());
        let mut lines: Vec<&str> =
            begins.zip(&self.ends).map(|(begin, end)| &self.text[begin..*end]).collect();
        lines.sort_unstable();
        lines
    }
}

/// The label of every blank node: `c14n0` for the lowest hash, and so on.
fn canonical_labels(dataset: &Dataset<'_>) -> Result<Vec<String>, Indistinct> {
    let mentions = dataset.by_blank_node();
    let hashes = mentions.iter().enumerate().map(|(blank, quads)| (first_degree_hash(blank, quads), blank));
    let mut ranked: Vec<([u8; 32], usize)> = hashes.collect();
    ranked.sort_unstable();
    match ranked.windows(2).filter(|pair| pair[0].0 == pair[1].0).count() {
        0 => {}
        1..MOST_ALIKE => return general::labels(dataset),
        _ => return Err(Indistinct),
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
    let lines = Lines::of(quads, label);
    let mut hash = Sha256::new();
    for line in lines.sorted() {
        hash.update(line);
    }
    hash.finalize().into()
}
