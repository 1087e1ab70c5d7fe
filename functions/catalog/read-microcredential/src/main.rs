//! Runs [`read_microcredential`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_microcredential::handle(app, request)))
}
