//! `cargo xtask demo`: one whole life over HTTP, on a fresh local stack in release build, with real files.
//!
//! The life itself is the program `demo` of `infra/local`; here its files, its verifier and its build are got ready.

use std::os::unix::process::CommandExt;

use anyhow::Context;
use clap::Args;

use crate::tools::{node, video};
use crate::{repository, run, say, shell};

/// How large a life.
#[derive(Args)]
pub(crate) struct Options {
    /// Size of the classroom video in megabytes (10⁶ bytes).
    #[arg(long, default_value_t = 320, value_parser = clap::value_parser!(u64).range(20..=10_000))]
    size: u64,
    /// Built as the tests are, which takes no build of its own after them. Its times then say nothing.
    #[arg(long)]
    debug: bool,
}

/// Gets everything ready and becomes the program that lives the life and tells of each step.
///
/// # Errors
/// When something can't be had, built or started.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    node::ready("tests/conformance")?;
    let video = video::ready(options.size)?;
    let program = run::build("demo", !options.debug)?;

    let mut demo = shell::program(program, []);
    demo.arg("--video").arg(video);
    demo.arg("--pdf").arg(repository::path("tests/samples/plan.pdf"));
    demo.arg("--image").arg(repository::path("tests/samples/image.jpg"));
    demo.arg("--conformance").arg(repository::path("tests/conformance"));
    say::line("one life begins");
    Err(demo.exec()).context("the demo could not be started")
}
