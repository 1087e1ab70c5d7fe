//! `cargo xtask bench assessment`: years of assessing, played through with the rules that the functions run on.
//!
//! The program `bench-assessment` simulates the people: forty assessors with known habits, two of whom drift in the sixth
//! month. Who is asked, what becomes of a submission, what agreement comes to and who is paused are the domain's.

use std::collections::BTreeMap;

use anyhow::Context;
use clap::Args;
use serde::Deserialize;

use super::table;
use crate::{run, say, shell};

/// Days within which a drift is to be noticed.
const WEEKS_6: i64 = 42;
/// The share of assessors who did nothing wrong and are paused in a year, at most.
const HONEST: f64 = 0.05;
/// The share of years in which the interval of kappa holds the true one.
const COVERED: std::ops::RangeInclusive<f64> = 0.92..=0.98;

/// How much to play.
#[derive(Args)]
pub(crate) struct Options {
    /// Years, each with another seed.
    #[arg(long, default_value_t = 200, value_parser = clap::value_parser!(u32).range(1..))]
    years: u32,
    /// Attempts in a year; of fewer than a thousand too little is read to tell anything.
    #[arg(long, default_value_t = 5_000, value_parser = clap::value_parser!(u32).range(1_000..))]
    attempts: u32,
}

/// What the program tells.
#[derive(Deserialize)]
struct Told {
    years: Vec<Year>,
    seconds: f64,
    kappa: [f64; 2],
    covered: usize,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Year {
    attempts: usize,
    decided: usize,
    assigned: usize,
    declined: usize,
    overdue: usize,
    bounced: usize,
    waited: usize,
    over_cap: usize,
    conflicts: usize,
    on_holiday: usize,
    drifted: Vec<Drifted>,
    honest_paused: Vec<usize>,
    honest: usize,
}

#[derive(Deserialize)]
struct Drifted {
    began: i64,
    paused: Option<i64>,
}

/// Plays and prints the table.
///
/// # Errors
/// When the program can't be built or doesn't run.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    let program = run::build("bench-assessment", true)?;
    let mut bench = shell::program(program, []);
    bench.args(["--years", &options.years.to_string(), "--attempts", &options.attempts.to_string()]);
    let told = say::step(&format!("Playing {} years", options.years), || shell::quiet(&mut bench))?;
    let told: Told = serde_json::from_str(&told).context("the benchmark gave no figures")?;

    let rows = [rules(&told), readers(&told)].concat();
    table::print(&["", "came out", "to be reached"], &rows);
    say::line(of_each(&told));
    say::line(
        "Everything is read twice, and whoever drifts takes no holiday in the weeks after: where less is read twice, or \
         somebody is away, noticing takes longer.",
    );
    Ok(())
}

/// What must never happen, and what always must.
fn rules(told: &Told) -> Vec<[String; 3]> {
    let sum = |what: fn(&Year) -> usize| told.years.iter().map(what).sum::<usize>();
    let none = |name: &str, count: usize| [name.to_owned(), thousands(count), "0".to_owned()];
    vec![
        [
            "attempts decided".to_owned(),
            of(sum(|year| year.decided), sum(|year| year.attempts)),
            "all".to_owned(),
        ],
        none("assignments over somebody's cap", sum(|year| year.over_cap)),
        none("assignments to somebody with a conflict", sum(|year| year.conflicts)),
        none("assignments to somebody on holiday", sum(|year| year.on_holiday)),
    ]
}

/// Who was paused, and how sure the figures are.
fn readers(told: &Told) -> Vec<[String; 3]> {
    let drifted: Vec<&Drifted> = told.years.iter().flat_map(|year| &year.drifted).collect();
    let mut days: Vec<i64> = drifted.iter().filter_map(|one| Some(one.paused? - one.began)).collect();
    days.sort_unstable();
    let within = days.iter().filter(|days| **days <= WEEKS_6).count();
    let middle = days.get(days.len() / 2).copied().unwrap_or_default();
    let longest = days.last().copied().unwrap_or_default();
    let honest = told.years.iter().map(|year| year.honest).sum();
    let by_assessor = honest_pauses(told);
    let paused = by_assessor.values().sum();
    let most = by_assessor.values().copied().max().unwrap_or_default();
    let covered = share(told.covered, 2 * told.years.len());
    vec![
        ["drifted assessors paused within six weeks".to_owned(), of(within, drifted.len()), "all".to_owned()],
        ["days until then, median and most".to_owned(), format!("{middle}, {longest}"), format!("{WEEKS_6}")],
        [
            "others paused in a year".to_owned(),
            format!("{}, {}", of(paused, honest), percent(share(paused, honest))),
            format!("at most {}", percent(HONEST)),
        ],
        [
            "years in which the same one of them was, at most".to_owned(),
            format!("{}, {}", of(most, told.years.len()), percent(share(most, told.years.len()))),
            format!("at most {}", percent(HONEST)),
        ],
        [
            "years in which the interval holds the true kappa".to_owned(),
            percent(covered),
            format!("{} to {}", percent(*COVERED.start()), percent(*COVERED.end())),
        ],
    ]
}

/// How often somebody was paused without having drifted, by her number: in every year she has the same habits.
fn honest_pauses(told: &Told) -> BTreeMap<usize, usize> {
    let mut pauses = BTreeMap::new();
    for number in told.years.iter().flat_map(|year| &year.honest_paused) {
        *pauses.entry(*number).or_default() += 1;
    }
    pauses
}

/// What a year is like, and how long they took.
fn of_each(told: &Told) -> String {
    let mean = |what: fn(&Year) -> usize| {
        thousands(told.years.iter().map(what).sum::<usize>() / told.years.len().max(1))
    };
    format!(
        "in a year: {} assignments, of which {} handed back, {} let go by, {} never read; {} attempts waited for somebody. \
         True kappa {:.3} and {:.3}. {} years in {:.1} s",
        mean(|year| year.assigned),
        mean(|year| year.declined),
        mean(|year| year.overdue),
        mean(|year| year.bounced),
        mean(|year| year.waited),
        told.kappa[0],
        told.kappa[1],
        told.years.len(),
        told.seconds
    )
}

fn of(count: usize, all: usize) -> String {
    format!("{} of {}", thousands(count), thousands(all))
}

fn thousands(count: usize) -> String {
    table::thousands(count as f64)
}

fn share(count: usize, all: usize) -> f64 {
    count as f64 / all.max(1) as f64
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}
