//! Runs [`read_comment_bank`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_comment_bank::handle(app, request)))
}
