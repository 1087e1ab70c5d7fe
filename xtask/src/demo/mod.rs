//! `cargo xtask demo`: one whole life over HTTP, on a fresh local stack in release build, with real files.

mod stack;
mod video;

use clap::Args;

use crate::{run, say};

/// How large a life.
#[derive(Args)]
pub(crate) struct Options {
    /// Size of the classroom video in megabytes (10⁶ bytes).
    #[arg(long, default_value_t = 320, value_parser = clap::value_parser!(u64).range(20..=10_000))]
    size: u64,
}

/// Drives the life and prints each step with its time.
///
/// # Errors
/// With the first step that goes wrong.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let video = video::ready(options.size)?;
    say::line(format!("the classroom video is {}", video.display()));
    let program = run::build(true)?;
    let stack = stack::start(&program)?;
    stack.stop()
}
