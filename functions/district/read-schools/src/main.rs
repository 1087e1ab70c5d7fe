//! Runs [`read_schools`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_schools::handle(app, request)))
}
