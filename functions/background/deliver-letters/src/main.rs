//! Runs [`deliver_letters`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::event(|app, event| Box::pin(deliver_letters::handle(app, event)))
}
