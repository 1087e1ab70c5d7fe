//! Runs [`lift_pause`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(lift_pause::handle(app, request)))
}
