//! `PUT /api/me`: the caller chooses the language of her letters.
//!
//! It is hers alone: who saves her place in an organisation sets it only for somebody who belongs nowhere else. Letters
//! that are written already stay as they are.

use cloud::{
    App, Reply, Request, reply, request,
    table::{Commit, keys::Key},
    wire::PersonView,
};
use domain::{
    audit::{Actor, Deed},
    letter::Language,
    person::Person,
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    version: u64,
    language: Language,
}

/// Answers `PUT /api/me`.
///
/// # Errors
/// [`domain::Refusal::SignedOut`] without a session; [`domain::Refusal::Stale`] when somebody changed her record
/// meanwhile.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let asked: Asked = request::json(app, &request, "save-me")?;

    let person: Person = app.table.load(Key::Person(caller)).await?;
    let seen = person.version;

    let person = person.reads_in(asked.language, asked.version)?;

    if person.version != seen {
        let detail = json!({"language": person.language});
        let deed = Deed::new("language-chosen", detail, Actor::Person(caller), app.now());
        app.table.commit(Commit::new().replace(&person)?.deed(caller, deed)).await?;
    }
    reply::ok(&PersonView::from(&person))
}
