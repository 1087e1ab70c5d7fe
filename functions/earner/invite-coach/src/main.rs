//! Runs [`invite_coach`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(invite_coach::handle(app, request)))
}
