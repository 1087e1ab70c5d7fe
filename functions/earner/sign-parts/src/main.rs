//! Runs [`sign_parts`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(sign_parts::handle(app, request)))
}
