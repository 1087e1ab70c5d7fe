//! Runs [`read_receipt`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_receipt::handle(app, request)))
}
