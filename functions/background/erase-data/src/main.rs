//! Runs [`erase_data`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::event(|app, event| Box::pin(erase_data::handle(app, event)))
}
