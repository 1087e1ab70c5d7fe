//! Runs [`read_availability`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_availability::handle(app, request)))
}
