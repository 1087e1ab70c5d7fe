//! Runs [`import_badge`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(import_badge::handle(app, request)))
}
