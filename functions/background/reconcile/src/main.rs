//! Runs [`reconcile`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::event(|app, event| Box::pin(reconcile::handle(app, event)))
}
