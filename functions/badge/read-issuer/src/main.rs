//! Runs [`read_issuer`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_issuer::handle(app, request)))
}
