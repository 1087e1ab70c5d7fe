//! Runs [`save_visibility`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(save_visibility::handle(app, request)))
}
