//! `GET /api/policies`: what recognizers count awards for, for everybody.

use cloud::{
    App, OrFailure, Reply, Request,
    public::{self, Keep},
    request,
    table::{Cursor, keys::Queue, policies::NewestPolicy},
    wire::{PageView, PolicyLine},
};
use domain::policy::PolicyEdition;

/// How many policies a page has.
const PAGE: i32 = 50;

/// Answers `GET /api/policies?cursor=`.
///
/// # Errors
/// [`domain::Refusal::Invalid`] for a cursor of another list.
pub async fn handle(app: &App, request: Request) -> Reply {
    let cursor = request::query::<String>(&request, "cursor")?.as_deref().map(Cursor::parse).transpose()?;

    let page = app.table.waiting::<NewestPolicy>(&Queue::Policies, PAGE, cursor).await?;
    let editions = || page.items.iter().map(|NewestPolicy(edition)| edition);
    let recognizers = app.table.recognizers_of(editions()).await?;

    let line = |edition: &PolicyEdition| Some(PolicyLine::of(edition, recognizers.get(&edition.recognizer)?));
    let items: Vec<PolicyLine> = editions().filter_map(line).collect();
    let view = PageView { items, next: page.next.map(|cursor| cursor.render()) };
    let body = serde_json::to_string(&view).or_failure("the list of policies has no JSON form")?;
    public::document(&request, "application/json", body, Keep::Minutes)
}
