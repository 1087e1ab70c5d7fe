//! Runs [`bundle_awards`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(bundle_awards::handle(app, request)))
}
