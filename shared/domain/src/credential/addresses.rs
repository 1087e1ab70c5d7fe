//! [`Addresses`]: where badges, achievements and issuers are found, and under which DID we sign.

use super::Iri;
use crate::{AwardId, OrganisationId, Slug};

/// The public addresses of one deployment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addresses {
    origin: Iri,
    did: Iri,
}

/// The origin or the badge host can't be part of an address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NotAnOrigin {
    /// An origin is `https://` (or `http://`), a host, perhaps a port, and nothing else.
    #[error("the origin must be like https://badges.example.org, without a path")]
    Origin,
    /// A host is letters, digits, hyphens and dots.
    #[error("the badge host must be like badges.example.org, without a port")]
    Host,
}

impl Addresses {
    /// The addresses at `origin`. Badges are signed as `did:web:<host>`; without `host` it is the
    /// host of the origin. A port never gets into the DID, because verifiers mishandle it there.
    ///
    /// # Errors
    /// [`NotAnOrigin`] says which of the two is wrong.
    pub fn new(origin: &str, host: Option<&str>) -> Result<Self, NotAnOrigin> {
        let (_, authority) = origin.split_once("://").ok_or(NotAnOrigin::Origin)?;
        if authority.contains(['/', '?', '#', '@']) {
            return Err(NotAnOrigin::Origin);
        }
        let host = host.unwrap_or_else(|| authority.split(':').next().unwrap_or(authority));
        let is_host = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
        if host.is_empty() || !host.bytes().all(is_host) {
            return Err(NotAnOrigin::Host);
        }
        let did = format!("did:web:{host}").parse().map_err(|_| NotAnOrigin::Host)?;
        Ok(Self { origin: origin.parse().map_err(|_| NotAnOrigin::Origin)?, did })
    }

    /// The DID that badges are signed under.
    #[must_use]
    pub fn did(&self) -> &Iri {
        &self.did
    }

    /// The badge of an award, which is also its page.
    #[must_use]
    pub fn badge(&self, award: AwardId) -> Iri {
        self.at(format_args!("/credentials/{award}"))
    }

    /// The award whose badge has this address.
    #[must_use]
    pub fn award_of(&self, badge: &Iri) -> Option<AwardId> {
        badge.as_str().strip_prefix(self.origin.as_str())?.strip_prefix("/credentials/")?.parse().ok()
    }

    /// A version of a micro-credential.
    #[must_use]
    pub fn achievement(&self, slug: &Slug, version: u32) -> Iri {
        self.at(format_args!("/achievements/{slug}/{version}"))
    }

    /// The profile of an issuer.
    #[must_use]
    pub fn issuer(&self, organisation: OrganisationId) -> Iri {
        self.at(format_args!("/issuers/{organisation}"))
    }

    fn at(&self, path: std::fmt::Arguments<'_>) -> Iri {
        format!("{}{path}", self.origin).parse().expect("ids and slugs hold only plain ASCII")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_did_has_the_host_and_never_the_port() {
        let did = |origin, host| Addresses::new(origin, host).map(|addresses| addresses.did.to_string());
        assert_eq!(did("https://badges.example.org", None).as_deref(), Ok("did:web:badges.example.org"));
        assert_eq!(did("http://127.0.0.1:8040", None).as_deref(), Ok("did:web:127.0.0.1"));
        assert_eq!(did("http://127.0.0.1:8040", Some("b.example")).as_deref(), Ok("did:web:b.example"));
        for wrong in ["", "badges.example.org", "https://h/", "https://h/x", "https://a@h", "ftp://h", "https://hö"] {
            assert!(Addresses::new(wrong, None).is_err(), "{wrong}");
        }
        assert_eq!(did("https://h", Some("h:80")), Err(NotAnOrigin::Host));
    }

    #[test]
    fn the_address_of_a_badge_leads_back_to_its_award() {
        let addresses = Addresses::new("https://h", None).expect("an origin");
        let award = AwardId::from_parts(jiff::Timestamp::UNIX_EPOCH, 7);
        assert_eq!(addresses.award_of(&addresses.badge(award)), Some(award));
        assert_eq!(addresses.award_of(&"https://other/credentials/awd_00000000000000000000000007".parse().expect("an IRI")), None);
    }
}
