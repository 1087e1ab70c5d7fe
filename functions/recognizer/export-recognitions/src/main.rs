//! Runs [`export_recognitions`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(export_recognitions::handle(app, request)))
}
