//! Runs [`withdraw_endorsement`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(withdraw_endorsement::handle(app, request)))
}
