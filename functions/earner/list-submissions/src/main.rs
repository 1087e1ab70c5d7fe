//! Runs [`list_submissions`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(list_submissions::handle(app, request)))
}
