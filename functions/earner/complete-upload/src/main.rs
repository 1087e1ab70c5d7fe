//! Runs [`complete_upload`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(complete_upload::handle(app, request)))
}
