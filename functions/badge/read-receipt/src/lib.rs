//! `GET /credentials/{award}/receipt`: how the work behind a badge was assessed, as data and as a page.
//!
//! Of a badge that its holder keeps private nothing is told.

mod page;

use cloud::{
    App, Reply, Request,
    page::language,
    public::{self, Keep, PAGE},
    request,
};
use domain::{AwardId, Refusal, credential::Receipt, letter::Language};
use serde_json::json;

const FORMS: [&str; 2] = ["application/json", PAGE];

/// Answers `GET /credentials/{award}/receipt`.
///
/// # Errors
/// [`Refusal::NotFound`] for a badge that isn't public, and for a stack's: nothing was scored for that.
pub async fn handle(app: &App, request: Request) -> Reply {
    let id: AwardId = request::path(&request, "award")?;
    let form = public::preferred(&request, &FORMS)?;

    let issued = app.issued(id).await?;
    if !issued.award.public || !issued.award.stacked.is_empty() {
        return Err(Refusal::NotFound.into());
    }

    let pool = app.table.pool(&issued.award.microcredential).await?;

    let receipt = Receipt::of(&issued.award, pool.as_ref(), &app.addresses()?);
    if form == PAGE {
        let badge = &issued.signed.badge;
        let written = Language::of(&badge.subject.achievement.language);
        let page = page::of(&badge.name, written, &receipt, language(&request, written));
        return page.reply(&request, Keep::Minutes);
    }
    public::document(&request, form, json!(receipt).to_string(), Keep::Minutes)
}
