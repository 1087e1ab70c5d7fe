//! [`Given`]: a badge of another issuer, read as what it says. Nothing of it is believed yet.
//!
//! Open Badges 3.0 comes as JSON or as a JWT (with the credential at the top level, or in a member `vc`), Open Badges 2.0
//! as the JSON of an assertion or as a JWS of one. Nothing is fetched from any address in it.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{NotABadge, jws, proof::Proof};
use crate::{
    AwardId,
    credential::{Addresses, Identity, Kind},
    plain_text,
};

/// The most bytes of a badge as text: pictures inside are large, badges are not.
pub const LONGEST: usize = 128 * 1024;
/// The most characters of a name that is shown, and of an id.
const LONGEST_NAME: usize = 200;
const LONGEST_ID: usize = 500;

/// In which form a badge came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Open Badges 3.0 as JSON.
    Credential,
    /// Open Badges 3.0 as a JWT.
    CredentialJwt,
    /// Open Badges 2.0 as JSON.
    Assertion,
    /// Open Badges 2.0 as a JWS.
    AssertionJws,
}

/// Something that has an id, and perhaps a name.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Named {
    /// Its id, as the badge has it.
    pub id: String,
    /// Its name, on one line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// Whether a badge is made out to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Holder {
    /// To her address.
    Hers,
    /// To another address, or to something that can't be compared.
    Another,
    /// It names no address.
    Unsaid,
}

/// A badge of another issuer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// In which form it came.
    pub form: Form,
    /// Its id.
    pub id: String,
    /// Who it says issued it. Of an assertion that only names its badge class, the site of that.
    pub issuer: Named,
    /// For what.
    pub achievement: Named,
    /// Since when it says it holds.
    pub issued: Timestamp,
    /// Until when, if it ends.
    pub expires: Option<Timestamp>,
    /// Whether it says itself that it was revoked.
    pub revoked: bool,
    /// What is to prove it.
    pub(super) proof: Proof,
    recipients: Vec<Recipient>,
}

/// To whom a badge is made out.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Recipient {
    identity: String,
    /// What was appended before hashing; `None` when it isn't hashed.
    salt: Option<String>,
}

impl Given {
    /// Reads a badge that somebody pasted, or that lay in a file.
    ///
    /// # Errors
    /// [`NotABadge`] says what it is instead, and what to do.
    pub fn read(text: &str, ours: &Addresses) -> Result<Self, NotABadge> {
        let text = text.trim();
        if text.len() > LONGEST {
            return Err(NotABadge::TooLong);
        }
        if text.starts_with("https://") || text.starts_with("http://") {
            return Err(NotABadge::OnlyAnAddress);
        }
        if text.starts_with(['{', '[']) {
            let document: Value = serde_json::from_str(text).map_err(|_| NotABadge::NotJson)?;
            return Self::of(&document, None, ours);
        }
        let (claims, signed) = jws::read(text).ok_or(NotABadge::Nothing)?;
        Self::of(&claims, Some(signed), ours)
    }

    fn of(document: &Value, signed: Option<Proof>, ours: &Addresses) -> Result<Self, NotABadge> {
        if is_assertion(document) {
            return assertion(document, signed, ours);
        }
        // A credential in a JWT of VC 1.1 is a member of its claims.
        let inner = document.get("vc").filter(|vc| signed.is_some() && vc.is_object());
        let credential = inner.unwrap_or(document);
        match Kind::of(credential) {
            Kind::Badge => self::credential(document, credential, signed, ours),
            Kind::Bundle => Err(NotABadge::Bundle),
            Kind::Endorsement => Err(NotABadge::Endorsement),
            Kind::Other => Err(NotABadge::Nothing),
        }
    }

    /// Whether it is made out to that address.
    #[must_use]
    pub fn holder(&self, email: &str) -> Holder {
        match self.recipients.as_slice() {
            [] => Holder::Unsaid,
            some if some.iter().any(|one| one.is(email)) => Holder::Hers,
            _ => Holder::Another,
        }
    }

    /// The day from which on it counts, in UTC.
    #[must_use]
    pub fn day(&self) -> Date {
        self.issued.to_zoned(TimeZone::UTC).date()
    }

    /// The id under which it is counted beside awards: the same badge always has the same.
    #[must_use]
    pub fn counted_as(&self) -> AwardId {
        let mut hash = Sha256::new_with_prefix(self.issuer.id.as_bytes());
        hash.update([0]);
        hash.update(self.id.as_bytes());
        let hash: [u8; 32] = hash.finalize().into();
        AwardId::from_bytes(std::array::from_fn(|place| hash[place]))
    }
}

impl Recipient {
    fn is(&self, email: &str) -> bool {
        match &self.salt {
            None => self.identity.trim_start_matches("mailto:").trim().eq_ignore_ascii_case(email),
            Some(salt) => Identity::of_email(email, salt).hash().eq_ignore_ascii_case(&self.identity),
        }
    }
}

fn is_assertion(document: &Value) -> bool {
    let kinds = document["type"].as_array().into_iter().flatten().chain([&document["type"]]);
    kinds.into_iter().any(|kind| kind == "Assertion")
}

/// Open Badges 3.0; `claims` are those of its JWT, or the document itself.
fn credential(
    claims: &Value,
    document: &Value,
    signed: Option<Proof>,
    ours: &Addresses,
) -> Result<Given, NotABadge> {
    let issuer = named(&document["issuer"]).or_else(|| named(&claims["iss"])).ok_or(lacks("issuer"))?;
    if claims["iss"].as_str().is_some_and(|iss| signed.is_some() && iss != issuer.id) {
        return Err(NotABadge::TwoIssuers);
    }
    let id = id(&document["id"]).or_else(|| id(&claims["jti"])).ok_or(lacks("id"))?;
    must_be_anothers(ours, &[&issuer.id, &id])?;
    let subject = several(&document["credentialSubject"]).first().unwrap_or(&Value::Null);
    let achievement = named(&subject["achievement"]).ok_or(lacks("credentialSubject/achievement/id"))?;
    let issued = first_time(document, &["validFrom", "issuanceDate"])?.or_else(|| seconds(&claims["nbf"]));
    let ends = [first_time(document, &["validUntil", "expirationDate"])?, seconds(&claims["exp"])];
    let form = if signed.is_some() { Form::CredentialJwt } else { Form::Credential };
    Ok(Given {
        form,
        id,
        issuer,
        achievement,
        issued: issued.ok_or(lacks("validFrom"))?,
        expires: ends.into_iter().flatten().min(),
        revoked: false,
        proof: signed.unwrap_or_else(|| Proof::of_document(document)),
        recipients: recipients_of(subject),
    })
}

/// Open Badges 2.0.
fn assertion(document: &Value, signed: Option<Proof>, ours: &Addresses) -> Result<Given, NotABadge> {
    let id = id(&document["id"]).ok_or(lacks("id"))?;
    let achievement = named(&document["badge"]).ok_or(lacks("badge"))?;
    let issuer =
        named(&document["badge"]["issuer"]).or_else(|| site(&achievement.id)).ok_or(lacks("badge/issuer"))?;
    must_be_anothers(ours, &[&issuer.id, &id, &achievement.id])?;
    let form = if signed.is_some() { Form::AssertionJws } else { Form::Assertion };
    Ok(Given {
        form,
        id,
        issuer,
        achievement,
        issued: first_time(document, &["issuedOn"])?.ok_or(lacks("issuedOn"))?,
        expires: first_time(document, &["expires"])?,
        revoked: document["revoked"] == true,
        proof: signed.unwrap_or(Proof::Hosted),
        recipients: recipient(&document["recipient"], "identity", "type").into_iter().collect(),
    })
}

const fn lacks(member: &'static str) -> NotABadge {
    NotABadge::Lacks(member)
}

/// What is ours counts by itself, and is verified elsewhere.
fn must_be_anothers(ours: &Addresses, ids: &[&str]) -> Result<(), NotABadge> {
    if ids.iter().any(|id| ours.names(id)) { Err(NotABadge::Ours) } else { Ok(()) }
}

fn named(value: &Value) -> Option<Named> {
    match value {
        Value::String(_) => Some(Named { id: id(value)?, name: None }),
        Value::Object(members) => {
            let name = members.get("name").and_then(Value::as_str);
            let name =
                name.map(|name| plain_text::line_within(name, LONGEST_NAME)).filter(|name| !name.is_empty());
            Some(Named { id: id(members.get("id")?)?, name })
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => None,
    }
}

/// An id: a text without white space that isn't too long to be one.
fn id(value: &Value) -> Option<String> {
    let text = value.as_str().filter(|text| !text.is_empty() && text.chars().count() <= LONGEST_ID)?;
    let is_plain = !plain_text::has_hidden(text) && !text.contains(char::is_whitespace);
    is_plain.then(|| text.to_owned())
}

/// The site of an address, as an issuer without a name.
fn site(address: &str) -> Option<Named> {
    let (scheme, rest) = address.split_once("://")?;
    let host = rest.split(['/', '?', '#']).next().filter(|host| !host.is_empty())?;
    Some(Named { id: format!("{scheme}://{host}"), name: None })
}

/// The time in the first of these members that is there.
fn first_time(document: &Value, names: &[&'static str]) -> Result<Option<Timestamp>, NotABadge> {
    let Some(name) = names.iter().find(|name| document.get(**name).is_some_and(|value| !value.is_null()))
    else {
        return Ok(None);
    };
    document[*name].as_str().and_then(time).map(Some).ok_or(NotABadge::NoTime(name))
}

/// A time, or the beginning of a day in UTC.
fn time(text: &str) -> Option<Timestamp> {
    let of_day = || text.parse::<Date>().ok()?.to_zoned(TimeZone::UTC).ok().map(|day| day.timestamp());
    text.parse().ok().or_else(of_day)
}

fn seconds(value: &Value) -> Option<Timestamp> {
    Timestamp::from_second(value.as_i64()?).ok()
}

/// What stands alone or in a list.
fn several(value: &Value) -> &[Value] {
    value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice)
}

/// The addresses in the identifiers of a subject, and one that is its id.
fn recipients_of(subject: &Value) -> Vec<Recipient> {
    let identified = several(&subject["identifier"])
        .iter()
        .filter_map(|one| recipient(one, "identityHash", "identityType"));
    let mailto = subject["id"].as_str().filter(|id| id.starts_with("mailto:"));
    let by_id = mailto.map(|id| Recipient { identity: id.to_owned(), salt: None });
    identified.chain(by_id).collect()
}

/// To whom `value` says that a badge is made out, when it is an address.
fn recipient(value: &Value, identity: &str, kind: &str) -> Option<Recipient> {
    let is_address = matches!(value[kind].as_str(), Some("email" | "emailAddress"));
    let identity = value[identity].as_str().filter(|_| is_address)?.to_owned();
    let salt = value["salt"].as_str().unwrap_or_default().to_owned();
    let is_hashed = value["hashed"].as_bool().unwrap_or_else(|| identity.contains('$'));
    Some(Recipient { identity, salt: is_hashed.then_some(salt) })
}
