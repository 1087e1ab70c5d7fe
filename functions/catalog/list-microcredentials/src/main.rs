//! Runs [`list_microcredentials`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(list_microcredentials::handle(app, request)))
}
