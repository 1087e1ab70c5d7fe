//! Runs [`note_bounce`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::event(|app, event| Box::pin(note_bounce::handle(app, event)))
}
