//! Runs [`request_sign_in`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(request_sign_in::handle(app, request)))
}
