//! Runs [`read_assignment`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_assignment::handle(app, request)))
}
