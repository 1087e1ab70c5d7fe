//! Programs that tasks run: shown before they start, named when they fail.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, bail};

use crate::{repository, say};

/// A program to be run at the repository's root, with its words.
pub(crate) fn program<const N: usize>(name: impl AsRef<OsStr>, words: [&str; N]) -> Command {
    let mut command = Command::new(name);
    command.current_dir(repository::root()).args(words);
    command
}

/// Shows the command and runs it, with its output on the terminal.
///
/// # Errors
/// When the program can't be started or doesn't succeed.
pub(crate) fn run(command: &mut Command) -> anyhow::Result<()> {
    let shown = shown(command);
    say::line(format!("$ {shown}"));
    let status = command.status().with_context(|| format!("`{shown}` could not be started"))?;
    if !status.success() {
        bail!("`{shown}` failed ({status})");
    }
    Ok(())
}

/// Runs the command quietly and gives its standard output; what it said is shown only when it fails.
///
/// # Errors
/// When the program can't be started or doesn't succeed.
pub(crate) fn quiet(command: &mut Command) -> anyhow::Result<String> {
    let shown = shown(command);
    let output = command.output().with_context(|| format!("`{shown}` could not be started"))?;
    if !output.status.success() {
        bail!("`{shown}` failed ({}):\n{}", output.status, String::from_utf8_lossy(&output.stderr));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether the program answers when asked for its version.
pub(crate) fn has(name: &str, version: &str) -> bool {
    let mut ask = Command::new(name);
    ask.arg(version).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    ask.status().is_ok_and(|status| status.success())
}

/// The search path with these folders before everything else.
///
/// # Errors
/// When a folder's name holds a colon.
pub(crate) fn path_with(folders: &[PathBuf]) -> anyhow::Result<OsString> {
    #[expect(clippy::disallowed_methods, reason = "the search path is the shell's, not a setting of ours")]
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let all = folders.iter().cloned().chain(std::env::split_paths(&inherited));
    std::env::join_paths(all).context("a folder of tools has a colon in its name")
}

/// The command as one would type it at the repository's root.
fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let near = |word: &OsStr| match Path::new(word).strip_prefix(repository::root()) {
        Ok(below) if !below.as_os_str().is_empty() => below.display().to_string(),
        Ok(_) | Err(_) => word.to_string_lossy().into_owned(),
    };
    words.map(near).collect::<Vec<_>>().join(" ")
}
