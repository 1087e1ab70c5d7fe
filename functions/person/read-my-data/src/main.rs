//! Runs [`read_my_data`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_my_data::handle(app, request)))
}
