//! Runs [`note_scan`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::event(|app, event| Box::pin(note_scan::handle(app, event)))
}
