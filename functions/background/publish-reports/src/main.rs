//! Runs [`publish_reports`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::event(|app, event| Box::pin(publish_reports::handle(app, event)))
}
