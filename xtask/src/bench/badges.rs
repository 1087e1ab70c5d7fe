//! `cargo xtask bench badges`: how many badges a second one thread signs and verifies, with a local key.
//!
//! Ours (the program `bench-badges` in release build) signs what the shipped catalogue gives and verifies the
//! text of it; Digital Bazaar's eddsa-rdfc-2022 and jose do the same with the very same badges, in the same run.

use std::fs;

use anyhow::Context;
use clap::Args;
use serde_json::Value;

use super::table;
use crate::tools::node;
use crate::{repository, run, say, shell};

/// Signatures a second that one thread of ours is to reach.
const AIM: f64 = 5_000.0;

/// How much to measure.
#[derive(Args)]
pub(crate) struct Options {
    /// Rounds, of which the median counts.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u32).range(1..=99))]
    rounds: u32,
    /// Badges that are signed in a round of ours. Others get fewer, which take them as long.
    #[arg(long, default_value_t = 5_000, value_parser = clap::value_parser!(u32).range(100..))]
    badges: u32,
}

/// Measures and prints the table.
///
/// # Errors
/// When something can't be had, built or run.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    node::ready("tests/conformance")?;
    let program = run::build("bench-badges", true)?;
    let folder = repository::tools("bench");
    fs::create_dir_all(&folder).with_context(|| format!("{} can't be made", folder.display()))?;
    let badges = folder.join("badges.jsonl");

    let (ours, theirs) = say::step("Signing and verifying, one thread", || {
        let mut bench = shell::program(program, []);
        bench.args(["--badges", &options.badges.to_string(), "--rounds", &options.rounds.to_string()]);
        let ours = figures(&shell::quiet(bench.arg("--write").arg(&badges))?)?;
        let mut bench = shell::program("node", ["bench.mjs"]);
        bench.current_dir(repository::path("tests/conformance")).arg(&badges).arg(options.rounds.to_string());
        Ok((ours, figures(&shell::quiet(&mut bench)?)?))
    })?;

    let signed = print(&ours, &theirs);
    let outcome = if signed < AIM { "missed" } else { "reached" };
    say::line(format!("aim: {AIM:.0} signatures a second with eddsa-rdfc-2022; {outcome}"));
    Ok(())
}

fn figures(text: &str) -> anyhow::Result<Value> {
    serde_json::from_str(text).context("a benchmark gave no figures")
}

/// Prints medians, and gives that of our eddsa-rdfc-2022 signatures.
fn print(ours: &Value, theirs: &Value) -> f64 {
    let row = |name: &str, figures: &Value| {
        let rate = |what: &str| {
            let listed = figures[what].as_array().into_iter().flatten();
            table::median(&mut listed.filter_map(Value::as_f64).collect::<Vec<_>>())
        };
        let ((signed, sign), (_, verify)) = (rate("sign"), rate("verify"));
        (signed, [name.to_owned(), sign, verify])
    };
    let (signed, first) = row("Touchstone, eddsa-rdfc-2022", &ours["document"]);
    let rows = [
        first,
        row("Digital Bazaar, eddsa-rdfc-2022", &theirs["digitalbazaar"]).1,
        row("Touchstone, VC-JWT ES256", &ours["token"]).1,
        row("jose, VC-JWT ES256", &theirs["jose"]).1,
    ];
    table::print(&["median per second, one thread", "signed", "verified"], &rows);
    signed
}
