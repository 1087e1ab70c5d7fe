//! `cargo xtask validate-template`: AWS SAM reads the template as a deployment would, and a reviewer after it.

use crate::tools::python;
use crate::{review, say, shell};

/// Validates and lints `infra/template.yaml`, then holds what `CloudFormation` would get against our own rules. No AWS
/// account is asked.
///
/// # Errors
/// When the template isn't valid, with the linter's findings on the terminal, or breaks a rule.
pub(crate) fn run() -> anyhow::Result<()> {
    let programs = python::SAM.ready()?;
    say::step("sam validate --lint", || {
        let words = ["validate", "--lint", "--region", "us-east-1", "--template", "infra/template.yaml"];
        let mut validate = shell::program(programs.join("sam"), words);
        shell::run(validate.env("SAM_CLI_TELEMETRY", "0"))
    })?;
    say::step("The processed template, reviewed", || {
        let processed = shell::quiet(&mut shell::program(programs.join("python"), ["infra/process.py"]))?;
        review::review(&processed)
    })
}
