//! An invented district's web site, for seeing the form where it will stand: in somebody else's page.
//!
//! It has a port and a host name of its own (`localhost`, where the portal is `127.0.0.1`), so to a
//! browser it is as foreign as any site, third-party cookies and all.

use std::{net::SocketAddr, sync::Arc};

use anyhow::{Context, Result};
use axum::{
    Router,
    extract::{Path, State},
    http::header,
    response::{Html, IntoResponse, Response},
    routing::get,
};
use domain::{OrganisationId, district::SiteOrigin};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use tokio::{net::TcpListener, sync::watch};

/// The site.
#[derive(Debug, Clone)]
pub struct DistrictSite {
    /// Where the form comes from.
    portal: String,
    /// Which district it is.
    district: OrganisationId,
}

const STYLE: &str = "
:root { color-scheme: light dark; font: 1.05rem/1.6 Georgia, serif; }
body { margin: 0; }
header { background: #7a1f3d; color: #fff; padding: 1rem 1.5rem; }
header p { margin: 0; font-size: 1.25rem; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem; }
h1 { font-size: 1.6rem; line-height: 1.25; }
";

impl DistrictSite {
    /// The site of `district`, showing the form of `portal`.
    #[must_use]
    pub fn new(portal: &str, district: OrganisationId) -> Self {
        Self { portal: portal.to_owned(), district }
    }

    /// The origin of the site that listens at `address`.
    ///
    /// # Errors
    /// None: every port is a port.
    pub fn origin(address: SocketAddr) -> Result<SiteOrigin> {
        format!("http://localhost:{}", address.port()).parse().context("the site has no origin")
    }

    /// Serves on `listener` until `stop` is true.
    ///
    /// # Errors
    /// The listener failed.
    pub async fn serve(self, listener: TcpListener, mut stop: watch::Receiver<bool>) -> Result<()> {
        let pages = Router::new()
            .route("/", get(|State(site): State<Arc<Self>>| async move { site.answer("generating-ideas") }))
            .route("/{microcredential}", get(show))
            .with_state(Arc::new(self));
        axum::serve(listener, pages)
            .with_graceful_shutdown(async move {
                // An error means that the stack is gone, which is the end as well.
                let _ = stop.wait_for(|stopped| *stopped).await;
            })
            .await
            .context("the district's site failed")
    }

    fn answer(&self, microcredential: &str) -> Response {
        let page = Html(self.page(microcredential).into_string());
        ([(header::CACHE_CONTROL, "no-store")], page).into_response()
    }

    /// What the district's webmaster made: a page with the two lines of the snippet in it.
    fn page(&self, microcredential: &str) -> Markup {
        let Self { portal, district } = self;
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { "Professional learning · Maple Hollow School District" }
                    style { (PreEscaped(STYLE)) }
                }
                body {
                    header { p { "Maple Hollow School District" } }
                    main {
                        h1 { "Earn a micro-credential" }
                        p { "This is an invented district’s own page. The form below comes from the portal." }
                        script src={ (portal) "/embed.js" } data-district=(district)
                            data-microcredential=(microcredential) async {}
                        noscript {
                            a href={ (portal) "/microcredentials/" (microcredential) } { "Open the form" }
                        }
                        p { "Questions? Ask your school’s learning lead." }
                    }
                }
            }
        }
    }
}

async fn show(State(site): State<Arc<DistrictSite>>, Path(microcredential): Path<String>) -> Response {
    site.answer(&microcredential)
}
