//! `cargo xtask lint`: formatting, types, clippy, and what may come in from outside.

use crate::{say, shell, tools, web};

/// Runs every check that needs no test.
///
/// # Errors
/// With the first check that isn't met.
pub(crate) fn run() -> anyhow::Result<()> {
    say::step("Formatting", || shell::run(&mut shell::program("cargo", ["fmt", "--all", "--check"])))?;
    say::step("Clippy, warnings denied", || {
        let words = ["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"];
        shell::run(&mut shell::program("cargo", words))
    })?;
    web::check()?;
    let cargo_deny = tools::cargo_deny::ready()?;
    say::step("Licences, bans and sources of dependencies", || {
        shell::run(&mut shell::program(cargo_deny, ["check", "licenses", "bans", "sources"]))
    })
}
