//! `GET /issuers/{organisation}` and `GET /issuers/{organisation}/did.json` and `GET /.well-known/did.json` and `GET /.well-known/jwks.json` and `GET /keys/{key}`: who issues, and the keys of our badges.
//!
//! An organisation that speaks for itself, as endorsers do, has a DID of its own, for which we hold the key.
//! The documents list every key that signed a badge: a key that left them would take its badges along.

mod page;

use cloud::{
    App, Error, Reply, Request,
    page::language,
    public::{self, Keep, PAGE},
    request,
};
use domain::{OrganisationId, Refusal, credential::Profile, letter::Language};

const FORMS: [&str; 3] = ["application/ld+json", "application/json", PAGE];

/// Answers `GET /issuers/{organisation}`, `GET /issuers/{organisation}/did.json`, `GET /.well-known/did.json`,
/// `GET /.well-known/jwks.json` and `GET /keys/{key}`.
///
/// # Errors
/// [`Refusal::NotFound`] for an organisation that issues nothing and for a key that is none of ours.
pub async fn handle(app: &App, request: Request) -> Reply {
    let path = request.uri().path();
    if path.starts_with("/.well-known/") || path.starts_with("/keys/") {
        let (media_type, document) = keys(app, &request).await?;
        return public::document(&request, media_type, document, Keep::Minutes);
    }
    let id: OrganisationId = request::path(&request, "organisation")?;
    if path.ends_with("/did.json") {
        app.table.organisation(id).await?;
        let document = app.badge_keys().await?.did_document(&app.addresses()?.did_of(id));
        return public::document(&request, "application/json", document.to_string(), Keep::Minutes);
    }
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

/// The media type and the text of what publishes keys: the DID's document, all keys of JWTs, or one of them,
/// by its thumbprint.
async fn keys(app: &App, request: &Request) -> Result<(&'static str, String), Error> {
    let (addresses, keys) = (app.addresses()?, app.badge_keys().await?);
    let did = addresses.did();
    Ok(match request.uri().path() {
        "/.well-known/did.json" => ("application/json", keys.did_document(did).to_string()),
        "/.well-known/jwks.json" => ("application/jwk-set+json", keys.jwks(did).to_string()),
        _ => {
            let name: String = request::path(request, "key")?;
            let key = keys.named(&name).ok_or(Refusal::NotFound)?;
            ("application/jwk+json", key.jwk(did).to_string())
        }
    })
}
