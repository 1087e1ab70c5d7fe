//! Runs [`read_embed`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(read_embed::handle(app, request)))
}
