//! Runs [`list_people`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(list_people::handle(app, request)))
}
