//! `export-issuer`: writes everything public of an issuer as files, from a running stack.
#![expect(clippy::print_stdout, reason = "its voice is the terminal")]

use std::{fs, path::PathBuf};

use anyhow::Context;
use clap::Parser;
use local::{
    client::{Addresses, Visitor},
    export,
};

#[derive(Parser)]
struct Options {
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

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let bearer = fs::read_to_string(&options.bearer).context("the file with the bearer can't be read")?;
    let origin = options.origin.trim_end_matches('/').to_owned();
    let staff = Visitor::new(Addresses { origin, mailbox: String::new() }).with_bearer(bearer.trim());
    let awards = export::awards(&staff, &options.organisation).await?;
    let tally = export::write(&staff, &options.organisation, &awards, &options.folder).await?;
    println!(
        "{} files in {}: {} badges, without the {} that their holders keep private",
        tally.files,
        options.folder.display(),
        tally.badges,
        tally.private
    );
    Ok(())
}
