//! `POST /api/microcredentials/{slug}/versions/{version}/endorsements`: an organisation stands by a version.
//!
//! What is said is signed by `sign-awards`, in the endorser's own name, and public from then on. The same said
//! twice is said once.

use cloud::{
    App, Reply, Request, reply, request,
    table::{Commit, keys::Key},
    wire::EndorsementView,
};
use domain::{
    OrganisationId, Refusal, Slug,
    audit::{Actor, Deed},
    endorsement::{Endorsement, State},
    person::Role,
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    organisation: OrganisationId,
    comment: String,
}

/// Answers `POST /api/microcredentials/{slug}/versions/{version}/endorsements`.
///
/// # Errors
/// [`Refusal::NotFound`] for who is no endorser of that organisation, and for a version that isn't published;
/// [`Refusal::Forbidden`] for its own issuer; [`Refusal::WrongState`] while the organisation says something else.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let slug: Slug = request::path(&request, "slug")?;
    let version: u32 = request::path(&request, "version")?;
    let asked: Asked = request::json(app, &request, "endorse")?;

    app.table.person(caller).await?.must_be(&[Role::Endorser], asked.organisation)?;
    let edition = app.table.edition(&slug, version).await?;
    let former: Option<Endorsement> =
        app.table.find(Key::Endorsement(slug.clone(), version, asked.organisation)).await?;

    if edition.issuer == asked.organisation {
        let sentence = "You published it yourselves. An endorsement is the word of somebody else.";
        return Err(Refusal::Forbidden(sentence.into()).into());
    }
    let new = Endorsement {
        microcredential: slug.clone(),
        edition: version,
        endorser: asked.organisation,
        version: 1,
        by: caller,
        comment: asked.comment.trim().to_owned(),
        at: app.now(),
        state: State::Awaited,
    };
    let said = Endorsement::said(former.clone(), new)?;
    if former.as_ref() == Some(&said) {
        return reply::ok(&EndorsementView::of(&said));
    }
    let detail = json!({"version": version, "endorser": asked.organisation, "comment": said.comment});
    let deed = Deed::new("endorsed", detail, Actor::Person(caller), app.now());

    app.table.commit(Commit::new().save(&said)?.deed(&slug, deed)).await?;

    reply::created(&EndorsementView::of(&said))
}
