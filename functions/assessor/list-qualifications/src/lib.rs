//! `GET /api/qualifications`: for what the caller may score, and what stands between her and the rest.

use std::collections::BTreeMap;

use cloud::{App, Error, Reply, Request, reply, table::keys::Key, wire::PageView};
use domain::{
    PersonId, Slug,
    assignment::{Assessor, TrainingRecord},
    person::Role,
    qualification::{Calibration, Rule, Standing},
};
use jiff::Timestamp;
use serde::Serialize;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Line {
    microcredential: Slug,
    title: String,
    issuer: String,
    trained: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    expires: Option<Timestamp>,
    standing: Standing,
    /// What its newest version asks for, if it asks for a calibration.
    #[serde(skip_serializing_if = "Option::is_none")]
    rule: Option<Rule>,
    /// When she passed one by its rubric.
    #[serde(skip_serializing_if = "Option::is_none")]
    passed: Option<Timestamp>,
    /// Whether there is a calibration of hers to look at.
    begun: bool,
}

/// Answers `GET /api/qualifications`: a line for each training record of hers, by title.
///
/// # Errors
/// [`domain::Refusal::SignedOut`] without a session.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;

    let person = app.table.person(caller).await?;
    let calibrations = calibrations(app, caller).await?;
    let mut items = Vec::new();
    for issuer in person.organisations_as(Role::Assessor) {
        let entry: Option<Assessor> = app.table.find(Key::Assessor(caller, issuer)).await?;
        let Some(entry) = entry else { continue };
        let name = app.table.organisation(issuer).await?.name.to_string();
        for record in &entry.training {
            items.extend(line(app, (&entry, &name), record, &calibrations).await?);
        }
    }

    items.sort_by(|one, other| one.title.cmp(&other.title));
    reply::ok(&PageView { items, next: None })
}

async fn calibrations(app: &App, person: PersonId) -> Result<BTreeMap<Slug, Calibration>, Error> {
    let all = app.table.calibrations(person).await?;
    Ok(all.into_iter().map(|one| (one.microcredential.clone(), one)).collect())
}

/// `None` for a definition that isn't published by that issuer.
async fn line(
    app: &App,
    (entry, issuer): (&Assessor, &str),
    record: &TrainingRecord,
    calibrations: &BTreeMap<Slug, Calibration>,
) -> Result<Option<Line>, Error> {
    let slug = &record.microcredential;
    let edition = match app.table.newest(slug).await {
        Ok(edition) if edition.issuer == entry.issuer => edition,
        Ok(_) | Err(Error::Refusal(_)) => return Ok(None),
        Err(failure) => return Err(failure),
    };
    let definition = &edition.definition;
    let calibration = calibrations.get(slug);
    let rubric = definition.calibrated_by();
    let passed =
        entry.calibrations.iter().find(|one| one.microcredential == *slug && Some(one.rubric) == rubric);
    Ok(Some(Line {
        microcredential: slug.clone(),
        title: definition.title.clone(),
        issuer: issuer.to_owned(),
        trained: record.trained,
        expires: record.expires,
        standing: Standing::of(entry, definition, calibration, app.now()),
        rule: definition.calibration,
        passed: passed.map(|one| one.passed),
        begun: calibration.is_some(),
    }))
}
