//! Runs [`inspect_artifact`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::event(|app, event| Box::pin(inspect_artifact::handle(app, event)))
}
