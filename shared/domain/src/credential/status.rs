//! Bitstring Status List v1.0 (W3C Recommendation of 15 May 2025): where a badge's status stands
//! ([`StatusEntry`]), and the signed list that tells which badges were revoked ([`StatusList`]).

use std::io::{Read, Write};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use flate2::{Compression, read::GzDecoder, write::GzEncoder};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    Addresses, Iri, Moment, Proof, ProofConfig, canonical,
    document::Document,
    jwt::Claims,
    node::{Node, Types},
    reader::Reader,
    term::{self, STATUS_CREDENTIAL_CLASSES, STATUS_ENTRY_CLASS, STATUS_LIST_CLASS},
};
use crate::Fault;

/// How many badges a list has places for: the fewest that the standard allows, so that a list says
/// little about who asks for it.
pub const PLACES: u32 = 131_072;

const BYTES: usize = PLACES as usize / 8;
const REVOCATION: &str = "revocation";

/// A place in a status list; it belongs to one award and is never given again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusPlace {
    /// The number of the list, counted from 1.
    pub list: u32,
    /// Which bit of it, below [`PLACES`].
    pub index: u32,
}

/// Where a badge says that its status stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusEntry {
    id: Iri,
    list: Iri,
    index: u32,
}

impl StatusEntry {
    /// The bit of that number in `list`.
    #[must_use]
    pub fn at(list: Iri, index: u32) -> Self {
        Self { id: list.with_fragment(&index.to_string()), list, index }
    }

    /// The entry of a place in a list of ours.
    #[must_use]
    pub fn of(place: StatusPlace, addresses: &Addresses) -> Self {
        Self::at(addresses.status_list(place.list), place.index)
    }

    pub(super) fn node(&self) -> Node<'_> {
        Node::named(&self.id, Types::Single(&STATUS_ENTRY_CLASS))
            .text(&term::STATUS_PURPOSE, REVOCATION)
            .text(&term::STATUS_LIST_INDEX, self.index.to_string())
            .reference(&term::STATUS_LIST_CREDENTIAL, &self.list)
    }

    pub(super) fn read(from: &Reader<'_>) -> Result<Self, Fault> {
        let index = from.member(term::STATUS_LIST_INDEX.name)?;
        let number = index.as_text()?.parse().map_err(|_| index.fault("must be a number"))?;
        Ok(Self::at(from.iri(&term::STATUS_LIST_CREDENTIAL)?, number))
    }
}

/// Which places of a list belong to revoked badges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revoked(Vec<u8>);

impl Default for Revoked {
    /// None of them.
    fn default() -> Self {
        Self(vec![0; BYTES])
    }
}

impl Revoked {
    /// These, and the place of that index. An index that no list has changes nothing.
    #[must_use]
    pub fn with(mut self, index: u32) -> Self {
        if let Some(byte) = self.0.get_mut(index as usize / 8) {
            *byte |= bit(index);
        }
        self
    }

    /// Whether the place of that index is among them.
    #[must_use]
    pub fn has(&self, index: u32) -> bool {
        self.0.get(index as usize / 8).is_some_and(|byte| byte & bit(index) != 0)
    }

    /// As a list writes them: `u` and the base64url text of the gzipped bits, the first bit leftmost.
    #[must_use]
    pub fn encoded(&self) -> String {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        let bytes = gzip.write_all(&self.0).and_then(|()| gzip.finish()).expect("a Vec takes all");
        format!("u{}", URL_SAFE_NO_PAD.encode(bytes))
    }

    /// What [`Revoked::encoded`] wrote. Never inflates to more than a list has.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text.strip_prefix('u')?).ok()?;
        let mut bits = Vec::with_capacity(BYTES + 1);
        GzDecoder::new(bytes.as_slice()).take(BYTES as u64 + 1).read_to_end(&mut bits).ok()?;
        (bits.len() == BYTES).then_some(Self(bits))
    }
}

const fn bit(index: u32) -> u8 {
    0x80 >> (index % 8)
}

/// A `BitstringStatusListCredential`: which badges of a list were revoked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusList {
    /// Its address.
    pub id: Iri,
    /// Who says so.
    pub issuer: Iri,
    /// Since when it is as it is.
    pub valid_from: Moment,
    /// The places, encoded.
    encoded: String,
    /// The list itself, which the credential is about.
    subject: Iri,
}

impl StatusList {
    /// The list of that number in which `revoked` are revoked, as of `at`.
    #[must_use]
    pub fn of(number: u32, revoked: &Revoked, at: Moment, addresses: &Addresses) -> Self {
        Self::at(addresses.status_list(number), addresses.did().clone(), revoked, at)
    }

    /// The list with that address.
    #[must_use]
    pub fn at(id: Iri, issuer: Iri, revoked: &Revoked, valid_from: Moment) -> Self {
        Self { subject: id.with_fragment("list"), id, issuer, valid_from, encoded: revoked.encoded() }
    }

    /// The claims of its JWT.
    #[must_use]
    pub const fn claims(&self) -> Claims<'_> {
        let Self { id, issuer, subject, valid_from, .. } = self;
        Claims { issuer, id, subject, from: *valid_from, until: None }
    }

    /// The document without a proof.
    #[must_use]
    pub fn to_json(&self) -> Value {
        self.document().json()
    }

    /// The text of the document as it is made public.
    #[must_use]
    pub fn to_text(&self, proof: &Proof) -> String {
        self.document().proven(proof).text()
    }

    /// The canonical N-Quads (RDFC-1.0) of the document.
    #[must_use]
    pub fn canonical_nquads(&self) -> String {
        canonical::nquads(&self.node()).expect("no node of a status list is blank")
    }

    /// What `eddsa-rdfc-2022` signs.
    #[must_use]
    pub fn hash_data(&self, config: &ProofConfig) -> [u8; 64] {
        config.hash_data(&self.canonical_nquads())
    }

    /// Reads a list that we wrote; its proof isn't looked at.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let document: Value = serde_json::from_str(text).ok()?;
        let iri = |value: &Value| value.as_str()?.parse::<Iri>().ok();
        let subject = &document["credentialSubject"];
        Some(Self {
            id: iri(&document["id"])?,
            issuer: iri(&document["issuer"])?,
            valid_from: Moment::parse(document["validFrom"].as_str()?)?,
            encoded: subject[term::ENCODED_LIST.name].as_str()?.to_owned(),
            subject: iri(&subject["id"])?,
        })
    }

    /// Which places it says are revoked; `None` if they can't be read.
    #[must_use]
    pub fn revoked(&self) -> Option<Revoked> {
        Revoked::decode(&self.encoded)
    }

    fn document(&self) -> Document<'_> {
        Document::of(&term::STATUS_CONTEXTS, self.node())
    }

    fn node(&self) -> Node<'_> {
        let list = Node::named(&self.subject, Types::Single(&STATUS_LIST_CLASS))
            .text(&term::STATUS_PURPOSE, REVOCATION)
            .text(&term::ENCODED_LIST, self.encoded.as_str());
        Node::named(&self.id, Types::Listed(&STATUS_CREDENTIAL_CLASSES))
            .reference(&term::ISSUER, &self.issuer)
            .text(&term::VALID_FROM, self.valid_from.to_string())
            .node(&term::CREDENTIAL_SUBJECT, list)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_first_bit_is_the_leftmost() {
        let revoked = Revoked::default().with(0).with(9).with(PLACES - 1).with(PLACES);
        assert_eq!((revoked.0[0], revoked.0[1], revoked.0[BYTES - 1]), (0x80, 0x40, 0x01));
        assert!(revoked.has(9) && !revoked.has(8) && !revoked.has(PLACES));
    }

    #[test]
    fn an_empty_list_is_short() {
        assert!(Revoked::default().encoded().len() < 100);
    }

    #[test]
    fn a_list_that_swells_is_not_inflated() {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
        gzip.write_all(&vec![0; 100_000_000]).expect("a Vec takes all");
        let bomb = format!("u{}", URL_SAFE_NO_PAD.encode(gzip.finish().expect("a Vec takes all")));
        assert_eq!(Revoked::decode(&bomb), None);
        for wrong in ["", "u", "x", "uAAAA", &bomb[1..]] {
            assert_eq!(Revoked::decode(wrong), None, "{}", &wrong[..wrong.len().min(8)]);
        }
    }

    proptest! {
        #[test]
        fn what_is_revoked_is_read_back(places in proptest::collection::vec(0..PLACES, 0..200)) {
            let revoked = places.iter().fold(Revoked::default(), |revoked, index| revoked.with(*index));
            prop_assert!(places.iter().all(|index| revoked.has(*index)));
            prop_assert_eq!(Revoked::decode(&revoked.encoded()), Some(revoked));
        }
    }
}
