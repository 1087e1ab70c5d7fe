//! Runs [`assign_assessors`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::event(|app, event| Box::pin(assign_assessors::handle(app, event)))
}
