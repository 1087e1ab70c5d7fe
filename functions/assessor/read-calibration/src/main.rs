//! Runs [`read_calibration`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_calibration::handle(app, request)))
}
