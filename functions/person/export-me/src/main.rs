//! Runs [`export_me`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(export_me::handle(app, request)))
}
