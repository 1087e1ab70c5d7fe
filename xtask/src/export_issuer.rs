//! `cargo xtask export-issuer`: everything public of an issuer as files, from a running stack, here or on AWS.

use std::path::PathBuf;

use clap::Args;

use crate::{run, say, shell};

/// What to export, from where, to where.
#[derive(Args)]
pub(crate) struct Options {
    /// Where the stack answers, such as `https://credentials.example.org`.
    #[arg(long)]
    origin: String,
    /// The issuer's id, `org_…`.
    #[arg(long)]
    organisation: String,
    /// A file with the bearer of a session of somebody who decides for the issuer (docs/export.md tells how to get it).
    #[arg(long)]
    bearer: PathBuf,
    /// A folder that isn't there yet.
    #[arg(long)]
    folder: PathBuf,
}

/// Builds the program that exports, and runs it.
///
/// # Errors
/// When it doesn't build, or can't export.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let program = run::build("export-issuer", false)?;
    say::step("Writing what is public", || {
        let mut export = shell::program(program, []);
        export.args(["--origin", &options.origin, "--organisation", &options.organisation]);
        export.arg("--bearer").arg(std::path::absolute(&options.bearer)?);
        shell::run(export.arg("--folder").arg(std::path::absolute(&options.folder)?))
    })
}
