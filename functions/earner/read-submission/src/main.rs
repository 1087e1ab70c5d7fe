//! Runs [`read_submission`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_submission::handle(app, request)))
}
