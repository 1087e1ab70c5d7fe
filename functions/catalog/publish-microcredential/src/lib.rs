//! `POST /api/microcredentials/{slug}/publish`: makes the draft a version that never changes.
//!
//! The design check decides. Asking twice publishes once: a draft that equals the newest version is that version, for
//! whoever has that draft before them. What was published with parts stays so, and a stack stays a stack.

use cloud::{
    App, Error, Failure, Reply, Request, reply, request,
    table::{Commit, definitions::Newest, keys::Key, stacks::StackLook},
    wire::EditionView,
};
use domain::{
    Fault, Refusal, Slug,
    audit::{Actor, Deed},
    microcredential::{AUTHORS, Draft},
    person::OrganisationKind,
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    version: u64,
}

/// Answers `POST /api/microcredentials/{slug}/publish`.
///
/// # Errors
/// [`Refusal::Invalid`] with every principle that isn't met, with what of a stack isn't published, and for a stack that would become none, or
/// the other way round; [`Refusal::Stale`] when the draft was saved, or
/// published, meanwhile; [`Refusal::NotFound`] for who doesn't write for the issuer, and for an organisation
/// that is none.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let slug: Slug = request::path(&request, "slug")?;
    let asked: Asked = request::json(app, &request, "publish-microcredential")?;

    let person = app.table.person(caller).await?;
    let draft = app.table.draft(&slug).await?.ok_or(Refusal::NotFound)?;
    person.must_be(&AUTHORS, draft.issuer)?;
    if app.table.organisation(draft.issuer).await?.kind != OrganisationKind::Issuer {
        return Err(Refusal::NotFound.into());
    }
    // Who has another text before her must not hear that it was published.
    draft.must_be_at(asked.version)?;
    let last = last(app, &slug).await?;
    if let Some(reply) = published_as(app, &draft, last.as_ref()).await? {
        return Ok(reply);
    }
    if let Some(last) = &last {
        draft.must_stay(last.is_stack())?;
    }

    members_must_be_published(app, &draft).await?;
    let number = last.map_or(0, |last| last.edition);
    let edition = draft.publish(asked.version, number, &app.table.same_rubric(&draft).await?, app.now())?;
    let deed = Deed::new("published", json!({"version": edition.version}), Actor::Person(caller), app.now());
    let mut commit = Commit::new().create(&edition)?.save(&Newest::of(&edition))?.deed(&slug, deed);
    if let Some(look) = StackLook::at(&edition) {
        commit = commit.create(&look)?;
    }

    match app.table.try_commit(commit).await? {
        Ok(()) => reply::created(&EditionView::from(&edition)),
        Err(lost) => {
            let meanwhile = self::last(app, &slug).await?;
            published_as(app, &draft, meanwhile.as_ref()).await?.ok_or_else(|| Refusal::from(lost).into())
        }
    }
}

/// `Ok` when all that a stack is made of is published by the same issuer.
async fn members_must_be_published(app: &App, draft: &Draft) -> Result<(), Error> {
    let stack = &draft.definition.stack;
    let known = app.table.newest_of(stack.iter().collect()).await?;
    let published = |slug: &Slug| known.get(slug).is_some_and(|newest| newest.issuer == draft.issuer);
    let lacking = stack.iter().enumerate().filter(|(_, slug)| !published(slug));
    let fault = |(number, slug): (usize, &Slug)| {
        Fault::at(format!("/stack/{number}"), format!("You have published nothing under the name “{slug}”."))
    };
    Ok(Refusal::unless_empty(lacking.map(fault).collect())?)
}

/// The newest version, when one is published.
async fn last(app: &App, slug: &Slug) -> Result<Option<Newest>, Failure> {
    app.table.find(Key::Newest(slug.clone())).await
}

/// The answer for a draft that is published already, as the version `last`.
async fn published_as(
    app: &App,
    draft: &Draft,
    last: Option<&Newest>,
) -> Result<Option<cloud::Response>, Error> {
    let Some(last) = last else { return Ok(None) };
    let edition = app.table.edition(&draft.definition.id, last.edition).await?;
    if edition.definition != draft.definition {
        return Ok(None);
    }
    reply::ok(&EditionView::from(&*edition)).map(Some)
}
