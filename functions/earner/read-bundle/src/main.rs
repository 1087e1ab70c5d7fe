//! Runs [`read_bundle`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_bundle::handle(app, request)))
}
