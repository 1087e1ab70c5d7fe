//! `GET /achievements/{slug}/{version}/endorsements/{organisation}`: what an organisation says for a version, signed.
//!
//! Until it is signed there is nothing here. One that was taken back is gone: 410.

use cloud::{
    App, Reply, Request,
    public::{self, Keep},
    request,
    table::keys::Key,
};
use domain::{
    OrganisationId, Refusal, Slug,
    endorsement::{Endorsement, State},
};

const FORMS: [&str; 3] = ["application/vc+ld+json", "application/ld+json", "application/json"];

/// Answers `GET /achievements/{slug}/{version}/endorsements/{organisation}`.
///
/// # Errors
/// [`Refusal::NotFound`] where nothing is said, or not signed yet; [`Refusal::Gone`] for what was taken back.
pub async fn handle(app: &App, request: Request) -> Reply {
    let slug: Slug = request::path(&request, "slug")?;
    let version: u32 = request::path(&request, "version")?;
    let organisation: OrganisationId = request::path(&request, "organisation")?;
    let form = public::preferred(&request, &FORMS)?;

    let endorsement: Endorsement = app.table.load(Key::Endorsement(slug, version, organisation)).await?;

    match endorsement.state {
        State::Awaited => Err(Refusal::NotFound.into()),
        State::Withdrawn { .. } => {
            Err(Refusal::Gone("This endorsement was taken back by who gave it.".into()).into())
        }
        State::Signed { credential, .. } => public::document(&request, form, credential, Keep::Minutes),
    }
}
