//! Runs [`read_submission_schema`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_submission_schema::handle(app, request)))
}
