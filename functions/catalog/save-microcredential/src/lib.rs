//! `PUT /api/microcredentials/{slug}`: keeps a definition that is being written.
//!
//! A draft may be incomplete; what is named in it must exist. The version that the author saw decides, so a stale
//! tab never overwrites a newer one.

use cloud::{
    App, Error, Reply, Request,
    page::language,
    reply, request,
    table::{Commit, definitions::Newest, keys::Key},
    wire::DraftView,
};
use domain::{
    OrganisationId, Refusal, Slug, design_check,
    letter::Language,
    microcredential::{AUTHORS, Content, Definition, Draft},
    person::{OrganisationKind, Person},
};

/// Answers `PUT /api/microcredentials/{slug}?version=&organisation=`.
///
/// `version` is the one that the caller saw, left out for the first save. `organisation` is the issuer of a
/// definition that is new; without it, the first one for which the caller writes.
///
/// # Errors
/// [`Refusal::Invalid`] with everything that is wrong; [`Refusal::Stale`] when something newer is stored, or what
/// was seen was thrown away; [`Refusal::NotFound`] for who doesn't write for the issuer, and for an organisation that
/// is none.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let slug: Slug = request::path(&request, "slug")?;
    let seen: u64 = request::query(&request, "version")?.unwrap_or_default();
    let wanted: Option<OrganisationId> = request::query(&request, "organisation")?;
    let definition = definition(app, &request, &slug)?;

    let person = app.table.person(caller).await?;
    let stored = app.table.draft(&slug).await?;
    let issuer = issuer(app, &person, &slug, stored.as_ref(), wanted).await?;

    let draft = match stored {
        Some(stored) if stored.definition == definition => return answer(app, &request, &stored).await,
        Some(stored) => stored.save(seen, definition, app.now())?,
        None => Draft::begin(seen, definition, issuer, app.now())?,
    };

    app.table.commit(Commit::new().save(&draft)?).await?;

    answer(app, &request, &draft).await
}

/// The definition in the body, which must be that of the route.
fn definition(app: &App, request: &Request, slug: &Slug) -> Result<Definition, Refusal> {
    let content: Content = request::json(app, request, "save-microcredential")?;
    if content.id != *slug {
        return Err(Refusal::invalid("/id", format!("This address is for “{slug}”: use the same id.")));
    }
    Ok(Definition::try_from(content)?)
}

/// Whose definition it is, after making sure that the caller writes for them.
async fn issuer(
    app: &App,
    person: &Person,
    slug: &Slug,
    stored: Option<&Draft>,
    wanted: Option<OrganisationId>,
) -> Result<OrganisationId, Error> {
    let owner = match stored {
        Some(draft) => Some(draft.issuer),
        None => app.table.find::<Newest>(Key::Newest(slug.clone())).await?.map(|newest| newest.issuer),
    };
    let first = || AUTHORS.into_iter().find_map(|role| person.organisations_as(role).next());
    let issuer = owner.or(wanted).or_else(first).ok_or(Refusal::NotFound)?;
    person.must_be(&AUTHORS, issuer)?;
    if app.table.organisation(issuer).await?.kind != OrganisationKind::Issuer {
        return Err(Refusal::NotFound.into());
    }
    Ok(issuer)
}

async fn answer(app: &App, request: &Request, draft: &Draft) -> Reply {
    let report = design_check::check(&draft.definition, &app.table.same_rubric(draft).await?);
    let report = report.told(language(request, Language::En));
    reply::ok(&DraftView::of(draft, &report))
}
