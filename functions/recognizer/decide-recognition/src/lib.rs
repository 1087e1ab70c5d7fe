//! `POST /api/recognitions/{slug}/{person}/{number}`: a recognizer accepts a claim, asks about it, declines it, or looks again.
//!
//! Each step is one commit with the letter to the earner. The version that was seen decides, so nobody accepts what
//! lost an award meanwhile, and of two who decide at once one is told.

use cloud::{App, Reply, Request, page::language, recognizing::known_to, reply, request, table::Commit};
use domain::{
    PersonId, Slug,
    audit::{Actor, Deed},
    letter::Language,
    policy::Reader,
    recognition::Step,
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    version: u64,
    #[serde(flatten)]
    step: Step,
}

/// Answers `POST /api/recognitions/{slug}/{person}/{number}?lang=`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] without such a claim, and for who doesn't count awards for the recognizer;
/// [`domain::Refusal::WrongState`] for a step that isn't one from here; [`domain::Refusal::Forbidden`] for the earner
/// herself; [`domain::Refusal::Stale`] when something changed meanwhile.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let policy: Slug = request::path(&request, "slug")?;
    let earner: PersonId = request::path(&request, "person")?;
    let number: u32 = request::path(&request, "number")?;
    let Asked { version, step } = request::json(app, &request, "decide-recognition")?;

    let before = app.claims_to_decide(caller, earner, policy).await?;
    let person = app.table.person(earner).await?;
    let records = app.table.on_record(&person, [before.recognizer].into()).await?;
    let record = records.into_values().next().unwrap_or_default();
    let held = app.table.held_in_public_by(earner).await?;
    let held = known_to(before.recognizer, (&person, &record), Some(&before), held);
    let detail = json!({"policy": before.policy, "claim": number, "step": step.name()});

    let known = (&record.facts, &record.sources, held.as_slice());
    let (after, news) = before.decide((number, version), step, caller, known, app.now())?;

    let deed = Deed::new("recognition", detail, Actor::Person(caller), app.now());
    let letter = app.letter_of_claims(&person, &after, news).await?;
    let mut commit = Commit::new().replace(&after)?.create(&letter)?.deed(earner, deed);
    if after.is_over(number) {
        // What it took may count for something else.
        commit = commit.create(&app.look_at_claims_of(earner))?;
    }
    app.table.commit(commit).await?;

    let view =
        app.view_of_claims(earner, after, (language(&request, Language::En), Reader::Recognizer)).await?;
    reply::ok(&view)
}
