//! Runs [`resend_letter`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(resend_letter::handle(app, request)))
}
