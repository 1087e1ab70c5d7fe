//! Runs [`read_upload`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_upload::handle(app, request)))
}
