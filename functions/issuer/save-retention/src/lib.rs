//! `PUT /api/organisations/{organisation}/retention`: for how long an issuer keeps files after a submission ended.
//!
//! Scores and digests stay; the files are deleted once a submission was decided, or taken back, that many days ago.

use cloud::{
    App, Reply, Request, reply, request,
    table::{Commit, keys::Key},
    wire::OrganisationView,
};
use domain::{
    OrganisationId,
    audit::{Actor, Deed},
    person::{MediaDays, Organisation, Role},
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    version: u64,
    media_days: u16,
}

/// Answers `PUT /api/organisations/{organisation}/retention`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for who doesn't administer the issuer; [`domain::Refusal::Invalid`] for a time that is too
/// short or too long; [`domain::Refusal::Stale`] when somebody changed it meanwhile.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: OrganisationId = request::path(&request, "organisation")?;
    let asked: Asked = request::json(app, &request, "save-retention")?;

    app.table.person(caller).await?.must_be(&[Role::Administrator], id)?;
    let organisation: Organisation = app.table.load(Key::Organisation(id)).await?;
    organisation.must_issue()?;

    let days = MediaDays::new(asked.media_days)?;
    if organisation.media_days == days {
        // Saved before, or never changed.
        return reply::ok(&OrganisationView::from(organisation));
    }
    organisation.must_be_at(asked.version)?;
    let saved = organisation.keeping(days);

    let detail = json!({"mediaDays": days.days()});
    let deed = Deed::new("retention-saved", detail, Actor::Person(caller), app.now());
    app.table.commit(Commit::new().replace(&saved)?.deed(id, deed)).await?;
    reply::ok(&OrganisationView::from(saved))
}
