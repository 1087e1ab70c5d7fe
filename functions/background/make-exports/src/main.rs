//! Runs [`make_exports`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::event(|app, event| Box::pin(make_exports::handle(app, event)))
}
