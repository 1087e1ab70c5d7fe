//! Runs [`list_benchmarks`] on AWS Lambda.

use std::process::ExitCode;

fn main() -> ExitCode {
    cloud::serve::http(|app, request| Box::pin(list_benchmarks::handle(app, request)))
}
