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
    /// The addresses at `origin`. Badges are signed as `did:web:<host>`, where a port can't be,
    /// because verifiers mishandle it.
    ///
    /// # Errors
    /// [`NotAnOrigin`] says which of the two is wrong.
    pub fn new(origin: &str, host: &str) -> Result<Self, NotAnOrigin> {
        let (_, authority) = origin.split_once("://").ok_or(NotAnOrigin::Origin)?;
        if authority.is_empty() || authority.contains(['/', '?', '#', '@']) {
            return Err(NotAnOrigin::Origin);
        }
        let origin: Iri = origin.parse().map_err(|_| NotAnOrigin::Origin)?;
        let is_host = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
        if host.is_empty() || !host.bytes().all(is_host) {
            return Err(NotAnOrigin::Host);
        }
        let did = format!("did:web:{host}").parse().map_err(|_| NotAnOrigin::Host)?;
        Ok(Self { origin, did })
    }

    /// The DID that badges are signed under.
    #[must_use]
    pub fn did(&self) -> &Iri {
        &self.did
    }

    /// Whether something of that name is ours: it is our DID, an organisation's below it, or lies at our origin.
    #[must_use]
    pub fn names(&self, id: &str) -> bool {
        let is_below = |whole: &Iri, ends: &[char]| {
            id.strip_prefix(whole.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(ends))
        };
        is_below(&self.did, &[':', '#', '/', '?']) || is_below(&self.origin, &['/', '?', '#'])
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

    /// The award whose badge has this address in Open Badges 2.0.
    #[must_use]
    pub fn award_of_assertion(&self, assertion: &Iri) -> Option<AwardId> {
        let path = assertion.as_str().strip_prefix(self.origin.as_str())?;
        path.strip_prefix("/ob2/assertions/")?.parse().ok()
    }

    /// A version of a micro-credential.
    #[must_use]
    pub fn achievement(&self, slug: &Slug, version: u32) -> Iri {
        self.at(format_args!("/achievements/{slug}/{version}"))
    }

    /// A micro-credential in its newest version.
    #[must_use]
    pub fn newest_achievement(&self, slug: &Slug) -> Iri {
        self.at(format_args!("/achievements/{slug}"))
    }

    /// The badge image of a version of a micro-credential.
    #[must_use]
    pub fn image(&self, slug: &Slug, version: u32) -> Iri {
        self.at(format_args!("/achievements/{slug}/{version}/image.png"))
    }

    /// How the work behind an award was assessed.
    #[must_use]
    pub fn receipt(&self, award: AwardId) -> Iri {
        self.at(format_args!("/credentials/{award}/receipt"))
    }

    /// The status list of that number.
    #[must_use]
    pub fn status_list(&self, number: u32) -> Iri {
        self.at(format_args!("/status/{number}"))
    }

    /// The picture of a badge, with the badge inside.
    #[must_use]
    pub fn picture(&self, award: AwardId) -> Iri {
        self.at(format_args!("/credentials/{award}/badge.png"))
    }

    /// The badge of an award in Open Badges 2.0.
    #[must_use]
    pub fn assertion(&self, award: AwardId) -> Iri {
        self.at(format_args!("/ob2/assertions/{award}"))
    }

    /// A version of a micro-credential in Open Badges 2.0.
    #[must_use]
    pub fn badge_class(&self, slug: &Slug, version: u32) -> Iri {
        self.at(format_args!("/ob2/badges/{slug}/{version}"))
    }

    /// The profile of an issuer in Open Badges 2.0.
    #[must_use]
    pub fn hosted_issuer(&self, organisation: OrganisationId) -> Iri {
        self.at(format_args!("/ob2/issuers/{organisation}"))
    }

    /// What an organisation says for a version of a micro-credential.
    #[must_use]
    pub fn endorsement(&self, slug: &Slug, version: u32, endorser: OrganisationId) -> Iri {
        self.at(format_args!("/achievements/{slug}/{version}/endorsements/{endorser}"))
    }

    /// What is endorsed, in which version, and who endorses, by the address of an endorsement.
    #[must_use]
    pub fn endorsement_of(&self, endorsement: &Iri) -> Option<(Slug, u32, OrganisationId)> {
        let path = endorsement.as_str().strip_prefix(self.origin.as_str())?;
        let (edition, endorser) = path.strip_prefix("/achievements/")?.split_once("/endorsements/")?;
        let (slug, version) = edition.split_once('/')?;
        Some((slug.parse().ok()?, version.parse().ok()?, endorser.parse().ok()?))
    }

    /// The DID of an organisation that speaks for itself. `did:web` finds its document at
    /// `/issuers/{organisation}/did.json`.
    #[must_use]
    pub fn did_of(&self, organisation: OrganisationId) -> Iri {
        format!("{}:issuers:{organisation}", self.did).parse().expect("an id holds only plain ASCII")
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
    fn an_origin_has_no_path_and_a_did_no_port() {
        let addresses = Addresses::new("http://127.0.0.1:8040", "badges.example.org").expect("an origin");
        assert_eq!(addresses.did.as_str(), "did:web:badges.example.org");

        for wrong in
            ["", "h", "https://", "https://h/", "https://h/x", "https://a@h", "ftp://h", "https://hö"]
        {
            assert_eq!(Addresses::new(wrong, "h"), Err(NotAnOrigin::Origin), "{wrong}");
        }
        for wrong in ["", "h:80", "h/x", "hö"] {
            assert_eq!(Addresses::new("https://h", wrong), Err(NotAnOrigin::Host), "{wrong}");
        }
    }

    #[test]
    fn the_address_of_a_badge_leads_back_to_its_award() {
        let addresses = Addresses::new("https://h", "h").expect("an origin");
        let award = AwardId::from_parts(jiff::Timestamp::UNIX_EPOCH, 7);
        assert_eq!(addresses.award_of(&addresses.badge(award)), Some(award));
        let slug: Slug = "feedback".parse().expect("a slug");
        let endorser = OrganisationId::from_parts(jiff::Timestamp::UNIX_EPOCH, 3);
        let endorsement = addresses.endorsement(&slug, 2, endorser);
        assert_eq!(addresses.endorsement_of(&endorsement), Some((slug, 2, endorser)));
        assert_eq!(addresses.endorsement_of(&addresses.badge(award)), None);
        assert_eq!(
            addresses.award_of(
                &"https://other/credentials/awd_00000000000000000000000007".parse().expect("an IRI")
            ),
            None
        );
    }
}
