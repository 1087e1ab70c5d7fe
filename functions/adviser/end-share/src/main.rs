//! Runs [`end_share`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(end_share::handle(app, request)))
}
