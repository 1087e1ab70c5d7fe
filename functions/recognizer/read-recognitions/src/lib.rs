//! `GET /api/recognitions/{slug}/{person}`: an earner's claims by a policy, with what the policy says of each.

use cloud::{App, Reply, Request, page::language, reply, request};
use domain::{PersonId, Slug, letter::Language, policy::Reader};

/// Answers `GET /api/recognitions/{slug}/{person}?lang=`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] where nothing was claimed, and for who doesn't count awards for the recognizer.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let policy: Slug = request::path(&request, "slug")?;
    let earner: PersonId = request::path(&request, "person")?;

    let recognitions = app.claims_to_decide(caller, earner, policy).await?;

    let view = app
        .view_of_claims(earner, recognitions, (language(&request, Language::En), Reader::Recognizer))
        .await?;
    reply::ok(&view)
}
