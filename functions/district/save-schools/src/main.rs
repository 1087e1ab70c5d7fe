//! Runs [`save_schools`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(save_schools::handle(app, request)))
}
