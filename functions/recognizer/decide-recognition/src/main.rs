//! Runs [`decide_recognition`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(decide_recognition::handle(app, request)))
}
