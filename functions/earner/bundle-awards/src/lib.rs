//! `POST /api/bundles`: an earner asks to have awards of hers signed together (Comprehensive Learner Record 2.0).
//!
//! `sign-awards` signs the bundle; `read-bundle` hands it out. Each badge in it keeps its own proof and status.
//! The same awards are the same bundle, however often she asks.

use cloud::{
    App, Reply, Request, reply, request,
    table::{Commit, keys::Key},
    wire::BundleView,
};
use domain::{
    AwardId, BundleId,
    audit::{Actor, Deed},
    award::Award,
    bundle::Bundle,
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    awards: Vec<AwardId>,
}

/// Answers `POST /api/bundles`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for an award that isn't hers; [`domain::Refusal::Invalid`] with every one that
/// can't be in a bundle: being signed, revoked, or of a version that is in it already.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let asked: Asked = request::json(app, &request, "bundle-awards")?;

    let mut chosen = Vec::new();
    for id in asked.awards {
        chosen.push(app.table.load::<Award>(Key::Award(id)).await?);
    }
    let held = app.table.awards_of(caller).await?.len();

    let bundle = Bundle::ask(named(&chosen, held), caller, &chosen, held, app.now())?;
    if let Some(known) = app.table.find::<Bundle>(Key::Bundle(caller, bundle.id)).await? {
        return reply::accepted(&BundleView::of(&known));
    }
    let detail = json!({"bundle": bundle.id, "awards": bundle.awards});
    let deed = Deed::new("bundle-asked", detail, Actor::Person(caller), app.now());

    app.table.commit(Commit::new().create(&bundle)?.deed(caller, deed)).await?;

    reply::accepted(&BundleView::of(&bundle))
}

/// The id of the bundle of these awards, out of `held` in all. It is found only together with its earner's, so
/// nobody gains by guessing it.
fn named(chosen: &[Award], held: usize) -> BundleId {
    let latest = chosen.iter().map(|award| award.decided).max().unwrap_or_default();
    let mixed = chosen
        .iter()
        .fold(held as u128, |mixed, award| mixed.rotate_left(7) ^ u128::from_be_bytes(award.id.to_bytes()));
    BundleId::from_parts(latest, mixed)
}
