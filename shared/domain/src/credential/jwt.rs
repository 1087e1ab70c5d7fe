//! A credential as a JWT (VC-JWT, Open Badges 3.0, 8.2; RFC 7515): the members of the signed document at the
//! top level, the registered claims after them, signed with ES256.
//!
//! The JWT of a document is made of the document's own text, so of what is stored beside it only the
//! signature is needed to make it again, byte for byte.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value, json};

use super::{Iri, Moment, P256Key, SignedBadge, keys::BadgeKeys, verification::NotSigned};
use crate::Fault;

/// The registered claims, which repeat members of the document under the names that JWTs have for them.
#[derive(Debug, Clone, Copy)]
pub struct Claims<'a> {
    /// Who issued it.
    pub issuer: &'a Iri,
    /// What it is called.
    pub id: &'a Iri,
    /// What it is about.
    pub subject: &'a Iri,
    /// From when on it holds.
    pub from: Moment,
    /// Until when, if it ends.
    pub until: Option<Moment>,
}

impl<'a> Claims<'a> {
    /// Those of a badge.
    #[must_use]
    pub fn of(signed: &'a SignedBadge) -> Self {
        let badge = &signed.badge;
        Self {
            issuer: &badge.issuer.id,
            id: &badge.id,
            subject: &badge.subject.id,
            from: badge.valid_from,
            until: badge.valid_until,
        }
    }

    /// What is signed: header and payload of the JWT of `document`, under the key of that name.
    ///
    /// `document` is the text of a JSON object that has none of the claims' names.
    #[must_use]
    pub fn signing_input(&self, document: &str, key: &Iri) -> String {
        let header = json!({"alg": ALGORITHM, "typ": "JWT", "kid": key.as_str()}).to_string();
        let members = document.strip_suffix('}').unwrap_or(document);
        let claims = Value::Object(self.members()).to_string();
        let payload = format!("{members},{}", &claims[1..]);
        format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(payload))
    }

    fn members(&self) -> Map<String, Value> {
        let times = [("nbf", Some(self.from)), ("exp", self.until)];
        let texts = [("iss", self.issuer), ("jti", self.id), ("sub", self.subject)];
        let texts = texts.map(|(name, iri)| (name.to_owned(), Value::from(iri.as_str())));
        let times = times.into_iter().filter_map(|(name, moment)| {
            Some((name.to_owned(), Value::from(moment?.timestamp().as_second())))
        });
        texts.into_iter().chain(times).collect()
    }
}

/// The compact form: what was signed, and the signature.
#[must_use]
pub fn compact(signing_input: &str, signature: &[u8; 64]) -> String {
    format!("{signing_input}.{}", URL_SAFE_NO_PAD.encode(signature))
}

const ALGORITHM: &str = "ES256";
const CLAIMS: [&str; 5] = ["iss", "jti", "sub", "nbf", "exp"];

/// A badge that came as a JWT.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadgeJwt {
    /// The badge in it.
    pub signed: SignedBadge,
    /// What the signature must be over.
    pub input: String,
    header: Header,
    signature: Vec<u8>,
}

/// What the header says of the signature. None of it is believed.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Header {
    algorithm: String,
    key: Option<String>,
    brings_key: bool,
}

impl BadgeJwt {
    /// Reads the JWT of a badge that we wrote, as strictly as [`SignedBadge::from_json`]. The signature isn't
    /// looked at.
    ///
    /// # Errors
    /// The first place that is not as in a JWT of ours; members of the header stand under `/header`.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        let (input, signature) = text.rsplit_once('.').ok_or_else(|| not_a_jwt("has no three parts"))?;
        let (header, payload) = input.split_once('.').ok_or_else(|| not_a_jwt("has no three parts"))?;
        let header = Header::read(&object(header, "header")?)?;
        let mut document = object(payload, "payload")?;
        let signature = URL_SAFE_NO_PAD
            .decode(signature)
            .map_err(|_| not_a_jwt("has a signature that is no base64url"))?;

        let claimed: Map<String, Value> = CLAIMS
            .iter()
            .filter_map(|name| document.shift_remove(*name).map(|value| ((*name).to_owned(), value)))
            .collect();
        let signed = SignedBadge::from_json(&Value::Object(document))?;
        let expected = Claims::of(&signed).members();
        let differs = |name: &&&str| expected.get(**name) != claimed.get(**name);
        if let Some(name) = CLAIMS.iter().find(differs) {
            return Err(Fault::at(
                format!("/{name}"),
                "This claim says something else than the badge itself.",
            ));
        }
        Ok(Self { signed, input: input.to_owned(), header, signature })
    }

    /// The key of ours that the header names, and the signature that it must have made. Only the header's
    /// name of a key is looked up; an algorithm or a key in it is never used.
    ///
    /// # Errors
    /// Why no key of ours can have signed it.
    pub fn signature(&self, did: &Iri, keys: &BadgeKeys) -> Result<(P256Key, [u8; 64]), NotSigned> {
        let Header { algorithm, key, brings_key } = &self.header;
        if algorithm != ALGORITHM {
            return Err(NotSigned::Algorithm(algorithm.clone()));
        }
        if *brings_key {
            return Err(NotSigned::BringsKey);
        }
        let name = key.as_deref().ok_or(NotSigned::NoKey)?;
        let known = keys.p256.iter().find(|key| key.verification_method(did).as_str() == name);
        let Some(key) = known else {
            let of_other_kind = keys.ed25519.iter().any(|key| key.verification_method(did).as_str() == name);
            let name = name.to_owned();
            return Err(if of_other_kind { NotSigned::OtherKind(name) } else { NotSigned::ForeignKey(name) });
        };
        let signature = self.signature.as_slice().try_into().map_err(|_| NotSigned::Changed)?;
        Ok((*key, signature))
    }
}

impl Header {
    fn read(header: &Map<String, Value>) -> Result<Self, Fault> {
        let text = |name: &str| header.get(name).and_then(Value::as_str).map(str::to_owned);
        let algorithm =
            text("alg").ok_or_else(|| Fault::at("/header/alg", "A JWT names its algorithm here."))?;
        let brings_key = ["jwk", "jku", "x5c", "x5u"].iter().any(|name| header.contains_key(*name));
        Ok(Self { algorithm, key: text("kid"), brings_key })
    }
}

fn object(part: &str, name: &str) -> Result<Map<String, Value>, Fault> {
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| not_a_jwt("has a part that is no base64url"))?;
    serde_json::from_slice(&bytes)
        .map_err(|_| Fault::at(format!("/{name}"), "This part of the JWT must be a JSON object."))
}

fn not_a_jwt(why: &str) -> Fault {
    Fault::at("", format!("This is not a whole JWT: it {why}."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::credential::{
        PublicKey,
        issue::tests::{Case, signed},
    };

    const KEY: P256Key = P256Key { x: [1; 32], y: [2; 32] };

    fn did() -> Iri {
        Case::new().addresses.did().clone()
    }

    fn keys() -> BadgeKeys {
        BadgeKeys { ed25519: vec![PublicKey([9; 32])], p256: vec![P256Key { x: [8; 32], y: [8; 32] }, KEY] }
    }

    fn jwt() -> String {
        let badge = signed(Case::new().badge());
        let input = Claims::of(&badge).signing_input(&badge.to_text(), &KEY.verification_method(&did()));
        compact(&input, &[7; 64])
    }

    fn with(part: usize, edit: impl Fn(&mut Value)) -> String {
        let mut parts: Vec<String> = jwt().split('.').map(str::to_owned).collect();
        let bytes = URL_SAFE_NO_PAD.decode(&parts[part]).expect("base64url");
        let mut value: Value = serde_json::from_slice(&bytes).expect("JSON");
        edit(&mut value);
        parts[part] = URL_SAFE_NO_PAD.encode(value.to_string());
        parts.join(".")
    }

    #[test]
    fn a_jwt_is_read_back_as_the_badge_it_was_made_of() {
        let read = BadgeJwt::parse(&format!(" {}\n", jwt())).expect("a JWT of ours");
        assert_eq!(read.signed, signed(Case::new().badge()));
        assert_eq!(read.signature(&did(), &keys()), Ok((KEY, [7; 64])));
    }

    #[test]
    fn the_claims_repeat_the_badge() {
        let payload = jwt().split('.').nth(1).map(|part| URL_SAFE_NO_PAD.decode(part)).expect("a part");
        let payload: Value = serde_json::from_slice(&payload.expect("base64url")).expect("JSON");
        assert_eq!(payload["iss"], payload["issuer"]["id"]);
        assert_eq!(payload["jti"], payload["id"]);
        assert_eq!(payload["sub"], payload["credentialSubject"]["id"]);
        assert_eq!(payload["nbf"], 1_768_465_800);
        assert_eq!(payload.get("exp"), None);
        assert_eq!(payload["proof"]["type"], "DataIntegrityProof");
    }

    #[test]
    fn the_way_claims_are_appended_never_changes() {
        let iri = |text: &str| text.parse::<Iri>().expect("an IRI");
        let (issuer, id, subject) = (iri("did:web:h"), iri("https://h/1"), iri("urn:uuid:1"));
        let from = Moment::parse("1970-01-01T00:00:01Z").expect("a moment");
        let until = Moment::parse("1970-01-01T00:00:02Z");
        let claims = Claims { issuer: &issuer, id: &id, subject: &subject, from, until };

        let input = claims.signing_input("{\"a\":1}", &iri("did:web:h#k"));

        let parts = input.split('.').map(|part| URL_SAFE_NO_PAD.decode(part).expect("base64url"));
        let parts: Vec<String> = parts.map(|part| String::from_utf8(part).expect("text")).collect();
        assert_eq!(parts[0], r#"{"alg":"ES256","typ":"JWT","kid":"did:web:h#k"}"#);
        assert_eq!(
            parts[1],
            r#"{"a":1,"iss":"did:web:h","jti":"https://h/1","sub":"urn:uuid:1","nbf":1,"exp":2}"#
        );
    }

    #[test]
    fn a_header_that_no_key_of_ours_made_is_told_apart() {
        let ed25519 = keys().ed25519[0].verification_method(&did()).to_string();
        let foreign = "did:web:other.example#key".to_owned();
        for (member, value, wanted) in [
            ("alg", json!("none"), NotSigned::Algorithm("none".into())),
            ("alg", json!("HS256"), NotSigned::Algorithm("HS256".into())),
            ("alg", json!("ES384"), NotSigned::Algorithm("ES384".into())),
            ("alg", json!("es256"), NotSigned::Algorithm("es256".into())),
            ("jwk", KEY.jwk(&did()), NotSigned::BringsKey),
            ("x5c", json!([]), NotSigned::BringsKey),
            ("kid", json!(null), NotSigned::NoKey),
            ("kid", json!(foreign.clone()), NotSigned::ForeignKey(foreign)),
            ("kid", json!(ed25519.clone()), NotSigned::OtherKind(ed25519)),
        ] {
            let forged = with(0, |header| header[member] = value.clone());
            let read = BadgeJwt::parse(&forged).expect("it has the form of a JWT");
            assert_eq!(read.signature(&did(), &keys()), Err(wanted), "{member} {value}");
        }
        let short = jwt().rsplit_once('.').map(|(input, _)| format!("{input}.AAAA")).expect("three parts");
        let read = BadgeJwt::parse(&short).expect("it has the form of a JWT");
        assert_eq!(read.signature(&did(), &keys()), Err(NotSigned::Changed));
    }

    #[test]
    fn what_is_no_jwt_of_ours_is_told_where() {
        for (text, pointer) in [
            (String::new(), ""),
            ("a.b".into(), ""),
            ("a.b.c".into(), ""),
            ("bnVsbA.bnVsbA.AAAA".into(), "/header"),
            (with(0, |header| header["alg"] = json!(1)), "/header/alg"),
            (with(1, |payload| payload["iss"] = json!("did:web:other.example")), "/iss"),
            (with(1, |payload| payload["exp"] = json!(1)), "/exp"),
            (with(1, |payload| payload["nbf"] = json!("1768465800")), "/nbf"),
            (with(1, |payload| payload["vc"] = json!({})), "/vc"),
            (with(1, |payload| payload["proof"] = json!(null)), "/proof/proofValue"),
        ] {
            let fault = BadgeJwt::parse(&text).expect_err("no JWT of ours");
            assert_eq!(fault.pointer, pointer, "{}", fault.message);
        }
    }
}
