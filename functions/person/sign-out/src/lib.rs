//! `POST /api/sign-out`: ends the caller's session.

use cloud::{
    App, Reply, Request, reply,
    session::{PERSON_COOKIE, Session, cookie},
    table::{Commit, keys::Key},
};

/// Answers `POST /api/sign-out`.
///
/// # Errors
/// [`domain::Refusal::SignedOut`] when there is no session to end.
pub async fn handle(app: &App, request: Request) -> Reply {
    let mut session = Some(app.session(&request).await?);

    while let Some(seen) = session {
        // Lost: another request ended it first, or slid its end; then the slid one is ended.
        session = match app.table.try_commit(Commit::new().remove(&seen)?).await? {
            Ok(()) => None,
            Err(_lost) => app.table.find::<Session>(Key::Session(seen.hash)).await?,
        };
    }

    reply::with_header(reply::no_content()?, reply::SET_COOKIE, &cookie(PERSON_COOKIE, "", 0))
}
