//! `GET /ob2/assertions/{award}` and `GET /ob2/badges/{slug}/{version}` and `GET /ob2/issuers/{organisation}`: Open Badges 2.0.
//!
//! For backpacks that know nothing newer. An assertion that was revoked answers 410 and says why; one
//! that its holder keeps private is not there.

use cloud::{
    App, Error, Reply, Request,
    public::{self, Keep},
    request,
};
use domain::{
    AwardId, OrganisationId, Refusal, Slug,
    credential::{Achievement, Profile, Verdict, revoked_assertion},
};
use serde_json::Value;

const FORMS: [&str; 2] = ["application/ld+json", "application/json"];

/// Answers `GET /ob2/assertions/{award}`, `GET /ob2/badges/{slug}/{version}` and
/// `GET /ob2/issuers/{organisation}`.
///
/// # Errors
/// [`Refusal::NotFound`] for what isn't there, and for what its holder keeps private.
pub async fn handle(app: &App, request: Request) -> Reply {
    let form = public::preferred(&request, &FORMS)?;
    let path = request.uri().path().trim_start_matches("/ob2/");
    match path.split('/').next() {
        Some("assertions") => assertion(app, &request, form).await,
        Some("badges") => {
            let class = badge_class(app, &request).await?;
            public::document(&request, form, class.to_string(), Keep::Minutes)
        }
        Some(_) | None => {
            let issuer = issuer(app, &request).await?;
            public::document(&request, form, issuer.to_string(), Keep::Minutes)
        }
    }
}

async fn assertion(app: &App, request: &Request, form: &'static str) -> Reply {
    let id: AwardId = request::path(request, "award")?;

    let issued = app.issued(id).await?;
    if !issued.award.public {
        return Err(Refusal::NotFound.into());
    }
    let addresses = app.addresses()?;

    match app.verdict(&issued).await? {
        Verdict::Valid | Verdict::Expired(_) => {
            let class = (&issued.award.microcredential, issued.award.edition);
            let assertion = issued.signed.badge.assertion(id, class, &addresses);
            public::document(request, form, assertion.to_string(), Keep::Minutes)
        }
        Verdict::Revoked(revocation) => {
            let left = revoked_assertion(id, &revocation.reason, &addresses);
            public::gone(request, form, left.to_string())
        }
        Verdict::Unsound => Err(Refusal::NotFound.into()),
    }
}

async fn badge_class(app: &App, request: &Request) -> Result<Value, Error> {
    let slug: Slug = request::path(request, "slug")?;
    let version: u32 = request::path(request, "version")?;
    let edition = app.table.edition(&slug, version).await?;
    let addresses = app.addresses()?;
    let achievement = Achievement::of(&edition.definition, version, &addresses);
    Ok(achievement.badge_class((&slug, version), edition.issuer, &addresses))
}

async fn issuer(app: &App, request: &Request) -> Result<Value, Error> {
    let id: OrganisationId = request::path(request, "organisation")?;
    let organisation = app.table.organisation(id).await?;
    organisation.must_issue()?;
    let addresses = app.addresses()?;
    Ok(Profile::of(&organisation, &addresses).hosted(id, &addresses))
}
