//! Runs [`remark_on_shortlist`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(remark_on_shortlist::handle(app, request)))
}
