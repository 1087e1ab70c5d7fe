//! Runs [`read_artifact`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_artifact::handle(app, request)))
}
