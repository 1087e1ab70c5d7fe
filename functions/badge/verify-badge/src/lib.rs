//! `POST /api/verify`: says of a badge, item by item, whether it is ours and stands.
//!
//! Takes the badge itself, or the address or id of one of ours. Only our own keys and records are
//! asked: nothing is fetched from an address in the badge, and no key in it is believed.

use cloud::{App, Failure, Reply, Request, reply, request, table::keys::Key};
use domain::{
    AwardId, Refusal,
    award::{Award, Standing},
    credential::{Addresses, Facts, SignedBadge, Verification},
};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Deserialize)]
struct Asked {
    credential: Option<Value>,
    id: Option<String>,
    email: Option<String>,
}

/// Answers `POST /api/verify`.
///
/// # Errors
/// [`Refusal::NotFound`] for an id under which nothing is public; [`Refusal::Invalid`] for a body of
/// another shape. A badge that doesn't verify is an answer, not an error.
pub async fn handle(app: &App, request: Request) -> Reply {
    let asked: Asked = request::json(app, &request, "verify-badge")?;
    let email = asked.email.as_deref();

    match (asked.credential, asked.id) {
        (Some(document), _) => pasted(app, &document, email).await,
        (None, Some(id)) => stored(app, &id, email).await,
        (None, None) => Err(Refusal::NotFound.into()),
    }
}

/// Whoever can paste a badge was given it by its holder, so the answer may be full.
async fn pasted(app: &App, document: &Value, email: Option<&str>) -> Reply {
    let signed = match SignedBadge::from_json(document) {
        Ok(signed) => signed,
        Err(fault) => return reply::ok(&Verification::of_another(&fault)),
    };

    let addresses = app.addresses()?;
    let standing = standing(app, &addresses, &signed).await?;

    let facts = Facts {
        signature_holds: app.vouches_for(&signed)?,
        addresses: &addresses,
        standing: standing.as_ref(),
        email,
        now: app.now(),
    };
    full_answer(&signed, &Verification::of(&signed, &facts))
}

/// Of a badge that its holder keeps private, only whether it is valid is said.
async fn stored(app: &App, id: &str, email: Option<&str>) -> Reply {
    let addresses = app.addresses()?;
    let id = award_of(&addresses, id).ok_or(Refusal::NotFound)?;

    let issued = app.issued(id).await?;

    let facts = Facts {
        signature_holds: app.vouches_for(&issued.signed)?,
        addresses: &addresses,
        standing: Some(&issued.standing),
        // Whether a private badge is a certain person's is nobody's business.
        email: email.filter(|_| issued.award.public),
        now: app.now(),
    };
    let verification = Verification::of(&issued.signed, &facts);
    if issued.award.public {
        full_answer(&issued.signed, &verification)
    } else {
        reply::ok(&json!({"valid": verification.valid}))
    }
}

fn full_answer(signed: &SignedBadge, verification: &Verification) -> Reply {
    let badge = &signed.badge;
    reply::ok(&json!({
        "valid": verification.valid,
        "checks": verification.checks,
        "badge": {
            "id": badge.id.as_str(),
            "name": badge.name,
            "issuer": badge.issuer.name,
            "achievement": badge.subject.achievement.id.as_str(),
            "awarded": badge.awarded.to_string(),
        },
    }))
}

/// How the award of a pasted badge stands, if we hold it.
async fn standing(
    app: &App,
    addresses: &Addresses,
    signed: &SignedBadge,
) -> Result<Option<Standing>, Failure> {
    let Some(id) = addresses.award_of(&signed.badge.id) else { return Ok(None) };
    let award: Option<Award> = app.table.find(Key::Award(id)).await?;
    Ok(award.and_then(|award| award.standing().cloned()))
}

/// The award meant by an id or by the address of its badge.
fn award_of(addresses: &Addresses, text: &str) -> Option<AwardId> {
    let text = text.trim();
    text.parse().ok().or_else(|| addresses.award_of(&text.parse().ok()?))
}
