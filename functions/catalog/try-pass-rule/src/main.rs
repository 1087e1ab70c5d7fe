//! Runs [`try_pass_rule`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(try_pass_rule::handle(app, request)))
}
