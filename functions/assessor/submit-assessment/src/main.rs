//! Runs [`submit_assessment`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(submit_assessment::handle(app, request)))
}
