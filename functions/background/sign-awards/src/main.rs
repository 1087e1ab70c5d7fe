//! Runs [`sign_awards`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::event(|app, event| Box::pin(sign_awards::handle(app, event)))
}
