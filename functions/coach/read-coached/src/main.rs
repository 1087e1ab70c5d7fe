//! Runs [`read_coached`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_coached::handle(app, request)))
}
