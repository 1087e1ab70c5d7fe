//! Runs [`list_assessors`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(list_assessors::handle(app, request)))
}
