//! `POST /api/sign-out`: ends the caller's session.

use cloud::{
    App, Reply, Request, reply,
    session::{PERSON_COOKIE, cookie},
    table::Commit,
};

/// Answers `POST /api/sign-out`.
///
/// # Errors
/// [`domain::Refusal::SignedOut`] when there is no session to end.
pub async fn handle(app: &App, request: Request) -> Reply {
    let session = app.session(&request, PERSON_COOKIE).await?;

    // Lost: another request ended it first, or slid its end; then it is asked for again.
    let _ = app.table.try_commit(Commit::new().remove(&session)?).await?;

    reply::with_header(reply::no_content()?, reply::SET_COOKIE, &cookie(PERSON_COOKIE, "", 0))
}
