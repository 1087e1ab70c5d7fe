//! `GET /api/organisations/{organisation}/plan`: what the people who run an organisation's programme plan together.

use std::collections::BTreeSet;

use cloud::{App, Reply, Request, reply, request, wire::ProgrammeView};
use domain::{OrganisationId, PersonId, plan::PLANNERS};

/// Answers `GET /api/organisations/{organisation}/plan`: all sections, also those in which nothing was saved yet.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for who doesn't plan there.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: OrganisationId = request::path(&request, "organisation")?;

    app.table.person(caller).await?.must_be(&PLANNERS, id)?;
    let organisation = app.table.organisation(id).await?;
    let saved = app.table.plan(id).await?;
    let authors: BTreeSet<PersonId> = saved.iter().map(|section| section.by).collect();
    let people = app.table.people(authors.into_iter()).await?;

    reply::ok(&ProgrammeView::of(&organisation, saved, &people))
}
