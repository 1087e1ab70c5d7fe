//! `cargo xtask test`: every test, on a fresh clone too.

use clap::Args;

use crate::tools::{node, python};
use crate::{say, shell};

/// What to test.
#[derive(Args)]
pub(crate) struct Options {
    /// Words handed to `cargo test`, such as a test's name or `-- --nocapture`.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    words: Vec<String>,
}

/// Gets what the tests need, then runs `cargo test --workspace`.
///
/// # Errors
/// When something can't be installed, or a test fails.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    python::TESTS.ready()?;
    node::ready("tests/conformance")?;
    say::step("Tests of the whole workspace", || {
        shell::run(shell::program("cargo", ["test", "--workspace"]).args(&options.words))
    })
}
