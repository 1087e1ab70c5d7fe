//! Runs [`save_thresholds`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(save_thresholds::handle(app, request)))
}
