//! `cargo xtask validate-template`: AWS SAM reads the template as a deployment would.

use crate::tools::python;
use crate::{say, shell};

/// Validates and lints `infra/template.yaml`. No AWS account is asked.
///
/// # Errors
/// When the template isn't valid, with the linter's findings on the terminal.
pub(crate) fn run() -> anyhow::Result<()> {
    let programs = python::SAM.ready()?;
    say::step("sam validate --lint", || {
        let words = ["validate", "--lint", "--region", "us-east-1", "--template", "infra/template.yaml"];
        let mut validate = shell::program(programs.join("sam"), words);
        shell::run(validate.env("SAM_CLI_TELEMETRY", "0"))
    })
}
