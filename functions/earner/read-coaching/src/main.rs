//! Runs [`read_coaching`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_coaching::handle(app, request)))
}
