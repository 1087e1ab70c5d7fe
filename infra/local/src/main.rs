//! `local`: a whole Touchstone on this machine, until Ctrl-C.

#![expect(clippy::print_stdout, reason = "where it listens and how to begin is what the reader waits for")]

use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;
use domain::Slug;
use local::{
    seed,
    stack::{Stack, StackSettings, Ticking},
};
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

/// Runs all of Touchstone on this machine: API, table, object storage, queues, letters and clock.
#[derive(Debug, Parser)]
#[command(version)]
struct Options {
    /// Where everything is kept; a later start goes on from there.
    #[arg(long, default_value = ".touchstone")]
    folder: PathBuf,
    /// Begin anew: delete what an earlier start kept in the folder.
    #[arg(long)]
    fresh: bool,
    /// Begin without the shipped catalogue and the invented people.
    #[arg(long)]
    empty: bool,
    /// A shipped definition that gets half a year of works which two scored, where an assessor has drifted: to see
    /// agreement, and what becomes of her.
    #[arg(long, value_name = "DEFINITION")]
    history: Option<Slug>,
    /// Port of the API and the portal; 0 takes any free one.
    #[arg(long, default_value_t = 8040)]
    port: u16,
    /// Port of the object storage.
    #[arg(long, default_value_t = 8041)]
    s3_port: u16,
    /// Port of the mailbox page.
    #[arg(long, default_value_t = 8042)]
    mailbox_port: u16,
    /// Port of the invented district's site, which shows the form in a page of its own.
    #[arg(long, default_value_t = 8043)]
    district_port: u16,
    /// Mail server for letters (smtp://user:password@host:port); without one they go to the mailbox page.
    #[arg(long, value_name = "URL")]
    smtp: Option<String>,
    /// What to log, such as `info` or `local=debug,warn`.
    #[arg(long, default_value = "warn,s3s=off")]
    log: String,
}

impl Options {
    fn settings(&self) -> StackSettings {
        StackSettings {
            folder: self.folder.clone(),
            fresh: self.fresh,
            seeded: !self.empty,
            history: self.history.clone(),
            http_port: self.port,
            s3_port: self.s3_port,
            mailbox_port: self.mailbox_port,
            district_port: self.district_port,
            smtp: self.smtp.clone(),
            ticking: Ticking::ByClock,
            ..StackSettings::default()
        }
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let options = Options::parse();
    tracing_subscriber::fmt().with_env_filter(EnvFilter::try_new(&options.log)?).with_target(false).init();

    let stack = Stack::start(options.settings()).await?;
    greet(&stack, &options);

    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => pressed?,
        _ = terminate.recv() => {}
    }
    println!("\nStopping; everything is kept in {}.", options.folder.display());
    stack.stop().await
}

fn greet(stack: &Stack, options: &Options) {
    println!("Touchstone runs.\n");
    println!("  Portal and API   {}", stack.origin());
    println!("  Mailbox          {}", stack.mailbox());
    println!("  District's site  {}", stack.district_site());
    println!("  Object storage   http://{}", stack.s3_address());
    println!("  Table            {}", stack.table_endpoint());
    println!("  Kept in          {}\n", options.folder.display());
    if !options.empty {
        println!("Sign in as one of");
        println!("  administrator    {}", seed::ADMINISTRATOR);
        seed::ASSESSORS.iter().for_each(|email| println!("  assessor         {email}"));
        println!("  webmaster        {}", seed::WEBMASTER);
        seed::EARNERS.iter().for_each(|email| println!("  earner           {email}"));
        println!();
    }
    println!("A link to sign in comes by letter:\n");
    println!("  curl {}/api/sign-in --json '{{\"email\":\"{}\"}}'\n", stack.origin(), seed::EARNERS[0]);
    println!("Then read the letter in the mailbox. Ctrl-C stops.");
}
