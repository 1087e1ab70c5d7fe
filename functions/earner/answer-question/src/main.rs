//! Runs [`answer_question`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(answer_question::handle(app, request)))
}
