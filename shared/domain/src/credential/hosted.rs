//! Open Badges 2.0: the same badge as three hosted documents, for backpacks that know nothing newer.
//!
//! They are read from their addresses and prove nothing by themselves. What they say comes from the
//! signed badge alone.

use serde_json::{Map, Value, json};

use super::{Achievement, Addresses, Alignment, Evidence, OpenBadge, Profile};
use crate::{AwardId, OrganisationId, Slug};

const CONTEXT: &str = "https://w3id.org/openbadges/v2";

impl OpenBadge {
    /// The `Assertion` of this badge, which is that of `award` for `microcredential`.
    #[must_use]
    pub fn assertion(&self, award: AwardId, (slug, version): (&Slug, u32), addresses: &Addresses) -> Value {
        let identity = &self.subject.identity;
        let mut assertion = json!({
            "@context": CONTEXT,
            "type": "Assertion",
            "id": addresses.assertion(award).as_str(),
            "recipient": {
                "type": "email",
                "hashed": true,
                "identity": identity.hash(),
                "salt": identity.salt(),
            },
            "badge": addresses.badge_class(slug, version).as_str(),
            "verification": {"type": "HostedBadge"},
            "issuedOn": self.awarded.to_string(),
            "image": addresses.picture(award).as_str(),
            "evidence": self.evidence.iter().map(described).collect::<Vec<_>>(),
        });
        if let Some(until) = self.valid_until {
            assertion["expires"] = json!(until.to_string());
        }
        assertion
    }
}

/// What is left of the assertion of a badge that was revoked.
#[must_use]
pub fn revoked_assertion(award: AwardId, reason: &str, addresses: &Addresses) -> Value {
    json!({
        "@context": CONTEXT,
        "type": "Assertion",
        "id": addresses.assertion(award).as_str(),
        "revoked": true,
        "revocationReason": reason,
    })
}

impl Achievement {
    /// The `BadgeClass` of this version of `slug`, issued by `issuer`.
    #[must_use]
    pub fn badge_class(
        &self,
        (slug, version): (&Slug, u32),
        issuer: OrganisationId,
        addresses: &Addresses,
    ) -> Value {
        let tags: Vec<&str> = self.tags.iter().map(super::Tag::as_str).collect();
        json!({
            "@context": CONTEXT,
            "type": "BadgeClass",
            "id": addresses.badge_class(slug, version).as_str(),
            "@language": self.language,
            "name": self.name,
            "description": self.description,
            "image": self.image.id.as_str(),
            "criteria": {"id": self.criteria.id.as_str(), "narrative": self.criteria.narrative},
            "issuer": addresses.hosted_issuer(issuer).as_str(),
            "alignment": self.alignments.iter().map(aligned).collect::<Vec<_>>(),
            "tags": tags,
        })
    }
}

impl Profile {
    /// The `Issuer` that this profile is of.
    #[must_use]
    pub fn hosted(&self, organisation: OrganisationId, addresses: &Addresses) -> Value {
        let mut issuer = Map::new();
        let id = addresses.hosted_issuer(organisation);
        let told = [
            ("@context", Some(CONTEXT)),
            ("type", Some("Issuer")),
            ("id", Some(id.as_str())),
            ("name", Some(self.name.as_str())),
            ("url", self.url.as_deref()),
            ("email", self.email.as_deref()),
        ];
        issuer.extend(told.into_iter().filter_map(|(name, value)| Some((name.to_owned(), json!(value?)))));
        Value::Object(issuer)
    }
}

fn described(evidence: &Evidence) -> Value {
    let mut entry = json!({"type": "Evidence", "name": evidence.name, "narrative": evidence.narrative});
    if let Some(id) = &evidence.id {
        entry["id"] = json!(id.as_str());
    }
    entry
}

fn aligned(alignment: &Alignment) -> Value {
    let mut entry = json!({"targetName": alignment.name, "targetUrl": alignment.url});
    for (name, value) in [("targetFramework", &alignment.framework), ("targetCode", &alignment.code)] {
        if let Some(value) = value {
            entry[name] = json!(value);
        }
    }
    entry
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::issue::tests::Case;

    #[test]
    fn the_documents_lead_to_each_other_and_name_nobody() {
        let case = Case::new();
        let badge = case.badge();
        let award = AwardId::from_parts(jiff::Timestamp::UNIX_EPOCH, 5);
        let issuer = OrganisationId::from_parts(jiff::Timestamp::UNIX_EPOCH, 3);
        let slug: Slug = "feedback".parse().expect("a slug");

        let assertion = badge.assertion(award, (&slug, 2), &case.addresses);
        let class = badge.subject.achievement.badge_class((&slug, 2), issuer, &case.addresses);
        let profile = badge.issuer.hosted(issuer, &case.addresses);

        assert_eq!(assertion["badge"], class["id"]);
        assert_eq!(class["issuer"], profile["id"]);
        assert_eq!(assertion["recipient"]["hashed"], true);
        assert!(!assertion.to_string().contains("Ana.Lopez"), "{assertion}");
        let revoked = revoked_assertion(award, "Issued by mistake.", &case.addresses);
        assert_eq!((&revoked["id"], &revoked["revoked"]), (&assertion["id"], &json!(true)));
    }
}
