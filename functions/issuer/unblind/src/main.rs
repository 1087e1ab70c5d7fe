//! Runs [`unblind`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(unblind::handle(app, request)))
}
