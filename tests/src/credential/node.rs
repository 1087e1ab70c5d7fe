//! Runs a script of `tests/conformance` over JSON lines.

use std::{
    fs::File,
    io::Write,
    path::PathBuf,
    process::{Command, Stdio},
};

use serde_json::Value;

/// The answers of `node <script> <arguments>`, one for every document.
///
/// # Panics
/// If node isn't there, its packages aren't, or it fails; the sentence says what to do.
pub(super) fn run(script: &str, arguments: &[&str], documents: &[Value]) -> Vec<Value> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("conformance");
    assert!(
        folder.join("node_modules").is_dir(),
        "the independent verifiers aren't installed: run `npm ci` in {} or use `cargo xtask test`",
        folder.display()
    );
    let output = Command::new("node")
        .arg(script)
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::from(lines(documents)))
        .output()
        .expect("node (20 or newer) is installed");
    assert!(output.status.success(), "{script}: {}", String::from_utf8_lossy(&output.stderr));

    let answers: Vec<Value> = serde_json::Deserializer::from_slice(&output.stdout)
        .into_iter()
        .collect::<Result<_, _>>()
        .expect("JSON lines");
    assert_eq!(answers.len(), documents.len(), "one answer for every document");
    answers
}

/// A file that holds the documents as lines, to be read from its beginning.
fn lines(documents: &[Value]) -> File {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    for document in documents {
        writeln!(file, "{document}").expect("written");
    }
    file.reopen().expect("the file can be read again")
}
