//! `cargo xtask run`: the whole system on this machine.

use std::os::unix::process::CommandExt;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use crate::{repository, say, shell, web};

/// How to run it.
#[derive(Args)]
pub(crate) struct Options {
    /// Optimised: slower to build, needed for files of hundreds of megabytes.
    #[arg(long)]
    release: bool,
    /// Flags of the local stack itself, such as `--fresh`; `--help` lists them.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    flags: Vec<String>,
}

/// Builds the portal and the local stack and becomes it, so that Ctrl-C reaches it and nothing stands between.
///
/// # Errors
/// When it doesn't build or can't be started.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    web::build()?;
    let program = build("local", options.release)?;
    let mut stack = shell::program(program, []);
    Err(stack.args(&options.flags).exec()).context("the local stack could not be started")
}

/// Builds one of the programs of `infra` and gives its path.
///
/// # Errors
/// When it doesn't build.
pub(crate) fn build(program: &str, release: bool) -> anyhow::Result<PathBuf> {
    say::step(&format!("Building {program} (minutes the first time, seconds afterwards)"), || {
        // Of the whole workspace, because cargo chooses a crate's features by what is built with it: so tests and
        // programs share what they are made of.
        let mut build = shell::program("cargo", ["build", "--workspace", "--bin", program]);
        shell::run(if release { build.arg("--release") } else { &mut build })
    })?;
    self::program(program, release)
}

/// Where a program of `infra` lies once it is built.
///
/// # Errors
/// Cargo can't be asked.
pub(crate) fn program(name: &str, release: bool) -> anyhow::Result<PathBuf> {
    let profile = if release { "release" } else { "debug" };
    Ok(repository::cargo_output()?.join(profile).join(name))
}
