//! `GET /status/{number}`: a signed list of which badges were revoked.
//!
//! It is signed when it changes, not when it is asked for.

use cloud::{
    App, Failure, Reply, Request,
    public::{self, Keep},
    request,
    table::{badges::PublishedList, keys::Key},
};
use domain::credential::StatusList;

const JWT: &str = "application/vc+jwt";
const FORMS: [&str; 5] =
    ["application/vc", "application/vc+ld+json", "application/ld+json", "application/json", JWT];

/// Answers `GET /status/{number}`.
///
/// # Errors
/// `NotFound` for a list that no badge is in.
pub async fn handle(app: &App, request: Request) -> Reply {
    let number: u32 = request::path(&request, "number")?;
    let form = public::preferred(&request, &FORMS)?;

    let list: PublishedList = app.table.load(Key::StatusList(number)).await?;

    if form == JWT {
        let document =
            StatusList::read(&list.credential).ok_or_else(|| Failure::because("a stored list is none"))?;
        let jwt = app.jwt_of(&list.credential, document.claims(), &list.jwt)?;
        return public::document(&request, form, jwt, Keep::Minutes);
    }
    public::document(&request, form, list.credential, Keep::Minutes)
}
