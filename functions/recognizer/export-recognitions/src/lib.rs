//! `GET /api/recognitions/export`: a recognizer's claims as a table, for its staff or for payroll.
//!
//! No cell of it is a formula, whatever somebody typed.

use std::collections::{BTreeMap, BTreeSet};

use cloud::{
    App, Error, Reply, Request,
    recognizing::recognizer_of,
    reply, request, sheet,
    table::{keys::Queue, recognitions::Editions},
};
use domain::{
    OrganisationId, PersonId, Refusal, Slug,
    person::Person,
    recognition::{Line, Recognitions, Sheet, Standing},
};
use jiff::civil::Date;

/// The most claims of one table: what an answer can carry.
const MOST: usize = 12_000;

/// Answers `GET /api/recognitions/export?organisation=&sheet=&from=&until=`.
///
/// `sheet` is `staff` (everything) or `payroll` (what was accepted, or had been). `from` and `until` are days, both
/// included: of claims the last change, of payroll the acceptance.
///
/// # Errors
/// [`Refusal::Invalid`] for another sheet, and for days between which there is more than a table holds;
/// [`Refusal::NotFound`] for who counts awards nowhere, or not there.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let wanted: Option<OrganisationId> = request::query(&request, "organisation")?;
    let (name, sheet) = sheet_of(&request)?;
    let days = (request::query(&request, "from")?, request::query(&request, "until")?);

    let recognizer = recognizer_of(&app.table.person(caller).await?, wanted)?;
    let all = all(app, recognizer).await?;
    let editions = app.table.editions_of(all.iter()).await?;
    let earners: BTreeSet<PersonId> = all.iter().map(|one| one.earner).collect();
    let people = app.table.people(earners.into_iter()).await?;
    let people: BTreeMap<PersonId, Person> = people.into_iter().map(|person| (person.id, person)).collect();
    let listed = editions.values().flat_map(|edition| edition.policy.listed()).collect();
    let newest = app.table.newest_of(listed).await?;
    let titles = newest.into_iter().map(|(slug, newest)| (slug, newest.title)).collect();

    let rows = rows((sheet, days), &all, (&people, &editions, &titles))?;

    // Twice: the runtime makes text of an answer's bytes, and takes the first for its own.
    let table = sheet::MARK.repeat(2) + &sheet::csv(sheet.columns(), rows)?;
    let response = reply::text("text/csv; charset=utf-8", table)?;
    let named = format!("attachment; filename=\"recognitions-{name}.csv\"");
    reply::with_header(response, reply::CONTENT_DISPOSITION, &named)
}

/// Every claim of the recognizer's, wherever it stands.
async fn all(app: &App, recognizer: OrganisationId) -> Result<Vec<Recognitions>, Error> {
    let mut all = Vec::new();
    for state in Standing::NAMES {
        all.extend(app.table.all_waiting::<Recognitions>(&Queue::Recognitions(recognizer, state)).await?);
    }
    // What went from one place to another meanwhile is in both.
    all.sort_by(|one, other| {
        (one.earner, &one.policy, other.version).cmp(&(other.earner, &other.policy, one.version))
    });
    all.dedup_by(|one, other| (one.earner, &one.policy) == (other.earner, &other.policy));
    Ok(all)
}

type Known<'a> = (&'a BTreeMap<PersonId, Person>, &'a Editions, &'a BTreeMap<Slug, String>);

fn rows(
    (sheet, days): (Sheet, (Option<Date>, Option<Date>)),
    all: &[Recognitions],
    (people, editions, titles): Known<'_>,
) -> Result<Vec<Vec<String>>, Refusal> {
    let mut rows = Vec::new();
    for recognitions in all {
        let Some(earner) = people.get(&recognitions.earner) else { continue };
        for claim in &recognitions.claims {
            let Some(edition) = editions.get(&(recognitions.policy.clone(), claim.edition)) else { continue };
            let line = Line { earner, recognitions, claim, policy: &edition.policy, titles };
            rows.extend(line.is_between(sheet, days).then(|| sheet.row(&line)).flatten());
        }
    }
    if rows.len() > MOST {
        let message = format!("There are more than {MOST} lines. Choose fewer days.");
        return Err(Refusal::invalid("/from", message));
    }
    Ok(rows)
}

fn sheet_of(request: &Request) -> Result<(&'static str, Sheet), Refusal> {
    match request::query::<String>(request, "sheet")?.as_deref() {
        None | Some("staff") => Ok(("staff", Sheet::Staff)),
        Some("payroll") => Ok(("payroll", Sheet::Payroll)),
        Some(_) => Err(Refusal::invalid("/sheet", "The sheets are staff and payroll.")),
    }
}
