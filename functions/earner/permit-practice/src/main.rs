//! Runs [`permit_practice`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(permit_practice::handle(app, request)))
}
