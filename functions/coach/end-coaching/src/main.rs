//! Runs [`end_coaching`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(end_coaching::handle(app, request)))
}
