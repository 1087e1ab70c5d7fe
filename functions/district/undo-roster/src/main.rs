//! Runs [`undo_roster`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(undo_roster::handle(app, request)))
}
