//! Runs [`list_shortlists`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(list_shortlists::handle(app, request)))
}
