//! [`BadgeKeys`]: every key that signs or signed badges, and the documents that publish them.

use serde_json::{Value, json};

use super::{Iri, P256Key, PublicKey};

/// The keys of one issuer, the present ones first. A key once listed must stay, or the badges that it
/// signed stop verifying.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BadgeKeys {
    /// For Data Integrity proofs.
    pub ed25519: Vec<PublicKey>,
    /// For JWTs.
    pub p256: Vec<P256Key>,
}

impl BadgeKeys {
    /// The document that `did:web` finds for `did` at `/.well-known/did.json`.
    ///
    /// The keys of JWTs come first: `openbadgeslib` takes the first key of all for the JWT of a status list,
    /// whichever that names. Whoever checks a Data Integrity proof goes by the name.
    #[must_use]
    pub fn did_document(&self, did: &Iri) -> Value {
        let multikey = |key: &PublicKey| {
            json!({
                "id": key.verification_method(did).as_str(),
                "type": "Multikey",
                "controller": did.as_str(),
                "publicKeyMultibase": key.to_string(),
            })
        };
        let web_key = |key: &P256Key| {
            json!({
                "id": key.verification_method(did).as_str(),
                "type": "JsonWebKey",
                "controller": did.as_str(),
                "publicKeyJwk": key.jwk(did),
            })
        };
        let methods: Vec<Value> =
            self.p256.iter().map(web_key).chain(self.ed25519.iter().map(multikey)).collect();
        let ids: Vec<&Value> = methods.iter().map(|method| &method["id"]).collect();
        json!({
            "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
            "id": did.as_str(),
            "assertionMethod": ids,
            "verificationMethod": methods,
        })
    }

    /// The keys of JWTs as a JWK set (RFC 7517).
    #[must_use]
    pub fn jwks(&self, did: &Iri) -> Value {
        let keys: Vec<Value> = self.p256.iter().map(|key| key.jwk(did)).collect();
        json!({"keys": keys})
    }

    /// The key of JWTs with that thumbprint.
    #[must_use]
    pub fn named(&self, thumbprint: &str) -> Option<P256Key> {
        self.p256.iter().copied().find(|key| key.thumbprint() == thumbprint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documents_name_every_key_and_where_it_holds() {
        let did: Iri = "did:web:badges.example.org".parse().expect("an IRI");
        let jwt = [3, 4].map(|byte| P256Key { x: [byte; 32], y: [byte; 32] });
        let keys = BadgeKeys { ed25519: vec![PublicKey([1; 32]), PublicKey([2; 32])], p256: jwt.into() };

        let document = keys.did_document(&did);

        let multikeys = keys.ed25519.iter().map(|key| (key.verification_method(&did), "Multikey"));
        let web_keys = jwt.iter().map(|key| (key.verification_method(&did), "JsonWebKey"));
        for (index, (name, kind)) in web_keys.chain(multikeys).enumerate() {
            let method = &document["verificationMethod"][index];
            assert_eq!(method["id"], name.as_str());
            assert_eq!(method["id"], document["assertionMethod"][index]);
            assert_eq!((&method["type"], &method["controller"]), (&json!(kind), &json!(did.as_str())));
        }
        assert_eq!(document["verificationMethod"][3]["publicKeyMultibase"], keys.ed25519[1].to_string());
        assert_eq!(document["verificationMethod"][0]["publicKeyJwk"], keys.jwks(&did)["keys"][0]);
        assert_eq!(keys.named(&jwt[1].thumbprint()), Some(jwt[1]));
        assert_eq!(keys.named("other"), None);
    }
}
