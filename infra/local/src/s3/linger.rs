//! Lets a client that is told no in the middle of an upload hear it.
//!
//! A server that answers and closes while the client still sends makes many clients, browsers among them, report a
//! broken connection in place of the answer. So what is left of a refused body is read and thrown away first.

use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use http_body_util::BodyExt as _;
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};

/// Bytes read after a refusal, at most. A client that sends more may miss the answer.
const MOST_DRAINED: usize = 64 * 1024 * 1024;

/// How long a client may take over that.
const PATIENCE: Duration = Duration::from_secs(10);

/// A request's body that can still be read after the handler let go of it.
#[derive(Debug, Clone)]
pub(super) struct Lingering {
    body: Arc<Mutex<Incoming>>,
}

impl Lingering {
    /// A body to give away and to come back to.
    pub(super) fn new(body: Incoming) -> Self {
        Self { body: Arc::new(Mutex::new(body)) }
    }

    /// Reads what is left and throws it away.
    pub(super) async fn drain(mut self) {
        let drain = async {
            let mut drained = 0;
            while let (Some(Ok(frame)), true) = (self.frame().await, drained <= MOST_DRAINED) {
                drained += frame.data_ref().map_or(0, Bytes::len);
            }
        };
        if tokio::time::timeout(PATIENCE, drain).await.is_err() {
            tracing::debug!("a client was refused and kept on sending");
        }
    }

    fn lock(&self) -> MutexGuard<'_, Incoming> {
        self.body.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Body for Lingering {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        Pin::new(&mut *self.lock()).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.lock().is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.lock().size_hint()
    }
}
