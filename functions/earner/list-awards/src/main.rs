//! Runs [`list_awards`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(list_awards::handle(app, request)))
}
