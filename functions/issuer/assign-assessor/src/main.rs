//! Runs [`assign_assessor`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(assign_assessor::handle(app, request)))
}
