//! `GET /api/bundles/{bundle}` and `GET /api/bundles/{bundle}/credential`: a bundle of the caller's, and the signed document.
//!
//! Nobody else finds it here: she gives the document to whom she likes, and that verifies anywhere.

use cloud::{
    App, Reply, Request, reply, request,
    table::{bundles::BundleText, keys::Key},
    wire::BundleView,
};
use domain::{BundleId, bundle::Bundle};

/// Answers `GET /api/bundles/{bundle}` and `GET /api/bundles/{bundle}/credential`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for a bundle that isn't the caller's, and for the document until it is signed.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: BundleId = request::path(&request, "bundle")?;

    if request.uri().path().ends_with("/credential") {
        let text: BundleText = app.table.load(Key::BundleText(caller, id)).await?;
        let document = reply::text("application/vc+ld+json", text.credential)?;
        let name = format!("attachment; filename=\"{id}.json\"");
        return reply::with_header(document, reply::CONTENT_DISPOSITION, &name);
    }
    let bundle: Bundle = app.table.load(Key::Bundle(caller, id)).await?;
    reply::ok(&BundleView::of(&bundle))
}
