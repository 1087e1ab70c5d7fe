//! Runs [`save_availability`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(save_availability::handle(app, request)))
}
