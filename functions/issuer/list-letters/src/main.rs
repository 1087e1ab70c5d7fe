//! Runs [`list_letters`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(list_letters::handle(app, request)))
}
