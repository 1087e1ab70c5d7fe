//! `GET /achievements/{slug}/{version}` and `GET /achievements/{slug}` and `GET /achievements/{slug}/{version}/{file}`: what a badge is given for.
//!
//! As data, as a page, and as pictures. A published version never changes. What others say for it may. Without a
//! version it is the newest one.

mod page;
mod pictures;

use cloud::{
    App, Failure, Reply, Request,
    page::language,
    public::{self, Keep, PAGE},
    request,
    table::{definitions::Newest, keys::Key},
};
use domain::{Slug, credential::Achievement, letter::Language, microcredential::Edition};

const FORMS: [&str; 3] = ["application/ld+json", "application/json", PAGE];

/// Answers `GET /achievements/{slug}/{version}`, `GET /achievements/{slug}` and
/// `GET /achievements/{slug}/{version}/{file}`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for a version that isn't published, and for another file.
pub async fn handle(app: &App, request: Request) -> Reply {
    let slug: Slug = request::path(&request, "slug")?;
    let version: Option<u32> = request::maybe_path(&request, "version")?;
    let picture = request::path::<String>(&request, "file").ok();
    let form = public::preferred(&request, &FORMS)?;

    let edition = match version {
        Some(version) => app.table.edition(&slug, version).await?,
        None => app.table.newest(&slug).await?,
    };

    let achievement = Achievement::of(&edition.definition, edition.version, &app.addresses()?);
    if let Some(file) = picture {
        let issuer = app.table.organisation(edition.issuer).await?;
        return pictures::reply(&request, &file, &slug, &achievement, issuer.name.as_str());
    }
    let achievement = achievement.endorsed(app.endorsements(&slug, edition.version).await?);
    if form == PAGE {
        let language = language(&request, Language::of(&achievement.language));
        let issuer = app.table.organisation(edition.issuer).await?;
        let members = members(app, &edition).await?;
        let (achievement, edition, issuer) = (&achievement, &*edition, &issuer);
        let shown = page::Shown { achievement, edition, issuer, members: &members, language };
        return shown.page().reply(&request, Keep::Minutes);
    }
    public::document(&request, form, achievement.to_json().to_string(), Keep::Minutes)
}

/// What a stack is made of, in its order, as the catalogue has it now.
async fn members(app: &App, edition: &Edition) -> Result<Vec<Newest>, Failure> {
    let mut members = Vec::new();
    for slug in &edition.definition.stack {
        members.extend(app.table.recent::<Newest>(Key::Newest(slug.clone())).await?);
    }
    Ok(members)
}
