//! Runs [`open_assignment`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(open_assignment::handle(app, request)))
}
