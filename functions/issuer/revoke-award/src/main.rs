//! Runs [`revoke_award`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(revoke_award::handle(app, request)))
}
