//! Runs [`hand_over_session`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(hand_over_session::handle(app, request)))
}
