//! Runs [`read_reciprocity`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_reciprocity::handle(app, request)))
}
