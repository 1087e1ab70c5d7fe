//! `GET /issuers/{organisation}` and `GET /.well-known/did.json`: who issues, and the keys of our badges.
//!
//! The DID's document lists every key that signed a badge: a key that left it would take its badges along.

mod page;

use cloud::{
    App, Reply, Request,
    page::language,
    public::{self, Keep, PAGE},
    request,
};
use domain::{
    OrganisationId,
    credential::{Profile, PublicKey, did_document},
    letter::Language,
};

const FORMS: [&str; 3] = ["application/ld+json", "application/json", PAGE];

/// Answers `GET /issuers/{organisation}` and `GET /.well-known/did.json`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for an organisation that issues nothing.
pub async fn handle(app: &App, request: Request) -> Reply {
    if request.uri().path() == "/.well-known/did.json" {
        let keys: Vec<PublicKey> = app.badge_keys().collect();
        let document = did_document(app.addresses()?.did(), &keys);
        return public::document(&request, "application/json", document.to_string(), Keep::Minutes);
    }
    let id: OrganisationId = request::path(&request, "organisation")?;
    let form = public::preferred(&request, &FORMS)?;

    let organisation = app.table.organisation(id).await?;
    organisation.must_issue()?;

    let profile = Profile::of(&organisation, &app.addresses()?);
    if form == PAGE {
        return page::of(&organisation, &profile, language(&request, Language::En))
            .reply(&request, Keep::Minutes);
    }
    public::document(&request, form, profile.to_json().to_string(), Keep::Minutes)
}
