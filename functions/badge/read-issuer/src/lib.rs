//! `GET /issuers/{organisation}` and `GET /.well-known/did.json`: who issues, and the keys of our badges.
//!
//! The DID's document lists every key that signed a badge: a key that left it would take its badges along.

use cloud::{
    App, Reply, Request,
    page::Page,
    public::{self, Keep, PAGE},
    request,
};
use domain::{
    OrganisationId, Refusal,
    credential::{Profile, PublicKey, did_document},
    person::{Organisation, OrganisationKind},
};
use maud::{Markup, html};

const FORMS: [&str; 3] = ["application/ld+json", "application/json", PAGE];

/// Answers `GET /issuers/{organisation}` and `GET /.well-known/did.json`.
///
/// # Errors
/// [`Refusal::NotFound`] for an organisation that issues nothing.
pub async fn handle(app: &App, request: Request) -> Reply {
    if request.uri().path() == "/.well-known/did.json" {
        let keys: Vec<PublicKey> = app.badge_keys().collect();
        let document = did_document(app.addresses()?.did(), &keys);
        return public::document(&request, "application/json", document.to_string(), Keep::Minutes);
    }
    let id: OrganisationId = request::path(&request, "organisation")?;
    let form = public::preferred(&request, &FORMS)?;

    let organisation = app.table.organisation(id).await?;
    if organisation.kind != OrganisationKind::Issuer {
        return Err(Refusal::NotFound.into());
    }

    let profile = Profile::of(&organisation, &app.addresses()?);
    if form == PAGE {
        return page(&organisation, &profile).reply(&request, Keep::Minutes);
    }
    public::document(&request, form, profile.to_json().to_string(), Keep::Minutes)
}

fn page<'a>(organisation: &'a Organisation, profile: &Profile) -> Page<'a> {
    Page {
        title: organisation.name.as_str(),
        data: Some(("application/ld+json", "?format=json")),
        listed: true,
        content: content(organisation, profile),
    }
}

fn content(organisation: &Organisation, profile: &Profile) -> Markup {
    html! {
        h1 { (organisation.name) }
        p { "Issues micro-credentials for educators as Open Badges." }
        p { "On the web: " a href=(organisation.url) rel="noopener" { (organisation.url) } }
        p { "Questions about a badge: " (organisation.contact) }
        p.soft { "Its badges are signed as " code { (profile.id) } "." }
    }
}
