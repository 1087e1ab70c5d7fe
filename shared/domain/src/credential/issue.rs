//! [`Issue`]: the badge of an award, built from what was decided and from nothing else.
//!
//! The same award always gives the same badge, so that signing it once more does no harm.

use sha2::{Digest, Sha256};

use super::{
    AchievedResult, Achievement, Addresses, Evidence, Identity, Iri, Moment, OpenBadge, Profile, StatusEntry,
    StatusPlace, Subject,
    results::{criterion_id, level_id},
    wording::Wording,
};
use crate::{
    PersonId,
    award::Award,
    email::EmailAddress,
    microcredential::{Definition, Part},
    person::Organisation,
};

/// Everything that a badge is built from.
#[derive(Debug, Clone, Copy)]
pub struct Issue<'a> {
    /// What was decided.
    pub award: &'a Award,
    /// The edition that it was decided on.
    pub definition: &'a Definition,
    /// Who decided.
    pub issuer: &'a Organisation,
    /// Where the holder gets her letters.
    pub email: &'a EmailAddress,
    /// Where its status stands.
    pub place: StatusPlace,
    /// Where it all is found.
    pub addresses: &'a Addresses,
}

impl Issue<'_> {
    /// The badge.
    #[must_use]
    pub fn badge(&self) -> OpenBadge {
        let decided = Moment::of(self.award.decided);
        OpenBadge {
            id: self.addresses.badge(self.award.id),
            name: self.definition.title.clone(),
            description: self.definition.description.clone(),
            issuer: Profile::of(self.issuer, self.addresses),
            valid_from: decided,
            valid_until: self.definition.valid_months.and_then(|months| decided.months_later(months)),
            awarded: decided,
            subject: self.subject(),
            evidence: self.evidence(),
            status: StatusEntry::of(self.place, self.addresses),
        }
    }

    fn subject(&self) -> Subject {
        let achievement = Achievement::of(self.definition, self.award.edition, self.addresses);
        Subject {
            id: pairwise(self.award.earner, self.addresses.did()),
            identity: Identity::of_email(self.email.as_str(), &self.award.salt),
            credits: self.definition.credits,
            results: self.results(&achievement.id),
            achievement,
        }
    }

    /// In the order of the definition.
    fn results(&self, achievement: &Iri) -> Vec<AchievedResult> {
        let criteria = self.definition.parts.iter().flat_map(|part| {
            part.rubric().iter().filter_map(|criterion| {
                let level = self.award.results.get(&part.id)?.get(&criterion.id)?;
                Some(AchievedResult::Level {
                    of: criterion_id(achievement, &part.id, &criterion.id),
                    achieved: level_id(achievement, &part.id, &criterion.id, level),
                })
            })
        });
        criteria.chain([AchievedResult::Completed { of: Achievement::overall(achievement) }]).collect()
    }

    fn evidence(&self) -> Vec<Evidence> {
        let wording = Wording::of(&self.definition.language);
        let scored = |part: &&Part| self.award.results.contains_key(&part.id);
        let parts = self.definition.parts.iter().filter(scored).map(|part| Evidence {
            id: None,
            name: part.title.clone(),
            narrative: wording.handed_in(part.kind()).to_owned(),
        });
        let files = (!self.award.evidence.is_empty()).then(|| Evidence {
            id: None,
            name: wording.files.to_owned(),
            narrative: wording.digests(&self.award.evidence),
        });
        let stacked = self.award.stacked.iter().map(|one| Evidence {
            id: Some(self.addresses.badge(one.award)),
            name: one.title.clone(),
            narrative: wording.stacked.to_owned(),
        });
        // Of a stack nothing was scored but what its awards tell of.
        let receipt = self.award.stacked.is_empty().then(|| Evidence {
            id: Some(self.addresses.receipt(self.award.id)),
            name: wording.receipt.to_owned(),
            narrative: wording.assessed(self.award.readers, self.award.edition),
        });
        distinct(parts.chain(files).chain(stacked).chain(receipt))
    }
}

/// The entries without those that are there already, which nothing could tell apart.
pub(super) fn distinct<T: PartialEq>(entries: impl Iterator<Item = T>) -> Vec<T> {
    let mut kept = Vec::new();
    for entry in entries {
        if !kept.contains(&entry) {
            kept.push(entry);
        }
    }
    kept
}

/// The holder's name among the badges of one issuer: the same on all of hers, and telling nobody
/// who she is.
pub(super) fn pairwise(earner: PersonId, issuer: &Iri) -> Iri {
    urn(&[issuer.as_str().as_bytes(), &earner.to_bytes()])
}

/// A UUID of version 8 (RFC 9562) from the hash of these bytes.
pub(super) fn urn(of: &[&[u8]]) -> Iri {
    let hash = of.iter().fold(Sha256::new(), |hash, bytes| hash.chain_update(bytes)).finalize();
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let digits = hex::encode(bytes);
    let groups = [&digits[..8], &digits[8..12], &digits[12..16], &digits[16..20], &digits[20..]];
    format!("urn:uuid:{}", groups.join("-")).parse().expect("a urn of hexadecimal digits is an IRI")
}

#[cfg(test)]
pub(super) mod tests;
