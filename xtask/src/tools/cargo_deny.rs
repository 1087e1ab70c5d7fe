//! cargo-deny, built once from source.

use std::path::PathBuf;

use crate::stamp::Stamp;
use crate::{repository, say, shell};

const VERSION: &str = "0.20.2";

/// Installs cargo-deny into `target/tools` unless it is there, and gives its path.
///
/// # Errors
/// When it can't be had or doesn't build.
pub(crate) fn ready() -> anyhow::Result<PathBuf> {
    let home = repository::tools("tools");
    let program = home.join("bin").join("cargo-deny");
    let stamp = Stamp::of_text(VERSION, "tools/.cargo-deny");
    if stamp.is_fresh() && program.exists() {
        return Ok(program);
    }
    say::step(&format!("cargo-deny {VERSION}: building it into target/tools (some minutes, once)"), || {
        let mut install =
            shell::program("cargo", ["install", "--quiet", "--locked", "--force", "cargo-deny"]);
        install.args(["--version", VERSION, "--root"]).arg(&home);
        shell::run(&mut install)?;
        stamp.note()
    })?;
    Ok(program)
}
