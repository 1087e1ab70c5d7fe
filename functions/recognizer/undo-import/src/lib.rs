//! `DELETE /api/registers/{organisation}/imports/{import}`: a recognizer takes its newest import back.
//!
//! On record is then what was on record before it. What it said is taken away by `keep-time`, after whoever it was about
//! was looked at again.

use cloud::{
    App, Reply, Request, reply, request,
    table::{Commit, keys::Key, register::RegisterLook},
    wire::RegisterView,
};
use domain::{
    ImportId, OrganisationId,
    audit::{Actor, Deed},
    person::Role,
    policy::Done,
};
use serde_json::json;

/// Answers `DELETE /api/registers/{organisation}/imports/{import}`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for who doesn't count awards for the organisation, and without such an import;
/// [`domain::Refusal::WrongState`] for one that isn't the newest, or was undone; [`domain::Refusal::Stale`] when another
/// import came first.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let recognizer: OrganisationId = request::path(&request, "organisation")?;
    let import: ImportId = request::path(&request, "import")?;

    app.table.person(caller).await?.must_be(&[Role::Recognizer], recognizer)?;
    let register = app.table.register(recognizer).await?;
    let look: Option<RegisterLook> = app.table.find(Key::RegisterLook(recognizer, import)).await?;

    let (register, gone) = register.undo(import, Done { by: caller, at: app.now() })?;
    let look = RegisterLook::again(look, (recognizer, import), app.now(), gone);

    let deed = Deed::new("import-undone", json!({"import": import}), Actor::Person(caller), app.now());
    let commit = Commit::new().replace(&register)?.save(&look)?.deed(recognizer, deed);
    app.table.commit(commit).await?;

    let people = app.table.people(register.people_named().into_iter()).await?;
    reply::ok(&RegisterView::of(&register, people))
}
