//! The least that a function in Rust can be, beside which ours start: `lambda_http`, and nothing else.

use lambda_http::{Body, Error, Request, Response, run, service_fn};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Error> {
    run(service_fn(async |_request: Request| Ok::<_, Error>(Response::new(Body::from("hello"))))).await
}
