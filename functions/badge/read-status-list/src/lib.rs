//! `GET /status/{number}`: a signed list of which badges were revoked.
//!
//! It is signed when it changes, not when it is asked for.

use cloud::{
    App, Reply, Request,
    public::{self, Keep},
    request,
    table::{badges::PublishedList, keys::Key},
};

const FORMS: [&str; 4] =
    ["application/vc", "application/vc+ld+json", "application/ld+json", "application/json"];

/// Answers `GET /status/{number}`.
///
/// # Errors
/// `NotFound` for a list that no badge is in.
pub async fn handle(app: &App, request: Request) -> Reply {
    let number: u32 = request::path(&request, "number")?;
    let form = public::preferred(&request, &FORMS)?;

    let list: PublishedList = app.table.load(Key::StatusList(number)).await?;

    public::document(&request, form, list.credential, Keep::Minutes)
}
