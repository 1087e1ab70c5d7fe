//! The HTTP API: requests become API Gateway events, go through a function, and its answer goes back.
//!
//! The event has the payload format 2.0 of an HTTP API, and the function gets it as text, so that what
//! runs here is what runs behind API Gateway, its deserializer included. So are the limits: 10,240
//! bytes of request line and headers, 10 MB of body, 6 MB of event and answer, 30 seconds. Left out:
//! throttling.

mod answer;
mod cors;
mod event;
mod limits;
mod routes;

use std::{net::SocketAddr, sync::Arc, time::Duration};

use anyhow::{Context, Result};
use axum::{
    body::Body,
    extract::{ConnectInfo, Request, State},
    http::{Extensions, HeaderMap, Method, StatusCode, Version, header},
    response::Response,
    serve::ListenerExt,
};
use cloud::chance::{Clock, Dice};
use tokio::{net::TcpListener, sync::watch};
use tower_http::compression::{CompressionLayer, Predicate, predicate::SizeAbove};

use crate::{
    lambda::{InvocationError, Lambda},
    names,
    site::{FileOfSite, Site},
    template::{Cors, Template},
};
use event::Envelope;
pub use routes::{Match, Routes};

/// What API Gateway waits for a function.
pub const TIMEOUT: Duration = Duration::from_secs(30);

/// From how many bytes on a file is packed by the distribution
/// (<https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html>).
const LEAST_PACKED: u16 = 1_000;

/// Everything that a request meets.
#[derive(Debug)]
pub struct Gateway {
    routes: Routes,
    cors: Option<Cors>,
    lambda: Arc<Lambda>,
    site: Site,
    clock: Clock,
    /// `host:port` of the origin. Requests for other hosts are turned away, as API Gateway does.
    host: String,
}

impl Gateway {
    /// The gateway of a template, reached as `host` (`host:port`). `site` answers where no route does.
    #[must_use]
    pub fn new(template: &Template, lambda: Arc<Lambda>, site: Site, clock: Clock, host: String) -> Self {
        Self { routes: Routes::new(template), cors: template.cors.clone(), lambda, site, clock, host }
    }

    /// Serves on `listener` until `stop` is true, then finishes the requests that are running.
    ///
    /// # Errors
    /// The listener failed.
    pub async fn serve(self, listener: TcpListener, mut stop: watch::Receiver<bool>) -> Result<()> {
        let listener = listener.tap_io(|stream| {
            // Small answers go out at once; where that can't be set they only go out later.
            let _ = stream.set_nodelay(true);
        });
        let packing = CompressionLayer::new().compress_when(SizeAbove::new(LEAST_PACKED).and(is_file));
        let service = axum::Router::new().fallback(handle).layer(packing).with_state(Arc::new(self));
        axum::serve(listener, service.into_make_service_with_connect_info::<SocketAddr>())
            .with_graceful_shutdown(async move {
                // An error means that the stack is gone, which is the end as well.
                let _ = stop.wait_for(|stopped| *stopped).await;
            })
            .await
            .context("the gateway failed")
    }

    async fn answer(&self, request: Request, source: SocketAddr) -> Response {
        if let Some(refused) = limits::head(&request) {
            return refused;
        }
        if let Some(elsewhere) = self.other_host(&request) {
            return elsewhere;
        }
        if let Some(cors) = &self.cors
            && let Some(answer) = cors::preflight(cors, &request)
        {
            return answer;
        }
        let Some(found) = self.routes.find(request.method(), request.uri().path()) else {
            return self.site.answer(request.method(), request.uri().path()).await;
        };

        if limits::announces_too_much(request.headers()) {
            return message(StatusCode::PAYLOAD_TOO_LARGE, "Request Entity Too Large");
        }

        let request_id = names::request_id(Dice);
        let origin = request.headers().get(header::ORIGIN).cloned();
        let (parts, body) = request.into_parts();
        let body = match limits::body(body).await {
            Ok(body) => body,
            Err(refused) => return refused,
        };
        let envelope = Envelope {
            request_id: &request_id,
            host: &self.host,
            source,
            now: self.clock.now(),
            found: &found,
        };
        let event = envelope.event(&parts, &body);

        let mut response = self.invoke(&found.function, event).await;
        if let Some(cors) = &self.cors {
            cors::mark(cors, origin.as_ref(), &mut response);
        }
        if let Ok(value) = request_id.parse() {
            response.headers_mut().insert("apigw-requestid", value);
        }
        response
    }

    async fn invoke(&self, function: &str, event: String) -> Response {
        match tokio::time::timeout(TIMEOUT, self.lambda.invoke(function, event)).await {
            Err(_) => message(StatusCode::SERVICE_UNAVAILABLE, "Service Unavailable"),
            Ok(Err(InvocationError::EventTooLarge(_))) => {
                message(StatusCode::PAYLOAD_TOO_LARGE, "Request Entity Too Large")
            }
            Ok(Err(error)) => {
                tracing::error!(function, %error, "a request got no answer");
                message(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error")
            }
            Ok(Ok(answer)) => answer::response(&answer).unwrap_or_else(|error| {
                tracing::error!(function, %error, "an answer has not the form that API Gateway knows");
                message(StatusCode::INTERNAL_SERVER_ERROR, "Internal Server Error")
            }),
        }
    }

    /// Whoever typed another name of this machine is sent to the origin; anything else is refused, so
    /// that no foreign name can be pointed at a developer's machine.
    fn other_host(&self, request: &Request) -> Option<Response> {
        let given =
            request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
        if given == self.host {
            return None;
        }
        let port = self.host.rsplit_once(':').map(|(_, port)| port);
        let name = given.rsplit_once(':').filter(|(_, given)| Some(*given) == port).map(|(name, _)| name);
        let reading = matches!(*request.method(), Method::GET | Method::HEAD);

        if reading && matches!(name, Some("localhost" | "127.0.0.1" | "[::1]")) {
            let place = format!("http://{}{}", self.host, request.uri());
            let redirect =
                Response::builder().status(StatusCode::TEMPORARY_REDIRECT).header(header::LOCATION, place);
            return redirect.body(Body::empty()).ok();
        }
        Some(message(StatusCode::FORBIDDEN, "Forbidden"))
    }
}

async fn handle(
    State(gateway): State<Arc<Gateway>>,
    ConnectInfo(source): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    gateway.answer(request, source).await
}

/// Whether an answer is a file of the distribution, which packs these and nothing that functions answer.
fn is_file(_: StatusCode, _: Version, _: &HeaderMap, extensions: &Extensions) -> bool {
    extensions.get::<FileOfSite>().is_some()
}

/// An answer of the gateway itself, in its own words.
pub(crate) fn message(status: StatusCode, text: &str) -> Response {
    let mut response = Response::new(Body::from(serde_json::json!({ "message": text }).to_string()));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static("application/json"));
    response
}

#[cfg(test)]
mod tests;
