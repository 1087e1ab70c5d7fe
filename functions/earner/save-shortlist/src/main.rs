//! Runs [`save_shortlist`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(save_shortlist::handle(app, request)))
}
