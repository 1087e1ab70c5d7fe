//! `PUT /api/policies/{slug}`: a recognizer publishes a policy, or the next version of it.
//!
//! A published version never changes. The version that the author saw decides, so a stale tab never publishes over a
//! newer one; publishing what the newest version says already is that version.

use cloud::{
    App, Error, Reply, Request, reply, request,
    table::{Commit, keys::Key, policies::NewestPolicy},
    wire::PolicyView,
};
use domain::{
    OrganisationId, Refusal, Slug,
    audit::{Actor, Deed},
    person::{Organisation, OrganisationKind, Person, Role},
    policy::{Content, Policy, PolicyEdition},
};
use serde_json::json;

/// Answers `PUT /api/policies/{slug}?version=&organisation=`.
///
/// `version` is the one that the caller saw, left out for a policy that is new. `organisation` is the recognizer of a
/// new one; without it, the first for which the caller counts awards.
///
/// # Errors
/// [`Refusal::Invalid`] with everything by which it contradicts itself, and every micro-credential that there is not;
/// [`Refusal::Stale`] when something newer is published; [`Refusal::NotFound`] for who counts no awards for the
/// recognizer, and for an organisation that is none.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let slug: Slug = request::path(&request, "slug")?;
    let seen: Option<u32> = request::query(&request, "version")?;
    let wanted: Option<OrganisationId> = request::query(&request, "organisation")?;
    let content = content(app, &request, &slug)?;

    let person = app.table.person(caller).await?;
    let newest: Option<NewestPolicy> = app.table.find(Key::NewestPolicy(slug.clone())).await?;
    let newest = newest.map(|NewestPolicy(newest)| newest);
    let recognizer = recognizer(app, &person, newest.as_ref(), wanted).await?;
    let known = app.table.newest_of(content.listed()).await?;

    let policy = Policy::read(content, |slug| known.contains_key(slug)).map_err(Refusal::from)?;
    let edition = match newest {
        Some(newest) if newest.policy == policy => return reply::ok(&PolicyView::of(&newest, &recognizer)),
        Some(newest) => newest.followed_by(seen.unwrap_or_default(), policy, app.now())?,
        None => PolicyEdition::first(policy, recognizer.id, app.now()),
    };
    let detail = json!({"policy": slug, "version": edition.version});
    let deed = Deed::new("policy-published", detail, Actor::Person(caller), app.now());

    let commit = Commit::new().create(&edition)?.save(&NewestPolicy(edition.clone()))?;
    app.table.commit(commit.deed(recognizer.id, deed)).await?;

    reply::created(&PolicyView::of(&edition, &recognizer))
}

/// The policy in the body, which must be that of the route.
fn content(app: &App, request: &Request, slug: &Slug) -> Result<Content, Refusal> {
    let content: Content = request::json(app, request, "save-policy")?;
    if content.id == *slug {
        return Ok(content);
    }
    Err(Refusal::invalid("/id", format!("This address is for “{slug}”: use the same id.")))
}

/// Whose policy it is, after making sure that the caller counts awards for them.
async fn recognizer(
    app: &App,
    person: &Person,
    newest: Option<&PolicyEdition>,
    wanted: Option<OrganisationId>,
) -> Result<Organisation, Error> {
    let first = || person.organisations_as(Role::Recognizer).next();
    let id = newest.map(|newest| newest.recognizer).or(wanted).or_else(first).ok_or(Refusal::NotFound)?;
    person.must_be(&[Role::Recognizer], id)?;
    let organisation = app.table.organisation(id).await?;
    match organisation.kind {
        OrganisationKind::District | OrganisationKind::State => Ok(organisation),
        OrganisationKind::Issuer | OrganisationKind::Association => Err(Refusal::NotFound.into()),
    }
}
