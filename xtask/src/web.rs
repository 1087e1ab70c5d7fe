//! The portal: `web/dist` from `web/src`, its checks and its tests.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Context;

use crate::stamp::Stamp;
use crate::tools::{debian, node, video};
use crate::{repository, say, shell};

/// Megabytes of the video that an earner of the browser tests hands in.
const VIDEO: u64 = 20;

/// Builds `web/dist`, unless it is what its sources make.
///
/// # Errors
/// When a package can't be had, or it doesn't build.
pub(crate) fn build() -> anyhow::Result<()> {
    node::ready("web")?;
    let stamp = Stamp::of_sources(&sources()?, "web/.built")?;
    if stamp.is_fresh() && repository::path("web/dist/index.html").exists() {
        return Ok(());
    }
    say::step("Building the portal into web/dist", || {
        npm("build")?;
        stamp.note()
    })
}

/// Checks types, accessibility of components, and formatting.
///
/// # Errors
/// With what was found on the terminal.
pub(crate) fn check() -> anyhow::Result<()> {
    node::ready("web")?;
    say::step("The portal's types and formatting", || npm("check"))
}

/// Lays every letter into target/letters, where the tests in a browser look for them, as `cargo test` does.
///
/// # Errors
/// When it doesn't build.
pub(crate) fn letters() -> anyhow::Result<()> {
    let words = ["test", "--quiet", "--package", "domain", "--lib", "every_letter_lies_ready"];
    say::step("Letters for the browser", || shell::run(&mut shell::program("cargo", words)))
}

/// Runs the portal's unit tests, then those in a browser against the local stack, the program `stack`.
///
/// # Errors
/// When something can't be installed, or a test fails.
pub(crate) fn test(stack: &Path) -> anyhow::Result<()> {
    build()?;
    say::step("Unit tests of the portal", || npm("unit"))?;
    debian::need("chromium", "--version", &["chromium"])?;
    let video = video::ready(VIDEO)?;
    // Each file gets a stack of its own, as each journey of the API has one: people and their work are few in the seed.
    let mut files = Vec::new();
    collect(&repository::path("web/tests"), &mut files)?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.ts"));
    files.sort();
    // In how many states axe looked at pages is told of all files together.
    let looks = repository::path("web/output/looks");
    fs::create_dir_all(repository::path("web/output"))?;
    fs::write(&looks, "")?;
    say::step("The portal in Chromium", || {
        files.iter().try_for_each(|file| {
            let mut tests = shell::program("npm", ["run", "--silent", "browser", "--"]);
            tests.arg(file).current_dir(repository::path("web"));
            tests.env("TOUCHSTONE_VIDEO", &video).env("TOUCHSTONE_LOCAL", stack);
            shell::run(tests.env("TOUCHSTONE_LOOKS", &looks))
        })
    })
}

fn npm(script: &str) -> anyhow::Result<()> {
    shell::run(shell::program("npm", ["run", "--silent", script]).current_dir(repository::path("web")))
}

/// Every file that `web/dist` is made from.
fn sources() -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for folder in ["web/src", "web/public", "schemas"] {
        collect(&repository::path(folder), &mut found)?;
    }
    let beside = [
        "index.html",
        "404.html",
        "package-lock.json",
        "svelte.config.js",
        "types.js",
        "vite.config.ts",
        "vite.embed.config.ts",
    ];
    found.extend(beside.map(|name| repository::path("web").join(name)));
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> anyhow::Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("{} can't be read", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() && !path.ends_with("generated") {
            collect(&path, found)?;
        } else if path.is_file() {
            found.push(path);
        }
    }
    Ok(())
}
