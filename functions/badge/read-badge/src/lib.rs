//! `GET /credentials/{award}`: the signed badge of an award, as data or as a page.
//!
//! Until it is signed there is nothing here. A badge that its holder keeps private says only whether
//! it is valid, except to the holder herself.

mod page;

use cloud::{
    App, Error, Reply, Request,
    public::{self, Keep, PAGE},
    request,
};
use domain::{AwardId, award::Award};
use serde_json::json;

const FORMS: [&str; 5] =
    ["application/vc+ld+json", "application/vc", "application/ld+json", "application/json", PAGE];

/// Answers `GET /credentials/{award}`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for an award that is not there or not signed yet.
pub async fn handle(app: &App, request: Request) -> Reply {
    let id: AwardId = request::path(&request, "award")?;
    let form = public::preferred(&request, &FORMS)?;

    let issued = app.issued(id).await?;
    let is_valid = app.vouches_for(&issued.signed)? && issued.holds_at(app.now());
    let award = &issued.award;

    if !award.public && !is_holder(app, &request, award).await? {
        return match form {
            PAGE => page::private(is_valid).reply(&request, Keep::Nowhere),
            _ => public::document(
                &request,
                "application/json",
                json!({"valid": is_valid}).to_string(),
                Keep::Nowhere,
            ),
        };
    }
    let keep = if award.public { Keep::Minutes } else { Keep::Nowhere };
    match form {
        PAGE => page::of(&issued.signed.badge, is_valid, award.public).reply(&request, keep),
        _ => public::document(&request, form, issued.text, keep),
    }
}

/// Whether the caller is signed in as the holder. Nobody needs to be signed in here.
async fn is_holder(app: &App, request: &Request, award: &Award) -> Result<bool, Error> {
    match app.caller(request).await {
        Ok(caller) => Ok(caller == award.earner),
        Err(Error::Refusal(_)) => Ok(false),
        Err(failure) => Err(failure),
    }
}
