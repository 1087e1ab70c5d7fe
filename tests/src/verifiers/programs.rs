//! Runs the scripts of `tests/conformance` over JSON lines.

use std::{
    fs::File,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;

use super::Runner;
use crate::house;

/// The canonical N-Quads of each document, if the web holds what the file `site` holds.
pub(super) fn canonized(site: &Path, documents: &[Value]) -> Vec<Value> {
    run(node().arg("canonize.mjs").arg(site), documents)
}

/// What two independent programs say of how far readers agree.
pub(super) fn agreement(tables: &[Value]) -> Vec<Value> {
    run(python("venv").arg("agreement.py"), tables)
}

/// The answers of the runner's tools to these questions, if the web holds what the file `site` holds.
///
/// # Panics
/// If a program isn't there, or breaks down.
pub(super) fn judged(runner: Runner, site: &Path, lines: &[Value]) -> Vec<Value> {
    if lines.is_empty() {
        return Vec::new();
    }
    let mut program = match runner {
        Runner::Node => node(),
        Runner::Python => python("venv"),
        Runner::OldPython => python("venv-ob2"),
    };
    let script = match runner {
        Runner::Node => "judge.mjs",
        Runner::Python | Runner::OldPython => "judge.py",
    };
    run(program.arg(script).arg(site), lines)
}

/// The text of a file in a Python package of the tests.
pub(super) fn packaged(file: &str) -> String {
    let packages = house::root().join("target/venv/lib");
    installed(&packages);
    let mut versions = std::fs::read_dir(packages).expect("a folder").filter_map(Result::ok);
    let found = versions
        .find_map(|python| std::fs::read_to_string(python.path().join("site-packages").join(file)).ok());
    found.unwrap_or_else(|| panic!("{file} is in no Python package"))
}

fn node() -> Command {
    installed(&folder().join("node_modules"));
    Command::new("node")
}

fn python(environment: &str) -> Command {
    let program = house::root().join("target").join(environment).join("bin/python");
    installed(&program);
    let mut python = Command::new(program);
    // Old code draws many warnings that say nothing about a badge.
    python.args(["-W", "ignore"]);
    python
}

fn installed(path: &Path) {
    assert!(
        path.exists(),
        "{} is missing: run the tests by `cargo xtask test`, which installs the independent verifiers",
        path.display()
    );
}

fn folder() -> PathBuf {
    house::root().join("tests/conformance")
}

/// The answers of a program, one for every line that it is given.
fn run(program: &mut Command, lines: &[Value]) -> Vec<Value> {
    let output = program
        .current_dir(folder())
        .stdin(Stdio::from(file_of(lines)))
        .output()
        .expect("node (20 or newer) and Python are installed");
    assert!(output.status.success(), "{program:?}: {}", String::from_utf8_lossy(&output.stderr));

    let answers: Vec<Value> = serde_json::Deserializer::from_slice(&output.stdout)
        .into_iter()
        .collect::<Result<_, _>>()
        .unwrap_or_else(|error| {
            panic!("{program:?}: {error} in {}", String::from_utf8_lossy(&output.stdout))
        });
    assert_eq!(answers.len(), lines.len(), "one answer for every line");
    answers
}

/// A file that holds the values as lines, to be read from its beginning.
fn file_of(lines: &[Value]) -> File {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    for line in lines {
        writeln!(file, "{line}").expect("written");
    }
    file.reopen().expect("the file can be read again")
}
