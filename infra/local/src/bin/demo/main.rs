//! One whole life over HTTP against a fresh local stack, with real files, each step with its time and
//! what it took of the table and the store.

#![expect(clippy::print_stdout, reason = "what it prints is what it is for")]

mod counts;
mod life;
mod tally;
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
    /// The file into which the counts of the measured life are written, as JSON.
    #[arg(long)]
    counts: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    let folder = TempDir::new()?;
    let settings =
        StackSettings { folder: folder.path().to_owned(), seeded: true, ..StackSettings::default() };
    let stack = Stack::start(settings).await?;
    let addresses = Addresses { origin: stack.origin().to_owned(), mailbox: stack.mailbox().to_owned() };
    println!("API {}   mailbox {}\n", addresses.origin, addresses.mailbox);

    let visitor = Visitor::new(addresses);
    let verifier = Verifier::new(options.conformance.clone(), folder.path().to_owned());
    let mut tally = Tally::start(&stack);
    life::not_yet_then_awarded(&visitor, &options, &verifier, &mut tally).await?;
    tally.total("the whole life, in two attempts");

    println!("\nThe measure: one life, open to award, one reader, six artifacts");
    let mut tally = Tally::start(&stack);
    let (earner, issuer) = life::signed_in(&visitor).await?;
    tally.step("sign-in of two people, which is not counted");
    let mut tally = Tally::start(&stack);
    let before = Counts::of(&stack);
    life::awarded_at_once(&visitor, &options, (&earner, &issuer), &mut tally).await?;
    tally.total("the measured life");
    if let Some(file) = &options.counts {
        std::fs::write(file, Counts::of(&stack).since(&before).to_string())?;
    }

    stack.stop().await
}
