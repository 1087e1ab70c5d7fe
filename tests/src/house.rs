//! The repository as a reader finds it: its files, its functions' folders, what cargo says of its crates.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

/// Folders that hold nothing of ours.
const FOREIGN: [&str; 6] = [".git", ".touchstone", "dist", "generated", "node_modules", "target"];

/// The repository's root.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("tests lies in the workspace's folder")
}

/// The text of a file, by its path below the root.
pub(crate) fn text(below: impl AsRef<Path>) -> String {
    let path = root().join(below);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every file of ours whose name ends in one of `endings`, as paths below the root.
pub(crate) fn files(endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(root(), endings, &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, endings: &[&str], found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("our folders can be read") {
        let path = entry.expect("our folders can be read").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("our names are plain text");
        if path.is_dir() && !FOREIGN.contains(&name) {
            collect(&path, endings, found);
        } else if path.is_file() && endings.iter().any(|ending| name.ends_with(ending)) {
            found.push(path.strip_prefix(root()).expect("it was found below").to_owned());
        }
    }
}

/// The functions' folders: name to group.
pub(crate) fn functions() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for group in folders(&root().join("functions")) {
        for name in folders(&root().join("functions").join(&group)) {
            found.insert(name, group.clone());
        }
    }
    found
}

fn folders(within: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(within).unwrap_or_else(|error| panic!("{}: {error}", within.display()));
    let folders =
        entries.map(|entry| entry.expect("our folders can be read")).filter(|entry| entry.path().is_dir());
    folders.map(|entry| entry.file_name().into_string().expect("our names are plain text")).collect()
}

/// What cargo knows of the workspace's crates.
pub(crate) struct Crates(Value);

impl Crates {
    /// Asks cargo, for the processor and system that functions run on.
    pub(crate) fn read() -> Self {
        let mut cargo = Command::new("cargo");
        cargo.current_dir(root()).args(["metadata", "--format-version=1", "--locked"]);
        let answer =
            cargo.args(["--filter-platform", "x86_64-unknown-linux-gnu"]).output().expect("cargo is here");
        Self(serde_json::from_slice(&answer.stdout).expect("cargo metadata answers with JSON"))
    }

    /// Names of the crates that `name` states as dependencies, whatever for.
    pub(crate) fn stated(&self, name: &str) -> BTreeSet<&str> {
        let packages = self.0["packages"].as_array().expect("it lists packages");
        let package =
            packages.iter().find(|package| package["name"] == name).expect("it is in the workspace");
        package["dependencies"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|on| on["name"].as_str())
            .collect()
    }
}

/// Names of all crates that `name` is built with when it is built alone, at any depth and its own included;
/// what only its tests or its neighbours' features ask for is left out.
pub(crate) fn built_with(name: &str) -> BTreeSet<String> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(root()).args(["tree", "--locked", "--offline", "--package", name]);
    cargo.args(["--edges", "normal,build", "--prefix", "none", "--format", "{p}"]);
    let answer = cargo.args(["--target", "x86_64-unknown-linux-gnu"]).output().expect("cargo is here");
    assert!(answer.status.success(), "{}", String::from_utf8_lossy(&answer.stderr));

    let tree = String::from_utf8(answer.stdout).expect("our crates' names are plain text");
    tree.lines().filter_map(|line| line.split_whitespace().next()).map(str::to_owned).collect()
}
