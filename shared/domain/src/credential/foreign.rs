//! [`Foreign`]: what a credential of somebody else says of itself. Nothing of it is checked or believed.

use serde_json::Value;

use super::Iri;

/// The most characters that are repeated of any text in it.
const LONGEST: usize = 200;

/// The most badges of a bundle that are named.
const MOST_BADGES: usize = 20;

/// What kind of thing it says it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A badge of any version of Open Badges.
    Badge,
    /// Several badges together (Comprehensive Learner Record).
    Bundle,
    /// What somebody says for a badge, an achievement or an issuer.
    Endorsement,
    /// Another verifiable credential.
    Other,
}

/// What another issuer's credential says.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Foreign {
    /// What it says it is.
    pub kind: Kind,
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Who it says issued it: a name, or else an address.
    pub issuer: String,
    /// Since when it says it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// Until when it says it holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// The names of the badges in a bundle; of many the first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub badges: Vec<String>,
}

impl Foreign {
    /// Reads a credential or an Open Badges 2.0 assertion; `None` when it is nothing of the kind, or says
    /// that `ours` issued it, or an organisation whose DID is below `ours`.
    #[must_use]
    pub fn read(document: &Value, ours: &Iri) -> Option<Self> {
        // A credential in a JWT of VC 1.1 is a member of its claims.
        let document = document.get("vc").filter(|vc| vc.is_object()).unwrap_or(document);
        let issuer = Self::issuer(document)?;
        let below = issuer.id.strip_prefix(ours.as_str());
        if below.is_some_and(|rest| rest.is_empty() || rest.starts_with(':')) {
            return None;
        }
        let achievement = &document["credentialSubject"]["achievement"];
        let first = |places: &[&Value]| places.iter().find_map(|place| text(place));
        let bundled = document["credentialSubject"]["verifiableCredential"].as_array().into_iter().flatten();
        Some(Self {
            kind: Kind::of(document),
            badges: bundled.filter_map(|badge| text(&badge["name"])).take(MOST_BADGES).collect(),
            name: first(&[&document["name"], &achievement["name"], &document["badge"]["name"]]),
            issuer: issuer.name.or_else(|| text(&Value::String(issuer.id)))?,
            from: first(&[
                &document["validFrom"],
                &document["issuanceDate"],
                &document["awardedDate"],
                &document["issuedOn"],
            ]),
            until: first(&[&document["validUntil"], &document["expirationDate"], &document["expires"]]),
        })
    }

    fn issuer(document: &Value) -> Option<Issuer> {
        let named = |value: &Value| match value {
            Value::String(id) => Some(Issuer { id: id.clone(), name: None }),
            Value::Object(_) => Some(Issuer {
                id: value["id"].as_str().unwrap_or_default().to_owned(),
                name: text(&value["name"]),
            }),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => None,
        };
        if document["type"].as_str() == Some("Assertion") {
            return named(&document["badge"]["issuer"]).or_else(|| named(&document["id"]));
        }
        let kinds = document["type"].as_array()?;
        let is_credential = kinds.iter().any(|kind| kind == "VerifiableCredential");
        is_credential.then(|| named(&document["issuer"]))?
    }
}

impl Kind {
    /// What `document` says it is.
    #[must_use]
    pub fn of(document: &Value) -> Self {
        let kinds = document["type"].as_array().into_iter().flatten().chain([&document["type"]]);
        let mut known = kinds.filter_map(|kind| match kind.as_str()? {
            "OpenBadgeCredential" | "AchievementCredential" | "Assertion" => Some(Self::Badge),
            "ClrCredential" => Some(Self::Bundle),
            "EndorsementCredential" => Some(Self::Endorsement),
            _ => None,
        });
        known.next_back().unwrap_or(Self::Other)
    }
}

struct Issuer {
    id: String,
    name: Option<String>,
}

/// A text, cut where it is longer than anybody reads.
fn text(value: &Value) -> Option<String> {
    let text = value.as_str()?.trim();
    let mut kept: String = text.chars().take(LONGEST).collect();
    if kept.len() < text.len() {
        kept.push('…');
    }
    (!kept.is_empty()).then_some(kept)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(document: &Value) -> Option<Foreign> {
        Foreign::read(document, &"did:web:badges.example.org".parse().expect("an IRI"))
    }

    #[test]
    fn others_badges_of_every_age_are_read_and_ours_are_not() {
        let version_3 = json!({
            "type": ["VerifiableCredential", "OpenBadgeCredential"], "name": "Welding",
            "issuer": {"id": "did:web:other.example", "name": "Other College"},
            "validFrom": "2025-01-01T00:00:00Z", "validUntil": "2027-01-01T00:00:00Z",
        });
        let read_3 = read(&version_3).expect("a badge");
        assert_eq!((read_3.name.as_deref(), read_3.issuer.as_str()), (Some("Welding"), "Other College"));
        assert_eq!(read_3.until.as_deref(), Some("2027-01-01T00:00:00Z"));
        assert_eq!(read(&json!({"vc": version_3})), Some(read_3));

        let version_2 =
            json!({"type": "Assertion", "id": "https://a.example/1", "issuedOn": "2019-05-05T00:00:00Z"});
        assert_eq!(read(&version_2).expect("a badge").issuer, "https://a.example/1");

        let mut ours = version_3.clone();
        ours["issuer"]["id"] = json!("did:web:badges.example.org");
        let mut beside_us = version_3;
        beside_us["issuer"]["id"] = json!("did:web:badges.example.org:issuers:org_1");
        for nothing in
            [ours, beside_us, json!({}), json!([]), json!({"type": ["VerifiableCredential"], "issuer": 7})]
        {
            assert_eq!(read(&nothing), None, "{nothing}");
        }
    }

    #[test]
    fn bundles_and_endorsements_are_told_apart_from_badges() {
        let bundle = json!({
            "type": ["VerifiableCredential", "ClrCredential"], "issuer": "did:web:other.example",
            "credentialSubject": {"verifiableCredential": [{"name": "Welding"}, {"name": "Gluing"}, {}]},
        });
        let of_bundle = read(&bundle).expect("a bundle");
        assert_eq!(
            (of_bundle.kind, of_bundle.badges),
            (Kind::Bundle, vec!["Welding".into(), "Gluing".into()])
        );
        for (class, wanted) in [
            ("EndorsementCredential", Kind::Endorsement),
            ("OpenBadgeCredential", Kind::Badge),
            ("DriverLicence", Kind::Other),
        ] {
            let document =
                json!({"type": ["VerifiableCredential", class], "issuer": "did:web:other.example"});
            assert_eq!(read(&document).expect("a credential").kind, wanted, "{class}");
        }
    }

    #[test]
    fn no_more_is_repeated_than_anybody_reads() {
        let long = json!({"type": ["VerifiableCredential"], "issuer": "x".repeat(10_000)});
        assert_eq!(read(&long).expect("a badge").issuer.chars().count(), LONGEST + 1);
    }
}
