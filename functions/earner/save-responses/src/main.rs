//! Runs [`save_responses`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(save_responses::handle(app, request)))
}
