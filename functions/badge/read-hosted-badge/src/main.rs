//! Runs [`read_hosted_badge`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_hosted_badge::handle(app, request)))
}
