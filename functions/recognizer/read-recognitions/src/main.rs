//! Runs [`read_recognitions`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_recognitions::handle(app, request)))
}
