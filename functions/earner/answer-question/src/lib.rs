//! `POST /api/me/recognitions/{slug}/{number}/answer`: the caller answers what a recognizer asks about a claim of hers.

use cloud::{
    App, Reply, Request,
    page::language,
    reply, request,
    table::{Commit, keys::Key},
};
use domain::{
    Slug,
    audit::{Actor, Deed},
    letter::Language,
    policy::Reader,
    recognition::Recognitions,
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    version: u64,
    answer: String,
}

/// Answers `POST /api/me/recognitions/{slug}/{number}/answer?lang=`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] without such a claim of hers; [`domain::Refusal::WrongState`] when nothing is asked;
/// [`domain::Refusal::Stale`] when something changed meanwhile.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let policy: Slug = request::path(&request, "slug")?;
    let number: u32 = request::path(&request, "number")?;
    let asked: Asked = request::json(app, &request, "answer-question")?;

    let before: Recognitions = app.table.load(Key::Recognitions(caller, policy)).await?;

    let after = before.answer((number, asked.version), asked.answer, app.now())?;

    let detail = json!({"policy": after.policy, "claim": number, "step": "answer"});
    let deed = Deed::new("recognition", detail, Actor::Person(caller), app.now());
    let mut commit = Commit::new().replace(&after)?.deed(caller, deed);
    if let Some(letter) = app.letter_to_recognizer(after.recognizer).await? {
        commit = commit.create(&letter)?;
    }
    app.table.commit(commit).await?;

    let view = app.view_of_claims(caller, after, (language(&request, Language::En), Reader::Earner)).await?;
    reply::ok(&view)
}
