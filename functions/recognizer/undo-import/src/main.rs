//! Runs [`undo_import`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(undo_import::handle(app, request)))
}
