//! Runs [`decline_assignment`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(decline_assignment::handle(app, request)))
}
