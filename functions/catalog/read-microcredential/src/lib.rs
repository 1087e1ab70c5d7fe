//! `GET /api/microcredentials/{slug}`: one version of a micro-credential, or its draft for its authors.

use std::sync::Arc;

use cloud::{
    App, OrFailure, Reply, Request,
    page::language,
    public::{self, Keep},
    reply, request,
    wire::{DraftView, EditionView},
};
use domain::{
    Refusal, Slug, design_check,
    letter::Language,
    microcredential::{AUTHORS, Edition},
};

/// Answers `GET /api/microcredentials/{slug}?version=`: a number, `draft`, or the newest without it.
///
/// # Errors
/// [`Refusal::NotFound`] for a version that isn't published, or the draft of somebody else;
/// [`Refusal::SignedOut`] for a draft without a session.
pub async fn handle(app: &App, request: Request) -> Reply {
    let slug: Slug = request::path(&request, "slug")?;

    match request::query::<String>(&request, "version")?.as_deref() {
        None => published(&request, &app.table.newest(&slug).await?, Keep::Minutes),
        Some("draft") => draft(app, &request, &slug).await,
        Some(number) => {
            let number: u32 = number.parse().map_err(|_| Refusal::NotFound)?;
            published(&request, &app.table.edition(&slug, number).await?, Keep::Forever)
        }
    }
}

fn published(request: &Request, edition: &Arc<Edition>, keep: Keep) -> Reply {
    let body =
        serde_json::to_string(&EditionView::from(&**edition)).or_failure("an edition has no JSON form")?;
    public::document(request, "application/json", body, keep)
}

async fn draft(app: &App, request: &Request, slug: &Slug) -> Reply {
    let caller = app.caller(request).await?;

    let person = app.table.person(caller).await?;
    let draft = app.table.draft(slug).await?.ok_or(Refusal::NotFound)?;
    person.must_be(&AUTHORS, draft.issuer)?;

    let report = design_check::check(&draft.definition, &app.table.same_rubric(&draft).await?);
    let report = report.told(language(request, Language::En));
    reply::ok(&DraftView::of(&draft, &report))
}
