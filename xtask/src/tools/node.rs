//! Node packages, as their lock files pin them.

use super::debian;
use crate::stamp::Stamp;
use crate::{repository, say, shell};

/// Installs the packages of `folder` (which holds a `package-lock.json`), if its lock has changed.
///
/// # Errors
/// When there is no npm, or a package can't be had.
pub(crate) fn ready(folder: &str) -> anyhow::Result<()> {
    let home = repository::path(folder);
    let stamp = Stamp::of(&home.join("package-lock.json"), &home.join("node_modules"))?;
    if stamp.is_fresh() {
        return Ok(());
    }
    debian::need("npm", "--version", &["nodejs", "npm"])?;
    say::step(&format!("Node packages of {folder}"), || {
        let mut install = shell::program("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
        shell::run(install.current_dir(&home))?;
        stamp.note()
    })
}
