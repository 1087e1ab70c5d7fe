//! Runs [`open_submission`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(open_submission::handle(app, request)))
}
