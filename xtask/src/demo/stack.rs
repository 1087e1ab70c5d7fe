//! A local stack of the demo's own: a fresh folder, free ports, gone when the demo ends.

use std::path::Path;
use std::process::{Child, Command};

use anyhow::Context;
use tempfile::TempDir;

/// The running stack. Dropping it stops it and removes its folder.
pub(crate) struct Stack {
    process: Child,
    folder: TempDir,
}

/// Starts the stack.
///
/// # Errors
/// When it can't be started.
pub(crate) fn start(program: &Path) -> anyhow::Result<Stack> {
    let folder = TempDir::new().context("no temporary folder can be made")?;
    let mut command = Command::new(program);
    command.arg("--folder").arg(folder.path());
    let process = command.spawn().context("the local stack could not be started")?;
    Ok(Stack { process, folder })
}

impl Stack {
    /// Stops the stack.
    ///
    /// # Errors
    /// When the folder can't be removed.
    pub(crate) fn stop(mut self) -> anyhow::Result<()> {
        self.process.kill().context("the local stack could not be stopped")?;
        self.process.wait().context("the local stack could not be awaited")?;
        self.folder.close().context("the demo's folder could not be removed")
    }
}
