//! `bench-assessment`: plays years of assessing through, and says what they came to as JSON.
#![expect(clippy::print_stdout, reason = "its figures are its output")]

use std::{num::NonZero, thread, time::Instant};

use anyhow::{Context, ensure};
use bench_assessment::{
    Truth,
    year::{self, Told},
};
use clap::Parser;
use serde_json::json;

#[derive(Parser)]
struct Options {
    /// Years, each with another seed.
    #[arg(long)]
    years: u64,
    /// Attempts in a year.
    #[arg(long, default_value_t = year::ATTEMPTS)]
    attempts: usize,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    ensure!(options.years > 0, "a figure takes a year at least");
    let started = Instant::now();
    let years = play(&options)?;
    let seconds = started.elapsed().as_secs_f64();

    let kappa = [0, 1].map(|place| true_kappa(&years, place));
    let holds = |told: &Told, place: usize| told.pools[place].holds(kappa[place]) == Some(true);
    let covered: usize = years.iter().map(|told| (0..2).filter(|place| holds(told, *place)).count()).sum();
    println!("{}", json!({"years": years, "seconds": seconds, "kappa": kappa, "covered": covered}));
    Ok(())
}

/// The years, as many at once as there are cores.
fn play(options: &Options) -> anyhow::Result<Vec<Told>> {
    let threads = thread::available_parallelism().map_or(1, NonZero::get) as u64;
    thread::scope(|scope| {
        let share = |thread: u64| {
            move || -> Vec<Told> {
                let seeds = (thread..options.years).step_by(usize::try_from(threads).unwrap_or(1));
                seeds.map(|seed| year::play(seed, options.attempts)).collect()
            }
        };
        let running: Vec<_> = (0..threads).map(|thread| scope.spawn(share(thread))).collect();
        let mut years = Vec::new();
        for thread in running {
            years.extend(thread.join().ok().context("a year broke a rule of its own")?);
        }
        Ok(years)
    })
}

/// What is true of the readers of a definition, over all years: habits are the same in each.
fn true_kappa(years: &[Told], place: usize) -> f64 {
    years.iter().fold(Truth::default(), |all, told| all.and(&told.pools[place].truth)).kappa()
}
