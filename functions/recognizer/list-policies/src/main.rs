//! Runs [`list_policies`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(list_policies::handle(app, request)))
}
