//! What is said of a badge, a bundle or an endorsement. Only our own keys and records are asked: nothing is fetched from an address
//! in it, and no key in it is believed.

mod bundle;
mod endorsement;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use cloud::{App, Error, OrFailure, badges::Issued, table::keys::Key};
use domain::{
    AwardId, Fault, Refusal,
    award::{Award, Standing},
    credential::{
        Addresses, BadgeJwt, Facts, Foreign, Iri, Kind, NotSigned, SignedBadge, SignedClr, SignedEndorsement,
        Verification, changes,
    },
    letter::Language,
};
use serde_json::{Value, json};

use crate::given::Given;

/// What is said of what was given.
#[derive(Debug)]
pub(crate) enum Answer {
    /// Of a badge as we write them.
    Ours {
        verification: Verification,
        /// The badge, unless its holder keeps it private.
        badge: Option<Box<SignedBadge>>,
    },
    /// Of a bundle as we write them, and of each badge in it.
    Bundle { verification: Verification, bundle: Box<SignedClr>, badges: Vec<Verification> },
    /// Of an endorsement as we write them.
    Endorsement { verification: Verification, endorsement: Box<SignedEndorsement> },
    /// Of what is no badge, or was ours before it was changed.
    Changed(Verification),
    /// Of another issuer's badge, which was read only.
    Foreign(Foreign),
    /// We know nothing of that name.
    Unknown,
}

/// Who asks for what.
pub(crate) struct Asked<'a> {
    pub(crate) email: Option<&'a str>,
    pub(crate) language: Language,
}

impl Answer {
    /// Says of what was given what can be said.
    pub(crate) async fn to(app: &App, given: &Given, asked: &Asked<'_>) -> Result<Self, Error> {
        match given {
            Given::Document(document) => of_document(app, document, asked).await,
            Given::Jwt(text) => of_jwt(app, text, asked).await,
            Given::Name(name) => of_name(app, name, asked).await,
        }
    }

    /// The answer for programs.
    pub(crate) fn json(&self) -> Value {
        match self {
            Self::Ours { verification, badge: None } => json!({"valid": verification.valid}),
            Self::Ours { verification, badge: Some(signed) } => {
                let badge = &signed.badge;
                json!({
                    "valid": verification.valid,
                    "checks": verification.checks,
                    "badge": {
                        "id": badge.id.as_str(),
                        "name": badge.name,
                        "issuer": badge.issuer.name,
                        "achievement": badge.subject.achievement.id.as_str(),
                        "awarded": badge.awarded.to_string(),
                    },
                })
            }
            Self::Bundle { verification, bundle, badges } => bundle::json(verification, bundle, badges),
            Self::Endorsement { verification, endorsement } => endorsement::json(verification, endorsement),
            Self::Changed(verification) => json!(verification),
            Self::Foreign(foreign) => json!({"valid": false, "checks": [], "foreign": foreign}),
            Self::Unknown => json!({"valid": false, "checks": []}),
        }
    }
}

/// Whoever can paste a badge was given it by its holder, so the answer may be full.
async fn of_document(app: &App, document: &Value, asked: &Asked<'_>) -> Result<Answer, Error> {
    let addresses = app.addresses()?;
    if let Some(award) = assertion_of(&addresses, document) {
        return of_award(app, &addresses, award, asked).await;
    }
    match Kind::of(document) {
        Kind::Badge | Kind::Other => match SignedBadge::from_json(document) {
            Ok(signed) => {
                let signature = app.signature_of(&signed).await?;
                of_badge(app, &addresses, (signed, signature), Some(document), asked).await
            }
            Err(fault) => Ok(not_ours(document, &fault, &addresses, asked)),
        },
        Kind::Bundle => match SignedClr::from_json(document) {
            Ok(signed) => bundle::answer(app, &addresses, signed, asked).await,
            Err(fault) => Ok(not_ours(document, &fault, &addresses, asked)),
        },
        Kind::Endorsement => match SignedEndorsement::from_json(document) {
            Ok(signed) => endorsement::answer(app, &addresses, signed, asked).await,
            Err(fault) => Ok(not_ours(document, &fault, &addresses, asked)),
        },
    }
}

/// Of what is not as we write it: somebody else's is read, and ours was changed.
fn not_ours(document: &Value, fault: &Fault, addresses: &Addresses, asked: &Asked<'_>) -> Answer {
    match Foreign::read(document, addresses.did()) {
        Some(foreign) => Answer::Foreign(foreign),
        None => Answer::Changed(Verification::of_another(fault, asked.language)),
    }
}

/// A JWT of ours is checked as a badge is; of one of others what it says is read.
async fn of_jwt(app: &App, text: &str, asked: &Asked<'_>) -> Result<Answer, Error> {
    let addresses = app.addresses()?;
    match BadgeJwt::parse(text) {
        Ok(jwt) => {
            let signature = app.signature_of_jwt(&jwt).await?;
            of_badge(app, &addresses, (jwt.signed, signature), None, asked).await
        }
        Err(fault) => {
            let claims = text.split('.').nth(1).and_then(|claims| URL_SAFE_NO_PAD.decode(claims).ok());
            let claims: Option<Value> = claims.and_then(|claims| serde_json::from_slice(&claims).ok());
            Ok(not_ours(&claims.unwrap_or_default(), &fault, &addresses, asked))
        }
    }
}

/// The answer about a badge as we write them, and whether we signed it; `document` is it as it was pasted.
async fn of_badge(
    app: &App,
    addresses: &Addresses,
    (signed, signature): (SignedBadge, Result<(), NotSigned>),
    document: Option<&Value>,
    asked: &Asked<'_>,
) -> Result<Answer, Error> {
    let verification = verified(app, addresses, (&signed, signature), document, asked).await?;
    Ok(Answer::Ours { verification, badge: Some(Box::new(signed)) })
}

async fn verified(
    app: &App,
    addresses: &Addresses,
    (signed, signature): (&SignedBadge, Result<(), NotSigned>),
    document: Option<&Value>,
    asked: &Asked<'_>,
) -> Result<Verification, Error> {
    let (stored, erased) = match addresses.award_of(&signed.badge.id) {
        Some(id) => match found(app, id).await? {
            None if signature.is_ok() => (None, standing_of_erased(app, id).await?),
            stored => (stored, None),
        },
        None => (None, None),
    };
    let changed = match (&stored, document) {
        (Some(issued), Some(document)) if signature.is_err() && issued.award.public => {
            changed(issued, document)?
        }
        (Some(_) | None, Some(_) | None) => Vec::new(),
    };

    // Who wrote a private award's id into a badge of her own learns nothing of it.
    let may_know = |issued: &&Issued| signature.is_ok() || issued.award.public;
    let standing = stored.as_ref().filter(may_know).map(|issued| &issued.standing).or(erased.as_ref());
    let facts = Facts {
        signature,
        addresses,
        standing,
        changed: &changed,
        email: asked.email,
        language: asked.language,
        now: app.now(),
    };
    Ok(Verification::of(signed, &facts))
}

async fn of_name(app: &App, name: &str, asked: &Asked<'_>) -> Result<Answer, Error> {
    let addresses = app.addresses()?;
    match award_of(&addresses, name) {
        Some(id) => of_award(app, &addresses, id, asked).await,
        None => Ok(Answer::Unknown),
    }
}

/// Of a badge that its holder keeps private, only whether it is valid is said.
async fn of_award(app: &App, addresses: &Addresses, id: AwardId, asked: &Asked<'_>) -> Result<Answer, Error> {
    let Some(issued) = found(app, id).await? else { return Ok(Answer::Unknown) };
    let is_open = issued.award.public;

    let facts = Facts {
        signature: app.signature_of(&issued.signed).await?,
        addresses,
        standing: Some(&issued.standing),
        changed: &[],
        // Whether a private badge is a certain person's is nobody's business.
        email: asked.email.filter(|_| is_open),
        language: asked.language,
        now: app.now(),
    };
    let verification = Verification::of(&issued.signed, &facts);
    Ok(Answer::Ours { verification, badge: is_open.then(|| Box::new(issued.signed)) })
}

/// The award with its badge, if it is signed.
async fn found(app: &App, id: AwardId) -> Result<Option<Issued>, Error> {
    match app.issued(id).await {
        Ok(issued) => Ok(Some(issued)),
        Err(Error::Refusal(Refusal::NotFound)) => Ok(None),
        Err(other) => Err(other),
    }
}

/// How an award stands whose holder had it erased: a copy of its badge holds as long as it wasn't revoked.
async fn standing_of_erased(app: &App, id: AwardId) -> Result<Option<Standing>, Error> {
    let award: Option<Award> = app.table.find(Key::Award(id)).await?;
    Ok(award.filter(|award| award.erased.is_some()).and_then(|award| award.standing().cloned()))
}

/// Where a badge differs from the one that we issued.
fn changed(issued: &Issued, document: &Value) -> Result<Vec<String>, Error> {
    let stored: Value = serde_json::from_str(&issued.text).or_failure("a stored badge is not JSON")?;
    Ok(changes(&stored, document))
}

/// The award that an Open Badges 2.0 assertion of ours is of.
fn assertion_of(addresses: &Addresses, document: &Value) -> Option<AwardId> {
    let id = document["id"].as_str().filter(|_| document["type"] == "Assertion")?;
    addresses.award_of_assertion(&id.parse().ok()?)
}

/// The award meant by an id, or by the address of its badge in one of its forms.
fn award_of(addresses: &Addresses, text: &str) -> Option<AwardId> {
    let text = text.split(['?', '#']).next().unwrap_or(text).trim_end_matches('/');
    let bare = [".json", ".jwt", ".png", ".svg", ".html"].iter().find_map(|ending| text.strip_suffix(ending));
    let text = with_large_id(bare.unwrap_or(text));
    // Browsers show addresses without their scheme.
    text.parse().ok().or_else(|| {
        ["", "https://", "http://"].iter().find_map(|scheme| {
            let address: Iri = format!("{scheme}{text}").parse().ok()?;
            addresses.award_of(&address).or_else(|| addresses.award_of_assertion(&address))
        })
    })
}

/// With the id of an award as we write it, though somebody typed it in small letters.
fn with_large_id(text: &str) -> String {
    match text.to_ascii_lowercase().rfind("awd_") {
        Some(at) => format!("{}awd_{}", &text[..at], text[at + 4..].to_ascii_uppercase()),
        None => text.to_owned(),
    }
}
