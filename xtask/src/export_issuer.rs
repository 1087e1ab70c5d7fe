//! `cargo xtask export-issuer`: everything public of an issuer as files, from a running stack, here or on AWS.

use anyhow::Context;
use clap::Args;

use crate::{run, say, shell};

/// What to export, from where, to where.
#[derive(Args)]
#[command(disable_help_flag = true)]
pub(crate) struct Options {
    /// Flags of the program that exports, which `--help` lists; docs/export.md goes through them.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    flags: Vec<String>,
}

/// Builds the program that exports, and runs it where the task was called: its flags name files.
///
/// # Errors
/// When it doesn't build, or can't export.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let program = run::build("export-issuer", false)?;
    let here = std::env::current_dir().context("there is no folder to work in")?;
    say::step("Writing what is public", || {
        shell::run(shell::program(program, []).args(&options.flags).current_dir(here))
    })
}
