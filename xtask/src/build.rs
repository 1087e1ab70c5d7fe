//! `cargo xtask build`: the functions as AWS Lambda will run them.

use std::fs;

use clap::{Args, ValueEnum};

use crate::tools::python;
use crate::{repository, say, shell};

/// What to build for.
#[derive(Args)]
pub(crate) struct Options {
    /// Processor of the functions; the template's parameter `Architecture` must say the same.
    #[arg(long, default_value = "arm64")]
    architecture: Architecture,
}

/// Processors that Lambda offers.
#[derive(Clone, Copy, ValueEnum)]
enum Architecture {
    /// Graviton: a fifth cheaper.
    Arm64,
    /// Intel and AMD.
    #[value(name = "x86_64")]
    X86_64,
}

impl Architecture {
    fn name(self) -> &'static str {
        match self {
            Self::Arm64 => "arm64",
            Self::X86_64 => "x86_64",
        }
    }
}

/// What the profile `lambda` of `Cargo.toml` says, for SAM, which always asks for the profile `release`.
const PROFILE: [(&str, &str); 4] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "s"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_PANIC", "abort"),
    ("CARGO_PROFILE_RELEASE_STRIP", "true"),
];

/// Runs `sam build` over the template; the result lies in `target/deploy`.
///
/// # Errors
/// When a tool can't be had or a function doesn't build.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let programs = [python::SAM.ready()?, python::LAMBDA.ready()?];
    let architecture = format!("Architecture={}", options.architecture.name());
    say::step(&format!("sam build, {architecture}"), || {
        let words = [
            "build",
            "--region",
            "us-east-1",
            "--template",
            "infra/template.yaml",
            "--build-dir",
            "target/deploy",
        ];
        let mut build = shell::program(programs[0].join("sam"), words);
        build.args(["--parameter-overrides", &architecture]);
        build.env("PATH", shell::path_with(&programs)?).env("SAM_CLI_TELEMETRY", "0").envs(PROFILE);
        shell::run(&mut build)
    })?;
    tell_sizes()
}

/// Says how many functions were built and how large they are.
fn tell_sizes() -> anyhow::Result<()> {
    let mut sizes = Vec::new();
    for entry in fs::read_dir(repository::path("target/deploy"))? {
        if let Ok(binary) = fs::metadata(entry?.path().join("bootstrap")) {
            sizes.push(binary.len());
        }
    }
    let megabytes = |bytes: Option<&u64>| bytes.copied().unwrap_or_default() / 1_000_000;
    let (least, most) = (megabytes(sizes.iter().min()), megabytes(sizes.iter().max()));
    say::line(format!("{} functions of {least} to {most} MB in target/deploy", sizes.len()));
    Ok(())
}
