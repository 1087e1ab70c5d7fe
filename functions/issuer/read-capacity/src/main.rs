//! Runs [`read_capacity`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_capacity::handle(app, request)))
}
