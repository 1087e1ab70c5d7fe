//! `cargo xtask bench cold`: how functions start, under AWS's own runtime emulator, with the packaged binaries.
//!
//! They run in the environment of a stack deployed to the emulator of AWS (as for `deploy-check`), so that what they read when
//! they start is there, after the demo has lived in it: each is given again what it took well there, so that what it does is its
//! work and not a refusal. Beside them, in the same run: the least that a function in Rust can be, and signing fifty parts of an
//! upload in Rust, in Python with boto3 and in Node.js with AWS SDK v3.

use anyhow::Context;
use clap::Args;
use serde::Deserialize;

use super::table;
use crate::deploy_check::{
    self,
    emulator::Emulator,
    stack::{self, Stack},
};
use crate::package::{self, Architecture};
use crate::tools::{node, python};
use crate::{repository, say, shell};

/// Until when the median function is to be ready, in milliseconds.
const AIM_INIT: f64 = 15.0;
/// How much memory it may hold at most, in bytes.
const AIM_MEMORY: f64 = 30e6;
/// How the names of what is measured beside ours begin.
const BESIDE: &str = "beside: ";

/// How much to measure.
#[derive(Args)]
pub(crate) struct Options {
    /// Starts of each program, of which the median counts.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=99))]
    rounds: u32,
}

/// One program's figures: milliseconds, and bytes.
#[derive(Deserialize)]
struct Figures {
    init: f64,
    first: f64,
    warm: f64,
    memory: f64,
    size: Option<f64>,
    /// How it answered at last, if that has a status.
    status: Option<u16>,
}

/// Deploys, measures and prints the table.
///
/// # Errors
/// When something can't be had, built or run.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let built = package::build(Architecture::X86_64, &["cold-start"])?;
    let tools = [python::EMULATOR.ready()?, python::SAM.ready()?];
    node::ready("infra/cold")?;
    let demo = deploy_check::Demo::ready()?;
    let emulator = say::step("An emulator of AWS on loopback", || {
        Emulator::start(&tools[0], &repository::tools("deploy-check"))
    })?;
    let stack = Stack::new(&emulator, &tools[1]);
    say::step("sam deploy", || stack.deploy())?;
    say::step("The life, over the deployed API", || {
        stack.add_routes()?;
        demo.live(&stack, &emulator)
    })?;
    let figures = say::step("Starting each function", || {
        let mut cold = emulator.python(["cold.py"]);
        cold.arg(stack::NAME)
            .arg(&tools[1])
            .arg(options.rounds.to_string())
            .arg(&built)
            .arg(emulator.events());
        let told = shell::quiet(&mut cold)?;
        serde_json::from_str::<serde_json::Map<_, _>>(&told).context("no figures came")
    })?;
    let figures = figures.into_iter().map(|(name, of)| Ok((name, serde_json::from_value(of)?)));
    print(&figures.collect::<anyhow::Result<Vec<_>>>()?);
    Ok(())
}

fn print(figures: &[(String, Figures)]) {
    let line = |name: &str, of: &Figures| {
        let size = of.size.map_or_else(|| "-".to_owned(), megabytes);
        let milliseconds = |figure: f64| format!("{figure:.1}");
        [
            name.to_owned(),
            milliseconds(of.init),
            milliseconds(of.first),
            milliseconds(of.warm),
            megabytes(of.memory),
            size,
            of.status.map_or_else(|| "-".to_owned(), |status| status.to_string()),
        ]
    };
    let (beside, ours): (Vec<_>, Vec<_>) = figures.iter().partition(|(name, _)| name.starts_with(BESIDE));
    let middle = |figure: fn(&Figures) -> f64| {
        let mut all: Vec<f64> = ours.iter().map(|(_, of)| figure(of)).collect();
        table::median(&mut all).0
    };
    let median = Figures {
        init: middle(|of| of.init),
        first: middle(|of| of.first),
        warm: middle(|of| of.warm),
        memory: middle(|of| of.memory),
        size: Some(middle(|of| of.size.unwrap_or_default())),
        status: None,
    };
    let mut rows: Vec<[String; 7]> = ours.iter().map(|(name, of)| line(name, of)).collect();
    rows.push(line("median of ours", &median));
    rows.extend(beside.iter().map(|(name, of)| line(name, of)));
    table::print(&["milliseconds, megabytes", "init", "first", "warm", "memory", "size", "answers"], &rows);
    let outcome = if median.init > AIM_INIT || median.memory > AIM_MEMORY { "missed" } else { "reached" };
    say::line(format!(
        "aim: median init at most {AIM_INIT:.0} ms with {} MB; {outcome}",
        megabytes(AIM_MEMORY)
    ));
    say::line(
        "first and warm hold the emulator's own time for the table; those beside ask nobody for anything",
    );
    say::line(
        "a 4xx is of a function that can do its work once only: it is refused from the table's records",
    );
}

fn megabytes(bytes: f64) -> String {
    format!("{:.1}", bytes / 1e6)
}
