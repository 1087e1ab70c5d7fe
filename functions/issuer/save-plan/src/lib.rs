//! `PUT /api/organisations/{organisation}/plan`: keeps one section of an organisation's plan.
//!
//! The version that the author saw decides, so what a colleague wrote meanwhile is never written over. A section is
//! saved with every pause in typing: an audit record tells who writes it, once for half an hour of hers.

use std::slice;

use cloud::{
    App, Reply, Request, reply, request,
    table::{Commit, keys::Key},
    wire::SectionView,
};
use domain::{
    OrganisationId,
    plan::{Content, PLANNERS, Planned, Section},
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Asked {
    section: Section,
    version: u64,
    #[serde(flatten)]
    content: Content,
}

/// Answers `PUT /api/organisations/{organisation}/plan`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for who doesn't plan there; otherwise as [`Planned::save`].
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let organisation: OrganisationId = request::path(&request, "organisation")?;
    let Asked { section, version, content } = request::json(app, &request, "save-plan")?;

    let author = app.table.person(caller).await?;
    author.must_be(&PLANNERS, organisation)?;
    let stored = app.table.find::<Planned>(Key::Plan(organisation, section)).await?;

    let place = (organisation, section);
    let planned = Planned::save(stored.as_ref(), place, version, content, (caller, app.now()))?;
    let told = match planned.deed(stored.as_ref()) {
        Some(deed) => Commit::new().deed(organisation, deed),
        None => Commit::new(),
    };

    app.table.commit(told.save(&planned)?).await?;

    reply::ok(&SectionView::of(planned, slice::from_ref(&author)))
}
