//! Runs [`check_policy`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(check_policy::handle(app, request)))
}
