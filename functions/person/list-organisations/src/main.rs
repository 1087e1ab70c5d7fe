//! Runs [`list_organisations`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(list_organisations::handle(app, request)))
}
