//! `PUT /api/awards/{award}/visibility`: the holder lets the public see her badge, with or without her name.
//!
//! It holds at once: pages and images ask the table each time. What somebody downloaded before stays hers.

use cloud::{
    App, Reply, Request, reply, request,
    table::{Commit, keys::Key},
    wire::AwardLine,
};
use domain::{
    AwardId,
    audit::{Actor, Deed},
    award::Award,
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    version: u64,
    public: bool,
    named: bool,
}

/// Answers `PUT /api/awards/{award}/visibility`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for an award that is somebody else's; [`domain::Refusal::Stale`] when it
/// changed meanwhile.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: AwardId = request::path(&request, "award")?;
    let asked: Asked = request::json(app, &request, "save-visibility")?;

    let award: Award = app.table.load(Key::Award(id)).await?;
    award.must_belong_to(caller)?;
    award.must_be_at(asked.version)?;

    let award = award.shown(asked.public, asked.named);

    let detail = json!({"award": id, "public": asked.public, "named": asked.named});
    let deed = Deed::new("visibility-changed", detail, Actor::Person(caller), app.now());
    app.table.commit(Commit::new().replace(&award)?.deed(award.submission, deed)).await?;

    let issuer = app.table.organisation(award.issuer).await?;
    reply::ok(&AwardLine::of(app, &award, &issuer).await?)
}
