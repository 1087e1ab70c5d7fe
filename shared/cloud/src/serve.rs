//! Runs a handler under AWS Lambda, and is the only place that turns errors into answers and logs them.

use std::{future::Future, pin::Pin, process::ExitCode};

use domain::letter::Language;
use http::{HeaderValue, header};
use lambda_http::{
    Context, LambdaEvent, RequestExt as _,
    lambda_runtime::{self, service_fn},
};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use tower_http::compression::{
    Compression, Predicate,
    predicate::{NotForContentType, SizeAbove},
};
use tracing::Instrument as _;

use crate::{App, Error, Failure, OrFailure, Reply, Request, Response, answers, page, reply};

/// From how many bytes on an answer is packed: what is smaller goes out in one packet anyway.
const LEAST_PACKED: u16 = 1_000;

/// A future that a handler returns.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A handler of one HTTP route.
pub type HttpHandler = for<'a> fn(&'a App, Request) -> BoxFuture<'a, Reply>;

/// A handler of one kind of event, with the event and the answer as JSON.
pub type EventHandler = for<'a> fn(&'a App, Value) -> BoxFuture<'a, Result<Value, Failure>>;

/// Serves HTTP requests until Lambda ends the process.
pub fn http(handler: HttpHandler) -> ExitCode {
    run(async move {
        let app = App::from_environment().await?;
        let app = &app;
        let service = service_fn(move |request: Request| async move {
            let id =
                request.lambda_context_ref().map(|context| context.request_id.clone()).unwrap_or_default();
            Ok::<_, std::convert::Infallible>(respond(app, handler, request, &id).await)
        });
        lambda_http::run(packed(service)).await.or_failure("the runtime stopped")
    })
}

/// `service` with its longer answers packed by gzip for whoever takes that. CloudFront packs only what it may keep, and
/// what a function answers is nobody's to keep; API Gateway's HTTP API packs nothing.
pub fn packed<S>(service: S) -> Compression<S, impl Predicate> {
    let longer = SizeAbove::new(LEAST_PACKED).and(NotForContentType::IMAGES);
    Compression::new(service).compress_when(HasBody.and(longer))
}

/// Whether there is a body at all: `lambda_http` doesn't say of an empty one how long it is.
#[derive(Clone, Copy)]
struct HasBody;

impl Predicate for HasBody {
    fn should_compress<B: http_body::Body>(&self, response: &http::Response<B>) -> bool {
        !response.body().is_end_stream()
    }
}

/// Serves events until Lambda ends the process.
pub fn event<E, O>(handler: for<'a> fn(&'a App, E) -> BoxFuture<'a, Result<O, Failure>>) -> ExitCode
where
    E: DeserializeOwned + Send + 'static,
    O: Serialize + Send + 'static,
{
    run(async move {
        let app = App::from_environment().await?;
        let app = &app;
        let service = service_fn(move |event: LambdaEvent<Value>| async move {
            let (payload, Context { request_id, .. }) = event.into_parts();
            let span = tracing::info_span!("event", request_id);
            event_json(app, handler, payload)
                .instrument(span)
                .await
                .map_err(Box::<dyn std::error::Error + Send + Sync>::from)
        });
        lambda_runtime::run(service).await.or_failure("the runtime stopped")
    })
}

/// The answer of `handler` to `request`, whatever happens.
pub async fn respond(app: &App, handler: HttpHandler, request: Request, request_id: &str) -> Response {
    let span = tracing::info_span!("request", request_id, method = %request.method());
    let language = page::language(&request, Language::En);
    let is_for_people = page::is_wanted(&request);
    let reply = answers::once(app, handler, request).instrument(span.clone()).await;

    let mut response = reply.unwrap_or_else(|error| {
        let _entered = span.enter();
        match &error {
            Error::Refusal(refusal) => tracing::info!(kind = refusal.name(), "refused"),
            Error::Failure(failure) => {
                tracing::error!(cause = failure.chain(), "failed");
                app.metrics.failed(1, app.now());
            }
        }
        let problem = reply::problem(&error, request_id, language);
        if is_for_people { page::of_problem(problem, language) } else { problem }
    });
    protect(&mut response);
    response
}

/// Runs an event handler on JSON, as Lambda would.
///
/// # Errors
/// The event has another shape, or the handler failed; the failure is logged here.
pub async fn event_json<E, O>(
    app: &App,
    handler: for<'a> fn(&'a App, E) -> BoxFuture<'a, Result<O, Failure>>,
    event: Value,
) -> Result<Value, Failure>
where
    E: DeserializeOwned,
    O: Serialize,
{
    let outcome = async {
        let event = serde_json::from_value(event).or_failure("an event has another shape than expected")?;
        let answer = handler(app, event).await?;
        serde_json::to_value(answer).or_failure("an answer has no JSON form")
    };
    let outcome: Result<Value, Failure> = outcome.await;
    app.metrics.failed(outcome.as_ref().map_or(1, left_undone), app.now());
    outcome.inspect_err(|failure| tracing::error!(cause = failure.chain(), "failed"))
}

/// How many members of a batch failed: they come again, and so do those for which there was no time.
fn left_undone(answer: &Value) -> usize {
    let again = answer["batchItemFailures"].as_array().map_or(0, Vec::len);
    let put_off = answer["putOff"].as_u64().and_then(|count| usize::try_from(count).ok());
    again.saturating_sub(put_off.unwrap_or_default())
}

/// Headers that every answer carries unless its handler chose its own.
fn protect(response: &mut Response) {
    const DEFAULTS: [(header::HeaderName, &str); 5] = [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
        // Browsers heed it over TLS only. As the web's own, in the template.
        (header::STRICT_TRANSPORT_SECURITY, "max-age=63072000"),
    ];
    for (name, value) in DEFAULTS {
        response.headers_mut().entry(name).or_insert(HeaderValue::from_static(value));
    }
}

fn run(service: impl Future<Output = Result<(), Failure>>) -> ExitCode {
    lambda_http::tracing::init_default_subscriber();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let outcome = runtime.or_failure("no runtime").and_then(|runtime| runtime.block_on(service));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            tracing::error!(cause = failure.chain(), "the function can't start");
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn members_of_a_batch_that_come_again_count_as_failures() {
        let again = |ids: &[&str]| {
            let items: Vec<Value> = ids.iter().map(|id| json!({"itemIdentifier": id})).collect();
            left_undone(&json!({"batchItemFailures": items}))
        };
        assert_eq!((again(&[]), again(&["one", "two"])), (0, 2));
        assert_eq!((left_undone(&Value::Null), left_undone(&json!({"uploads": 3}))), (0, 0));
        let mut late = crate::batch::BatchAnswer::default();
        late.put_off("one");
        late.note("two", Err(Failure::because("it can't be reached")));
        assert_eq!(left_undone(&serde_json::to_value(late).expect("plain data")), 1);
    }
}
