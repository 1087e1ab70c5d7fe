//! Runs [`retire_benchmark`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(retire_benchmark::handle(app, request)))
}
