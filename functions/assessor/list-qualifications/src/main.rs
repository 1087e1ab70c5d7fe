//! Runs [`list_qualifications`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(list_qualifications::handle(app, request)))
}
