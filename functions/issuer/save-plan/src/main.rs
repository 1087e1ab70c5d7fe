//! Runs [`save_plan`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(save_plan::handle(app, request)))
}
