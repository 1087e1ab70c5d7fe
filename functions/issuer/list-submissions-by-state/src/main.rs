//! Runs [`list_submissions_by_state`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(list_submissions_by_state::handle(app, request)))
}
