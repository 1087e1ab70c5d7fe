//! Runs [`save_retention`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(save_retention::handle(app, request)))
}
