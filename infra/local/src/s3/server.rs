//! HTTP: takes connections, answers preflights, hands everything else to `s3s`.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use http::{Request, Response, StatusCode};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use s3s::Body;
use s3s::service::S3Service;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinSet;

use super::cors::Cors;
use super::linger::Lingering;
use crate::counters::Counters;

/// How long running requests get to end when the server stops.
const PATIENCE: Duration = Duration::from_secs(3);

/// The name under which preflights are counted.
const PREFLIGHT: &str = "Preflight";

/// Everything between a connection and the operations.
pub(super) struct Front {
    pub(super) service: S3Service,
    pub(super) cors: Cors,
    pub(super) counters: Arc<Counters>,
}

/// Serves until `stop` is sent or dropped; then running requests may end, for a few seconds.
pub(super) async fn serve(listener: TcpListener, front: Arc<Front>, mut stop: oneshot::Receiver<()>) {
    let graceful = GracefulShutdown::new();
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    let connection = http1::Builder::new()
                        .timer(TokioTimer::new())
                        .serve_connection(io(stream), service_fn({
                            let front = Arc::clone(&front);
                            move |request| answer(Arc::clone(&front), request)
                        }));
                    connections.spawn(graceful.watch(connection));
                }
                Err(error) => tracing::warn!(%error, "a connection could not be taken"),
            },
            _ = connections.join_next(), if !connections.is_empty() => {}
            _ = &mut stop => break,
        }
    }
    drop(listener);
    if tokio::time::timeout(PATIENCE, graceful.shutdown()).await.is_err() {
        tracing::warn!("S3 stops while requests are still running");
    }
}

fn io(stream: TcpStream) -> TokioIo<TcpStream> {
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "small packets may wait");
    }
    TokioIo::new(stream)
}

async fn answer(front: Arc<Front>, request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
    if let Some(preflight) = front.cors.preflight(request.method(), request.headers()) {
        front.counters.count(PREFLIGHT);
        return Ok(preflight);
    }
    let is_ours = front.cors.is_allowed(request.headers());
    let (head, body) = request.into_parts();
    let body = Lingering::new(body);

    let request = Request::from_parts(head, Body::http_body(body.clone()));
    let mut response = front.service.call(request).await.unwrap_or_else(|_| {
        // `s3s` has logged it; there was not even an error to write.
        let mut broken = Response::new(Body::empty());
        *broken.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        broken
    });

    if is_ours {
        front.cors.mark(response.headers_mut());
    }
    if !response.status().is_success() {
        body.drain().await;
    }
    Ok(response)
}
