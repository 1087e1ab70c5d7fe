//! Runs [`comment_on_draft`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(comment_on_draft::handle(app, request)))
}
