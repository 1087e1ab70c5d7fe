//! Runs [`keep_benchmark`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(keep_benchmark::handle(app, request)))
}
