//! Runs [`read_shortlist`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_shortlist::handle(app, request)))
}
