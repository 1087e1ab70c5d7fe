//! Runs [`read_endorsement`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_endorsement::handle(app, request)))
}
