//! Runs [`read_erasure`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_erasure::handle(app, request)))
}
