//! Runs [`save_reciprocity`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(save_reciprocity::handle(app, request)))
}
