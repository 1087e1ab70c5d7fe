//! Runs [`keep_time`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::event(|app, event| Box::pin(keep_time::handle(app, event)))
}
