//! [`Subject`]: who holds the badge, for what, and with which results.

use sha2::{Digest, Sha256};

use super::{
    AchievedResult, Achievement, Iri,
    node::{Node, Types},
    reader::Reader,
    term::{self, IDENTITY_CLASS, SUBJECT_CLASS},
};
use crate::{Fault, microcredential::Credits};

/// The holder and what she achieved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// A name for the holder that says nothing about her.
    pub id: Iri,
    /// Lets somebody who knows the holder's address confirm that the badge is hers.
    pub identity: Identity,
    /// What she achieved.
    pub achievement: Achievement,
    /// The credit hours that she earned by it.
    pub credits: Option<Credits>,
    /// With which results.
    pub results: Vec<AchievedResult>,
}

/// A salted hash of an e-mail address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    hash: String,
    salt: String,
}

impl Subject {
    pub(super) fn node(&self) -> Node<'_> {
        Node::named(&self.id, Types::Listed(&[SUBJECT_CLASS]))
            .nodes(&term::IDENTIFIER, std::iter::once(self.identity.node()))
            .node(&term::ACHIEVEMENT, self.achievement.node())
            .number(&term::CREDITS_EARNED, self.credits)
            .nodes(&term::RESULT, self.results.iter().map(AchievedResult::node))
    }

    pub(super) fn read(from: &Reader<'_>) -> Result<Self, Fault> {
        let identities = from.each(&term::IDENTIFIER, Identity::read)?;
        let [identity] = <[Identity; 1]>::try_from(identities)
            .map_err(|_| from.fault("must have exactly one identifier"))?;
        Ok(Self {
            id: from.id()?,
            identity,
            achievement: Achievement::read(&from.node(&term::ACHIEVEMENT)?)?,
            credits: from.credits(&term::CREDITS_EARNED)?,
            results: from.each(&term::RESULT, AchievedResult::read)?,
        })
    }
}

impl Identity {
    /// The identity of an address, which is trimmed and put in lower case first.
    #[must_use]
    pub fn of_email(email: &str, salt: &str) -> Self {
        let mut hasher = Sha256::new_with_prefix(email.trim().to_lowercase());
        hasher.update(salt);
        Self { hash: format!("sha256${}", hex::encode(hasher.finalize())), salt: salt.to_owned() }
    }

    /// `sha256$` and the hash in hex.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// What was appended to the address before hashing.
    #[must_use]
    pub fn salt(&self) -> &str {
        &self.salt
    }

    /// Whether it is the identity of that address.
    #[must_use]
    pub fn is_of(&self, email: &str) -> bool {
        Self::of_email(email, &self.salt) == *self
    }

    fn node(&self) -> Node<'_> {
        Node::blank(Types::Single(&IDENTITY_CLASS))
            .flag(&term::HASHED, true)
            .text(&term::IDENTITY_HASH, &self.hash)
            .text(&term::IDENTITY_TYPE, "emailAddress")
            .text(&term::SALT, &self.salt)
    }

    fn read(from: &Reader<'_>) -> Result<Self, Fault> {
        Ok(Self { hash: from.text(&term::IDENTITY_HASH)?, salt: from.text(&term::SALT)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_identity_is_the_standards_own_example() {
        let identity = Identity::of_email(" A@example.com ", "Kosher");
        assert_eq!(identity.hash, "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399");
        assert!(identity.is_of("a@example.com"));
        assert!(!identity.is_of("b@example.com"));
    }
}
