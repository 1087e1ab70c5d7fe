//! Where things lie: the repository, its tools, and what cargo built.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use anyhow::Context;

/// The folder that holds the workspace's `Cargo.toml`: of the checkout that cargo runs this program for. Where two checkouts
/// have one `CARGO_TARGET_DIR`, it may have been built for the other.
pub(crate) fn root() -> &'static Path {
    static XTASK: LazyLock<PathBuf> = LazyLock::new(|| {
        #[expect(clippy::disallowed_methods, reason = "cargo tells it, and it is no setting of ours")]
        let told = std::env::var_os("CARGO_MANIFEST_DIR");
        told.map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from)
    });
    XTASK.parent().expect("xtask lies in the workspace's folder")
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
