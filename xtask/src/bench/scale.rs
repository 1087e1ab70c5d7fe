//! `cargo xtask bench scale`: whether routes take as long with many submissions in the table as with few.
//!
//! The program `bench-scale` of `infra/local` fills the table of a local stack, asks every route that reads, and hands
//! drafts in; here its figures are put side by side. Times are those of this machine; what counts is whether they grow.

use std::fs;

use anyhow::Context;
use clap::Args;
use serde::Deserialize;

use super::table;
use crate::{repository, run, say, shell};

/// By how much the median may be longer with the most submissions than with the fewest to count as flat.
const AIM: f64 = 1.5;
/// Milliseconds that two medians differ by from one run to the next.
const NOISE: f64 = 0.3;
/// How many submissions are in the table, unless a million are wanted too.
const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
/// A million, which take some 20 GB and an hour to write.
const MILLION: usize = 1_000_000;

/// How much to measure.
#[derive(Args)]
pub(crate) struct Options {
    /// Also with a million submissions, where the disk allows it.
    #[arg(long)]
    million: bool,
    /// Only up to this many submissions.
    #[arg(long)]
    most: Option<usize>,
    /// Calls of each route that count.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(20..=1_000))]
    samples: u32,
    /// Gigabytes that the table may take on the disk; afterwards it is deleted.
    #[arg(long, default_value_t = 25.0)]
    gigabytes: f64,
    /// Built as the tests are, which takes no build of its own after them. Its times are longer, and grow as little.
    #[arg(long)]
    debug: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Figures {
    sizes: Vec<Figure>,
    without_case: Vec<String>,
}

#[derive(Deserialize)]
struct Figure {
    submissions: usize,
    gigabytes: f64,
    routes: Vec<Took>,
}

/// How long a route took, in milliseconds.
#[derive(Deserialize)]
struct Took {
    route: String,
    of: String,
    p50: f64,
    p99: f64,
}

/// Measures and prints the table.
///
/// # Errors
/// When something can't be had, built or run.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let program = run::build("bench-scale", !options.debug)?;
    let folder = repository::tools("bench");
    fs::create_dir_all(&folder).with_context(|| format!("{} can't be made", folder.display()))?;
    let file = folder.join("scale.json");
    let sizes = sizes(options).iter().map(ToString::to_string).collect::<Vec<_>>().join(",");
    say::step("Filling the table, and asking", || {
        let mut bench = shell::program(program, []);
        bench.args(["--sizes", &sizes, "--samples", &options.samples.to_string()]);
        bench.args(["--gigabytes", &options.gigabytes.to_string()]);
        bench.arg("--pdf").arg(repository::path("tests/samples/plan.pdf"));
        shell::run(bench.arg("--within").arg(&folder).arg("--figures").arg(&file))
    })?;
    let figures: Figures =
        serde_json::from_str(&fs::read_to_string(&file)?).context("the benchmark gave other figures")?;
    print(&figures)
}

fn sizes(options: &Options) -> Vec<usize> {
    let all = SIZES.into_iter().chain(options.million.then_some(MILLION));
    all.filter(|size| options.most.is_none_or(|most| *size <= most)).collect()
}

/// Prints medians and slowest calls of every route, and what grew.
fn print(figures: &Figures) -> anyhow::Result<()> {
    let (first, last) = figures.sizes.first().zip(figures.sizes.last()).context("nothing was measured")?;
    let head = |figure: &Figure| {
        format!("{} ({:.1} GB)", table::thousands(figure.submissions as f64), figure.gigabytes)
    };
    let mut heads = vec!["p50 / p99 in ms".to_owned()];
    heads.extend(figures.sizes.iter().map(head));
    heads.push("growth".to_owned());
    let rows: Vec<Vec<String>> = (0..first.routes.len()).map(|line| row(figures, line)).collect();
    table::print(&heads, &rows);

    let grown: Vec<String> = first
        .routes
        .iter()
        .zip(&last.routes)
        .filter(|(one, other)| !is_flat(one, other))
        .map(|(one, _)| one.name())
        .collect();
    for name in &grown {
        say::line(format!("not flat: {name}"));
    }
    for route in &figures.without_case {
        say::line(format!(
            "not measured: {route}, which has no case in infra/local/src/bin/bench-scale/cases.rs"
        ));
    }
    let flat = first.routes.len() - grown.len();
    say::line(format!(
        "aim: a median at most {AIM} times as long; {flat} of {} are flat",
        first.routes.len()
    ));
    Ok(())
}

fn row(figures: &Figures, line: usize) -> Vec<String> {
    let took: Vec<&Took> = figures.sizes.iter().filter_map(|figure| figure.routes.get(line)).collect();
    let mut row = vec![took[0].name()];
    row.extend(took.iter().map(|took| format!("{:.1} / {:.1}", took.p50, took.p99)));
    row.push(format!("{:.2}", took[took.len() - 1].p50 / took[0].p50));
    row
}

/// Whether the median grew by no more than what it may, or by no more than medians differ anyway.
fn is_flat(few: &Took, many: &Took) -> bool {
    many.p50 <= few.p50 * AIM || many.p50 - few.p50 <= NOISE
}

impl Took {
    fn name(&self) -> String {
        if self.of.is_empty() { self.route.clone() } else { format!("{}, {}", self.route, self.of) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_longer_by_half_has_grown_unless_it_is_too_short_to_tell() {
        let took = |p50| Took { route: "GET /".into(), of: String::new(), p50, p99: 0.0 };
        assert!(is_flat(&took(4.0), &took(6.0)));
        assert!(!is_flat(&took(4.0), &took(6.1)));
        assert!(is_flat(&took(0.4), &took(0.7)));
        assert!(!is_flat(&took(0.4), &took(0.8)));
    }
}
