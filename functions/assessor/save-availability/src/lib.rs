//! `PUT /api/availability/{organisation}`: what the caller takes on as an assessor of an issuer, and when she is away.
//!
//! It counts for what is passed to somebody from now on; what she has stays hers. Her entry changes with every
//! assignment, so it is written over whatever it says by then: only this is hers to say.

use cloud::{
    App, Reply, Request, assigning, reply, request,
    table::{Commit, keys::Key},
    wire::AvailabilityView,
};
use domain::{
    OrganisationId, Refusal,
    assignment::{Absences, Assessor, Availability, Away},
    audit::{Actor, Deed},
    person::Role,
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    available: bool,
    cap: u32,
    away: Vec<Away>,
}

/// Answers `PUT /api/availability/{organisation}`.
///
/// # Errors
/// [`Refusal::NotFound`] for an organisation that she doesn't assess for; [`Refusal::Invalid`] with everything that
/// can't be.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let issuer: OrganisationId = request::path(&request, "organisation")?;
    let asked: Asked = request::json(app, &request, "save-availability")?;

    app.table.person(caller).await?.must_be(&[Role::Assessor], issuer)?;
    let entry: Assessor = app.table.load(Key::Assessor(caller, issuer)).await?;
    let organisation = app.table.organisation(issuer).await?;

    let away = Absences::stated(asked.away, app.now())?;
    let availability = Availability { available: asked.available, cap: asked.cap, away };
    if entry.availability() == availability {
        return reply::ok(&AvailabilityView::of(&entry, &organisation));
    }
    let deed = Deed::new("availability-stated", json!(availability), Actor::Person(caller), app.now());

    let commit = Commit::new().deed(caller, deed);
    let stated = |entry: Assessor| entry.taking_on(availability.clone());
    assigning::change_entry(app, (caller, issuer), stated, commit).await?.map_err(Refusal::from)?;

    reply::ok(&AvailabilityView::of(&entry.taking_on(availability.clone()), &organisation))
}
