//! Runs [`read_audit`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_audit::handle(app, request)))
}
