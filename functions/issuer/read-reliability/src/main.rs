//! Runs [`read_reliability`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_reliability::handle(app, request)))
}
