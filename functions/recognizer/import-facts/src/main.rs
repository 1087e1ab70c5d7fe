//! Runs [`import_facts`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(import_facts::handle(app, request)))
}
