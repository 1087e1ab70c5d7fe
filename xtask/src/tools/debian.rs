//! Programs that come with the machine: looked for, installed where that is allowed, otherwise asked for by name.

use anyhow::{Context, bail};

use crate::{say, shell};

/// Sees to it that `program` is there; `version` is how it is asked for its version.
///
/// Root on a machine with `apt-get` installs the packages; anybody else is told what to install.
///
/// # Errors
/// When the program is missing and can't be installed from here.
pub(crate) fn need(program: &str, version: &str, packages: &[&str]) -> anyhow::Result<()> {
    if shell::has(program, version) {
        return Ok(());
    }
    let wanted = packages.join(" ");
    if !may_install() {
        bail!("`{program}` is missing. Install it (Debian: `sudo apt-get install {wanted}`) and start again");
    }
    say::step(&format!("`{program}` is missing: installing Debian's {wanted}"), || {
        shell::run(&mut shell::program("apt-get", ["update", "--quiet"]))?;
        let mut install =
            shell::program("apt-get", ["install", "--yes", "--quiet", "--no-install-recommends"]);
        shell::run(install.args(packages))
            .with_context(|| format!("Debian's {wanted} could not be installed"))
    })
}

/// Whether this is root on a machine with `apt-get`.
fn may_install() -> bool {
    let root = shell::quiet(&mut shell::program("id", ["-u"])).is_ok_and(|id| id.trim() == "0");
    root && shell::has("apt-get", "--version")
}
