//! Runs [`read_roster`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_roster::handle(app, request)))
}
