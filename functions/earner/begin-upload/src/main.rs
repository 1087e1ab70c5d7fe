//! Runs [`begin_upload`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(begin_upload::handle(app, request)))
}
