//! Runs [`save_policy`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(save_policy::handle(app, request)))
}
