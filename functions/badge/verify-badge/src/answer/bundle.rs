//! Of a bundle: its own signature, and every badge in it as if it had been given alone.

use cloud::{App, Error};
use domain::credential::{Addresses, BundleFacts, SignedClr, Verification};
use serde_json::{Value, json};

use super::{Answer, Asked, verified};

pub(super) async fn answer(
    app: &App,
    addresses: &Addresses,
    signed: SignedClr,
    asked: &Asked<'_>,
) -> Result<Answer, Error> {
    // Whose it is, is asked of the bundle as a whole.
    let alone = Asked { email: None, language: asked.language };
    let mut badges = Vec::new();
    for badge in &signed.clr.badges {
        let signature = app.signature_of(badge).await?;
        badges.push(verified(app, addresses, (badge, signature), None, &alone).await?);
    }

    let facts = BundleFacts {
        signature: app.signature_under(addresses.did(), &signed.proof, signed.hash_data()).await?,
        addresses,
        badges: &badges,
        email: asked.email,
        language: asked.language,
        now: app.now(),
    };
    let verification = Verification::of_bundle(&signed, &facts);
    Ok(Answer::Bundle { verification, bundle: Box::new(signed), badges })
}

pub(super) fn json(verification: &Verification, signed: &SignedClr, badges: &[Verification]) -> Value {
    let clr = &signed.clr;
    let badges = clr.badges.iter().zip(badges).map(|(signed, verification)| {
        let badge = &signed.badge;
        json!({"id": badge.id.as_str(), "name": badge.name, "valid": verification.valid})
    });
    json!({
        "valid": verification.valid,
        "checks": verification.checks,
        "bundle": {
            "id": clr.id.as_str(),
            "name": clr.name,
            "issuer": clr.issuer.name,
            "badges": badges.collect::<Vec<_>>(),
        },
    })
}
