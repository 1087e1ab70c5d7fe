//! `cargo xtask test`: every test, on a fresh clone too.

use clap::Args;

use crate::tools::{node, python};
use crate::{run, say, shell, web};

/// What to test.
#[derive(Args)]
pub(crate) struct Options {
    /// Only the portal's: unit tests, then those in a browser.
    #[arg(long, conflicts_with = "words")]
    web: bool,
    /// Only cargo's, with words handed to `cargo test`, such as a test's name or `-- --nocapture`.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    words: Vec<String>,
}

/// Gets what the tests need, then runs `cargo test --workspace` and the portal's tests.
///
/// # Errors
/// When something can't be installed, or a test fails.
pub(crate) fn run(options: &Options) -> anyhow::Result<()> {
    if options.web {
        web::letters()?;
        return web::test(&run::build("local", false)?);
    }
    python::TESTS.ready()?;
    python::OPEN_BADGES_2.ready()?;
    node::ready("tests/conformance")?;
    say::step("Tests of the whole workspace", || {
        shell::run(shell::program("cargo", ["test", "--workspace"]).args(&options.words))
    })?;
    // The tests of the local stack have built its program on their way.
    if options.words.is_empty() { web::test(&run::program("local", false)?) } else { Ok(()) }
}
