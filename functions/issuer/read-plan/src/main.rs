//! Runs [`read_plan`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_plan::handle(app, request)))
}
