//! `PUT /api/registers/{organisation}`: a recognizer records facts about its people, from a table.
//!
//! A table is taken whole or not at all: what it says is stored beside what counts, and counts from the one commit on
//! that has the register name it. What was recorded about the people that it names is replaced; what was about others
//! stays. What nobody came to name is taken away by `keep-time`.

use cloud::{
    App, Error, Reply, Request, reply, request, sheet,
    table::{Commit, register::RegisterLook},
    wire::TakenView,
};
use domain::{
    OrganisationId, PersonId, Refusal,
    audit::{Actor, Deed},
    person::Role,
    policy::{Done, FactTable, Taken, Vocabulary},
};
use serde_json::json;

/// Answers `PUT /api/registers/{organisation}?preview=`; with `preview=true` it only tells what would be recorded.
///
/// # Errors
/// [`Refusal::Invalid`] with every row that is wrong, at `/table/` and its line, and without any policy; [`Refusal::NotFound`] for who
/// doesn't count awards for the organisation; [`Refusal::Stale`] when another import came first.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let recognizer: OrganisationId = request::path(&request, "organisation")?;
    let preview: bool = request::query(&request, "preview")?.unwrap_or_default();
    let asked = sheet::given(app, &request, "import-facts")?;

    app.table.person(caller).await?.must_be(&[Role::Recognizer], recognizer)?;
    let mut ours = app.table.policies().await?;
    ours.retain(|edition| edition.recognizer == recognizer);
    if ours.is_empty() {
        let message = "Publish a policy first: facts are for policies.";
        return Err(Refusal::invalid("/table", message).into());
    }
    let known = Vocabulary::of(ours.iter().map(|edition| &edition.policy));
    let register = app.table.register(recognizer).await?;

    let table = FactTable::read(&sheet::lines(&asked.table)?, &known)?;
    let first = table.first.clone();
    let places = table.shards().into_iter().filter_map(|number| register.place(number)).collect();
    let stored = app.table.register_shards(recognizer, places).await?;
    let done = Done { by: caller, at: app.now() };
    let taken = register.take(asked.version, table, stored, (app.id(), &asked.source, done))?;
    let told = TakenView::of(&taken, &first, &known, preview);

    if !preview {
        record(app, caller, taken).await?;
    }
    reply::ok(&told)
}

/// Stores what was taken, and then has the register name it.
async fn record(app: &App, caller: PersonId, taken: Taken) -> Result<(), Error> {
    let Taken { register, import, shards, before, gone } = taken;

    let begun = RegisterLook::begun(register.recognizer, &import, app.now() + sheet::LONG_ENDED);
    app.table.commit(Commit::new().create(&begun)?).await?;
    for shard in &shards {
        app.table.commit(Commit::new().create(shard)?).await?;
    }

    let detail = json!({"import": import.id, "rows": import.rows, "people": import.people});
    let deed = Deed::new("facts-imported", detail, Actor::Person(caller), app.now());
    let commit = Commit::new().save(&register)?.replace(&begun.due(app.now(), before, gone))?;
    app.table.commit(commit.deed(register.recognizer, deed)).await
}
