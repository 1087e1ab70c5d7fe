//! Runs [`read_preview`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_preview::handle(app, request)))
}
