//! The way into a function: an event's JSON through `lambda_http` or serde to the handler, and its
//! answer back to JSON, as the runtime client does it on Lambda.

use std::{convert::Infallible, future::Future, sync::Arc};

use cloud::{
    App, Request, Response,
    chance::Dice,
    serve::{self, EventHandler, HttpHandler},
};
use lambda_http::{Adapter, Context, LambdaEvent, Service, request::LambdaRequest, service_fn};

use crate::{lambda::Entry, names};

/// The entry point of a function behind the HTTP API.
#[must_use]
pub fn http(app: Arc<App>, handler: HttpHandler) -> Entry {
    http_with(move |request, id| {
        let app = Arc::clone(&app);
        async move { serve::respond(&app, handler, request, &id).await }
    })
}

/// The entry point of a function that takes events of a stream, a queue, a bus or a clock.
#[must_use]
pub fn event(app: Arc<App>, handler: EventHandler) -> Entry {
    Arc::new(move |event| {
        let app = Arc::clone(&app);
        Box::pin(async move {
            let event = serde_json::from_str(&event).map_err(|error| error.to_string())?;
            let answer = handler(&app, event).await.map_err(|failure| failure.chain())?;
            Ok(answer.to_string())
        })
    })
}

/// The entry point of anything that answers requests, with the id of the invocation.
pub(crate) fn http_with<F, A>(respond: F) -> Entry
where
    F: Fn(Request, String) -> A + Clone + Send + Sync + 'static,
    A: Future<Output = Response> + Send + 'static,
{
    Arc::new(move |event| {
        let respond = respond.clone();
        Box::pin(async move {
            let payload: LambdaRequest = serde_json::from_str(&event).map_err(|error| error.to_string())?;
            let mut context = Context::default();
            context.request_id = names::uuid(Dice);

            let id = context.request_id.clone();
            let mut runtime = Adapter::from(serve::packed(service_fn(move |request: Request| {
                let answer = respond(request, id.clone());
                async move { Ok::<Response, Infallible>(answer.await) }
            })));
            let Ok(answer) = runtime.call(LambdaEvent::new(payload, context)).await;
            serde_json::to_string(&answer).map_err(|error| error.to_string())
        })
    })
}
