//! One whole life over HTTP against a fresh local stack, with real files, each step with its time and
//! what it took of the table and the store; or against a deployment elsewhere, and then everything else too.

#![expect(clippy::print_stdout, reason = "what it prints is what it is for")]

mod appeals;
mod coached;
mod counts;
mod deployed;
mod everything;
mod life;
mod organisations;
mod passed_on;
mod privacy;
mod qualified;
mod recognitions;
mod rosters;
mod seeded;
mod shortlists;
mod tally;
mod troubles;
mod under_a_key;
mod verifier;

use std::path::PathBuf;

use clap::Parser;
use local::{
    client::{Addresses, Visitor},
    stack::{Stack, StackSettings},
};
use tempfile::TempDir;

use crate::{counts::Counts, tally::Tally, verifier::Verifier};

/// What to hand in, and who verifies the badge.
#[derive(Parser)]
struct Options {
    /// A classroom video, H.264 in mp4.
    #[arg(long)]
    video: PathBuf,
    /// A student's plan as pdf.
    #[arg(long)]
    pdf: PathBuf,
    /// A picture of a student's work, jpeg.
    #[arg(long)]
    image: PathBuf,
    /// The folder of the independent verifier, with its packages installed.
    #[arg(long)]
    conformance: PathBuf,
    /// Where the API of a deployment answers, instead of a fresh local stack. Its table is the environment's.
    #[arg(long, requires = "letters")]
    deployed: Option<String>,
    /// The folder in which the deployment's letters arrive, as `.eml` files.
    #[arg(long, requires = "deployed")]
    letters: Option<PathBuf>,
    /// The file into which a session of the issuer's administrator is written at the end, for who goes on there.
    #[arg(long, requires = "deployed")]
    session: Option<PathBuf>,
    /// The file into which the counts of the measured life are written, as JSON.
    #[arg(long, conflicts_with = "deployed")]
    counts: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    match (&options.deployed, &options.letters) {
        (Some(origin), Some(letters)) => deployed::run(&options, origin, letters).await,
        (_, _) => here(&options).await,
    }
}

/// Both lives, on a local stack of their own.
async fn here(options: &Options) -> anyhow::Result<()> {
    let folder = TempDir::new()?;
    let settings =
        StackSettings { folder: folder.path().to_owned(), seeded: true, ..StackSettings::default() };
    let stack = Stack::start(settings).await?;
    let addresses = Addresses { origin: stack.origin().to_owned(), mailbox: stack.mailbox().to_owned() };
    println!("API {}   mailbox {}\n", addresses.origin, addresses.mailbox);

    let visitor = Visitor::new(addresses);
    let verifier = Verifier::new(options.conformance.clone(), folder.path().to_owned());
    let mut tally = Tally::start(Some(&stack));
    life::not_yet_then_awarded(&visitor, options, &verifier, &mut tally).await?;
    tally.total("the whole life, in two attempts");

    println!("\nThe measure: one life, open to award, one reader, six artifacts");
    let mut tally = Tally::start(Some(&stack));
    let (earner, issuer) = life::signed_in(&visitor).await?;
    tally.step("sign-in of two people, which is not counted");
    let mut tally = Tally::start(Some(&stack));
    let before = Counts::of(&stack);
    life::awarded_at_once(&visitor, options, (&earner, &issuer), &mut tally).await?;
    tally.total("the measured life");
    if let Some(file) = &options.counts {
        std::fs::write(file, Counts::of(&stack).since(&before).to_string())?;
    }

    stack.stop().await
}
