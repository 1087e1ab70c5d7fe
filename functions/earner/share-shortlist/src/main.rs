//! Runs [`share_shortlist`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(share_shortlist::handle(app, request)))
}
