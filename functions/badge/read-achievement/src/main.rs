//! Runs [`read_achievement`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_achievement::handle(app, request)))
}
