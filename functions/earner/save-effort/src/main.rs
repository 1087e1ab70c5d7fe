//! Runs [`save_effort`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(save_effort::handle(app, request)))
}
