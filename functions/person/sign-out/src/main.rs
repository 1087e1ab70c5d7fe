//! Runs [`sign_out`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(sign_out::handle(app, request)))
}
