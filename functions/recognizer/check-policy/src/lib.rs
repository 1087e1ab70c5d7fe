//! `GET /api/policy-check`: what micro-credentials count for, before the start and after the award.
//!
//! Whoever is signed in is told by her awards, by what is on record about her and beside what her claims settled;
//! everybody else by the rules alone. One evaluator answers here, at the award and at audit (`domain::policy`).

mod asked;
mod cheapest;

use std::collections::BTreeMap;

use cloud::{App, Error, Reply, Request, page::language, reply, table::register::OnRecord, wire::PolicyLine};
use domain::{
    OrganisationId, PersonId, Refusal, Slug,
    letter::Language,
    policy::{Earner, Facts, Held, Origin, PolicyEdition, Prospect, Reader, Settled, Sources, Telling},
    recognition,
};
use jiff::{civil::Date, tz::TimeZone};
use serde::Serialize;

use asked::Asked;
use cheapest::Cheapest;

/// What is known of an earner.
#[derive(Default)]
struct Known {
    held: Vec<Held>,
    /// What is on record about her, by recognizer.
    records: BTreeMap<OrganisationId, OnRecord>,
    /// What her claims settled, by policy.
    settled: BTreeMap<Slug, Settled>,
}

/// What one policy says.
#[derive(Serialize)]
struct PolicyProspects {
    policy: PolicyLine,
    uses: Vec<Prospect>,
}

/// What all of them say.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Checked {
    on: Date,
    signed_in: bool,
    policies: Vec<PolicyProspects>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cheapest: Option<Cheapest>,
}

/// Answers `GET /api/policy-check?microcredentials=&policy=&version=&use=&times=&hours=`.
///
/// `microcredentials` are asked about, with commas between them, as if they were awarded today; without them it is
/// about the caller's own awards. A `policy` tells all that it counts for, otherwise every policy tells what concerns
/// them. With a `use` of that policy, `cheapest` is what reaches it so many `times`, or so many `hours` in this year, and whether that is known to be the
/// cheapest.
///
/// # Errors
/// [`Refusal::NotFound`] for a policy that isn't published; [`Refusal::Invalid`] for a use that it hasn't.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = signed_in(app, &request).await?;
    let asked = Asked::read(&request)?;

    let editions = match &asked.policy {
        Some(slug) => vec![app.table.policy(slug, asked.version).await?],
        None => app.table.policies().await?,
    };
    let Known { held, records, settled } = match caller {
        Some(earner) => known_of(app, earner, &editions).await?,
        None => Known::default(),
    };
    let listed = editions.iter().flat_map(|edition| edition.policy.listed()).collect();
    let newest = app.table.newest_of(listed).await?;
    let recognizers = app.table.recognizers_of(editions.iter()).await?;

    let on = app.now().to_zoned(TimeZone::UTC).date();
    let (nothing, unsettled) = (Facts::default(), Settled::default());
    let held = held_for(recognizers.keys(), &held);
    let earner = |edition: &PolicyEdition| {
        let facts = records.get(&edition.recognizer).map_or(&nothing, |record| &record.facts);
        Earner { facts, held: held.get(&edition.recognizer).map_or(&[], Vec::as_slice), on }
    };
    let settled = |edition: &PolicyEdition| settled.get(&edition.policy.id).unwrap_or(&unsettled);
    let cheapest = asked.goal.as_ref().zip(editions.first());
    let cheapest = cheapest.map(|(goal, edition)| {
        let known = (&earner(edition), settled(edition));
        Cheapest::of(goal, &edition.policy, known, &asked.microcredentials, &newest)
    });
    let cheapest = cheapest.transpose()?;
    let language = language(&request, Language::En);
    let titles = newest.into_iter().map(|(slug, newest)| (slug, newest.title)).collect();
    let unknown = Sources::default();
    let policies = editions.iter().filter_map(|edition| {
        let recognizer = recognizers.get(&edition.recognizer)?;
        let sources = records.get(&edition.recognizer).map_or(&unknown, |record| &record.sources);
        let origin = Origin { sources, recognizer: recognizer.name.as_str(), reader: Reader::Earner };
        let telling = Telling { language, titles: &titles, origin: Some(origin) };
        let known = (&earner(edition), settled(edition));
        prospects(edition, PolicyLine::of(edition, recognizer), known, &asked, &telling)
    });
    let policies = policies.collect();

    reply::ok(&Checked { on, signed_in: caller.is_some(), policies, cheapest })
}

/// What an earner holds, what is on record about her for these policies, and what her claims settled.
async fn known_of(app: &App, earner: PersonId, editions: &[PolicyEdition]) -> Result<Known, Error> {
    let person = app.table.person(earner).await?;
    let recognizers = editions.iter().map(|edition| edition.recognizer).collect();
    let claims = app.table.recognitions_of(earner).await?;
    Ok(Known {
        held: app.table.held_by(earner).await?,
        records: app.table.on_record(&person, recognizers).await?,
        settled: claims.into_iter().map(|(policy, of)| (policy, recognition::settled(&of.claims))).collect(),
    })
}

/// What of it each recognizer counts: a badge of another issuer only the one to whom she brought it.
fn held_for<'a>(
    recognizers: impl Iterator<Item = &'a OrganisationId>,
    held: &[Held],
) -> BTreeMap<OrganisationId, Vec<Held>> {
    let of =
        |recognizer: &OrganisationId| held.iter().filter(|one| one.is_for(*recognizer)).cloned().collect();
    recognizers.map(|recognizer| (*recognizer, of(recognizer))).collect()
}

/// Who calls, if she is signed in.
async fn signed_in(app: &App, request: &Request) -> Result<Option<PersonId>, Error> {
    match app.caller(request).await {
        Err(Error::Refusal(Refusal::SignedOut)) => Ok(None),
        caller => caller.map(Some),
    }
}

/// What a policy says of what was asked, if anything: one that isn't named says only what is concerned.
fn prospects(
    edition: &PolicyEdition,
    policy: PolicyLine,
    (earner, settled): (&Earner<'_>, &Settled),
    asked: &Asked,
    telling: &Telling<'_>,
) -> Option<PolicyProspects> {
    let mut uses = edition.policy.prospects(earner, settled, &asked.microcredentials, telling);
    uses.retain(|prospect| asked.policy.is_some() || prospect.concerned);
    (!uses.is_empty()).then_some(PolicyProspects { policy, uses })
}
