//! Signing an earner's chosen badges together.

use cloud::{
    App, Error,
    badges::Issued,
    table::{Commit, bundles::BundleText, keys::Key},
};
use domain::{
    audit::{Actor, Deed},
    bundle::{Bundle, State},
    credential::{Clr, SignedBadge, SignedClr},
};
use serde_json::json;

/// Signs a bundle that waits. What was revoked since it was asked for is left out; with nothing left, it is void.
pub(crate) async fn publish(app: &App, key: Key) -> Result<(), Error> {
    let Some(bundle) = app.table.find::<Bundle>(key).await? else { return Ok(()) };
    if bundle.state != State::Awaited {
        return Ok(());
    }
    let mut issued = Vec::new();
    for award in &bundle.awards {
        issued.push(app.issued(*award).await?);
    }
    issued.retain(|issued| issued.standing.revocation().is_none());

    let detail = json!({"bundle": bundle.id, "awards": issued.len()});
    let deed = Deed::new("bundle-signed", detail, Actor::function("sign-awards"), app.now());
    let (earner, mut commit) = (bundle.earner, Commit::new());
    let moved = match issued.last().map(|issued| issued.award.issuer) {
        None => bundle.void(app.now()),
        Some(issuer) => {
            let issuer = app.table.organisation(issuer).await?;
            let text = signed(app, Clr::of(&bundle, badges(issued), &issuer, &app.addresses()?)).await?;
            commit = commit.create(&BundleText::new(&bundle, &text))?;
            bundle.signed(app.now())
        }
    };
    let Some(moved) = moved else { return Ok(()) };

    // Lost: another run signed it meanwhile.
    let _ = app.table.try_commit(commit.replace(&moved)?.deed(earner, deed)).await?;
    Ok(())
}

fn badges(issued: Vec<Issued>) -> Vec<SignedBadge> {
    issued.into_iter().map(|issued| issued.signed).collect()
}

async fn signed(app: &App, clr: Clr) -> Result<String, Error> {
    let proof = app.prove(|config| clr.hash_data(config)).await?;
    Ok(SignedClr { clr, proof }.to_text())
}
