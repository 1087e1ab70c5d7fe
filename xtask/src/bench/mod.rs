//! `cargo xtask bench`: figures, each beside what is to be reached. Nothing fails by a figure: machines differ.

mod assessment;
mod badges;
mod cold;
mod cost;
mod prices;
mod scale;
mod table;
mod web;

use clap::Subcommand;

/// What to measure.
#[derive(Subcommand)]
pub(crate) enum Subject {
    /// Years of assessing: caps, conflicts, who is paused and when, and how sure kappa is.
    Assessment(assessment::Options),
    /// Badges signed and verified a second on one thread, beside Digital Bazaar's library and jose.
    Badges(badges::Options),
    /// How each function starts, under AWS's own runtime emulator, beside the same in Python and Node.js.
    Cold(cold::Options),
    /// What 1,000 submissions cost on AWS: everything of one life counted, times the price list.
    Cost(cost::Options),
    /// Routes with few and with many submissions in the table: whether they take as long.
    Scale(scale::Options),
    /// The portal: scripts of each page, Lighthouse, and an upload of 1 GiB beside a copy by the AWS CLI.
    Web(web::Options),
}

/// Measures it and tells.
///
/// # Errors
/// When something can't be had or built, or doesn't run.
pub(crate) fn run(subject: &Subject) -> anyhow::Result<()> {
    match subject {
        Subject::Assessment(options) => assessment::run(options),
        Subject::Badges(options) => badges::run(options),
        Subject::Cold(options) => cold::run(options),
        Subject::Cost(options) => cost::run(options),
        Subject::Scale(options) => scale::run(options),
        Subject::Web(options) => web::run(options),
    }
}
