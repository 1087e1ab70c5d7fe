//! Where things lie: the repository, its tools, and what cargo built.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Context;

/// The folder that holds the workspace's `Cargo.toml`.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask lies in the workspace's folder")
}

/// A path below the root.
pub(crate) fn path(below: impl AsRef<Path>) -> PathBuf {
    root().join(below)
}

/// A folder for installed tools: `target/<name>` of the repository, wherever cargo's own output goes. Where `target`
/// is a link, what it leads to: installed programs keep the path of their first day.
pub(crate) fn tools(name: &str) -> PathBuf {
    let target = root().join("target");
    target.canonicalize().unwrap_or(target).join(name)
}

/// Where cargo puts what it builds, which `CARGO_TARGET_DIR` may have moved.
///
/// # Errors
/// When `cargo metadata` fails or answers with something else.
pub(crate) fn cargo_output() -> anyhow::Result<PathBuf> {
    let mut metadata = Command::new("cargo");
    metadata.current_dir(root()).args(["metadata", "--format-version=1", "--no-deps"]);
    let answer = metadata.output().context("`cargo metadata` did not run")?;
    let answer: serde_json::Value =
        serde_json::from_slice(&answer.stdout).context("`cargo metadata` gave no JSON")?;
    let folder = answer["target_directory"].as_str().context("`cargo metadata` names no target directory")?;
    Ok(PathBuf::from(folder))
}
