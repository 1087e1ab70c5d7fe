//! Runs [`read_local_answers`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_local_answers::handle(app, request)))
}
