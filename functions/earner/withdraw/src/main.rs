//! Runs [`withdraw`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(withdraw::handle(app, request)))
}
