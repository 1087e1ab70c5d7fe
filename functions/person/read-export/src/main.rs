//! Runs [`read_export`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_export::handle(app, request)))
}
