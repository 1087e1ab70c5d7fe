//! `cargo xtask bench web`: the portal in Chromium against the local stack in release build.

use clap::{Args, ValueEnum};

use crate::tools::{debian, node, python};
use crate::{repository, run, say, shell, web};

/// What of the portal to measure.
#[derive(Args)]
pub(crate) struct Options {
    /// Only this.
    #[arg(long, value_enum)]
    only: Option<Part>,
    /// Rounds of the upload, and looks at each page; the median counts.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u8).range(1..))]
    rounds: u8,
}

/// What is measured of the portal.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Scripts of the first load of each page.
    Sizes,
    /// Lighthouse's scores.
    Lighthouse,
    /// 1 GiB by the uploader and by the AWS CLI.
    Upload,
}

impl Part {
    const ALL: [Self; 3] = [Self::Sizes, Self::Lighthouse, Self::Upload];

    fn file(self) -> &'static str {
        match self {
            Self::Sizes => "bench/sizes.bench.ts",
            Self::Lighthouse => "bench/lighthouse.bench.ts",
            Self::Upload => "bench/upload.bench.ts",
        }
    }
}

/// Gets everything ready and measures.
///
/// # Errors
/// When something can't be had or built, or doesn't run.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let wanted: Vec<Part> =
        Part::ALL.into_iter().filter(|part| options.only.is_none_or(|only| only == *part)).collect();
    web::build()?;
    debian::need("chromium", "--version", &["chromium"])?;
    let stack = run::build("local", true)?;

    let mut bench =
        shell::program("npx", ["vitest", "run", "--project", "bench", "--disable-console-intercept=true"]);
    bench.args(wanted.iter().map(|part| part.file())).current_dir(repository::path("web"));
    bench.env("TOUCHSTONE_LOCAL", stack).env("ROUNDS", options.rounds.to_string());
    if wanted.contains(&Part::Lighthouse) {
        node::ready("web/bench")?;
    }
    if wanted.contains(&Part::Upload) {
        bench.env("AWS", python::AWS.ready()?.join("aws"));
    }
    say::step("Measuring the portal", || shell::run(&mut bench))
}
