//! Runs [`state_no_conflict`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(state_no_conflict::handle(app, request)))
}
