//! Runs [`read_status_list`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_status_list::handle(app, request)))
}
