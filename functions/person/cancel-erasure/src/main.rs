//! Runs [`cancel_erasure`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(cancel_erasure::handle(app, request)))
}
