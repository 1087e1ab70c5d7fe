//! Runs [`discard_draft`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(discard_draft::handle(app, request)))
}
