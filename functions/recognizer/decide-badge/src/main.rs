//! Runs [`decide_badge`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(decide_badge::handle(app, request)))
}
