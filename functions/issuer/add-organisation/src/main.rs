//! Runs [`add_organisation`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(add_organisation::handle(app, request)))
}
