//! The house stays as it was built: what may depend on what, how long a file may be, where a key may be written.

use std::collections::BTreeSet;
use std::path::Path;

use crate::house::{self, Crates};

/// Lines that a file of code may have.
const LONGEST: usize = 400;

/// Beginnings of crates' names that have no place in rules: services, runtimes, networks, clocks of their own.
const IMPURE: [&str; 13] = [
    "aws-",
    "aws_",
    "chrono",
    "cloud",
    "getrandom",
    "hyper",
    "lambda",
    "lettre",
    "rand",
    "reqwest",
    "rustls",
    "time",
    "tokio",
];

/// Crates' names, or their beginnings, that only `cloud` may state among what is deployed.
const OUTSIDE: [&str; 4] = ["aws-", "aws_", "lambda_", "lettre"];

fn starts_with_any(name: &str, beginnings: &[&str]) -> bool {
    beginnings.iter().any(|beginning| name.starts_with(beginning))
}

/// Lines of our code that hold `needle`, as `path:line`, outside files for which `exempt` holds.
fn lines_with(needle: impl Fn(&str) -> bool, exempt: impl Fn(&Path) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    for path in house::files(&[".rs", ".ts", ".svelte"]).into_iter().filter(|path| !exempt(path)) {
        let text = house::text(&path);
        let lines = text.lines().enumerate().filter(|(_, line)| needle(line));
        found.extend(lines.map(|(at, line)| format!("{}:{}: {}", path.display(), at + 1, line.trim())));
    }
    found
}

#[test]
fn domain_is_built_without_clouds_clocks_and_runtimes() {
    let built = house::built_with("domain");
    let impure: Vec<&String> = built.iter().filter(|name| starts_with_any(name, &IMPURE)).collect();

    assert!(house::built_with("cloud").contains("lettre"), "this looks at something else than what is built");
    assert_eq!(impure, [""; 0]);
}

#[test]
fn only_cloud_names_what_lies_outside() {
    let crates = Crates::read();
    let deployed = house::functions().into_keys().chain(["domain".to_owned()]);
    let naming: Vec<String> =
        deployed.filter(|name| crates.stated(name).iter().any(|on| starts_with_any(on, &OUTSIDE))).collect();

    assert_eq!(naming, [""; 0]);
}

#[test]
fn no_function_depends_on_another() {
    let crates = Crates::read();
    let functions: BTreeSet<String> = house::functions().into_keys().collect();
    for name in &functions {
        let others: Vec<&str> =
            crates.stated(name).into_iter().filter(|on| functions.contains(*on)).collect();
        assert_eq!(others, [""; 0], "{name} depends on another function");
    }
}

#[test]
fn every_crate_obeys_the_lints_of_the_workspace_and_functions_hold_no_tests() {
    for path in house::files(&["Cargo.toml"]).into_iter().filter(|path| path != Path::new("Cargo.toml")) {
        let manifest = house::text(&path);
        assert!(manifest.contains("[lints]\nworkspace = true"), "{} has lints of its own", path.display());
        let without_tests = manifest.matches("\ntest = false\n").count();
        assert!(
            without_tests == 2 || !path.starts_with("functions"),
            "{} builds empty tests",
            path.display()
        );
    }
}

#[test]
fn no_file_of_code_is_longer_than_a_reader_bears() {
    let files = house::files(&[".rs", ".ts", ".svelte"]);
    let long = files.iter().map(|path| (path, house::text(path).lines().count()));
    let long: Vec<_> = long.filter(|(_, lines)| *lines > LONGEST).collect();

    assert_eq!(long, []);
}

#[test]
fn keys_of_the_table_are_written_in_one_place() {
    let places = ["shared/cloud/src/table/keys", "tests/src/table/keys", "tests/src/tidy"];
    let kinds = [
        "PERSON",
        "EMAIL",
        "ORGANISATION",
        "SESSION",
        "LINK",
        "MICROCREDENTIAL",
        "SUBMISSION",
        "AWARD",
        "LETTER",
        "AUDIT",
        "ANSWER",
        "RELIABILITY",
        "POLICY",
        "RECOGNITIONS",
        "LOOK",
        "REGISTER",
        "SHARD",
        "ROSTER",
        "ROSTERED",
        "PLACING",
        "FOREIGN",
        "RECIPROCITY",
        "SHARE",
        "ADVISED",
    ];
    let is_key = |line: &str| kinds.iter().any(|kind| line.contains(&format!("\"{kind}#")));
    let found =
        lines_with(is_key, |path| places.iter().any(|place| path.with_extension("").starts_with(place)));

    assert_eq!(found, [""; 0]);
}

#[test]
fn nothing_is_left_undone() {
    let words =
        ["TO", "FIX", "XX"].map(|start| format!("{start}{}", if start == "TO" { "DO" } else { "ME" }));
    let ignored = format!("#[{}", "ignore");
    let undone = |line: &str| words.iter().any(|word| line.contains(word)) || line.contains(&ignored);

    assert_eq!(lines_with(undone, |_| false), [""; 0]);
}

#[test]
fn the_entry_of_a_function_only_hands_it_over() {
    for (name, group) in house::functions() {
        let path = format!("functions/{group}/{name}/src/main.rs");
        let entry = house::text(&path);
        assert!(
            entry.contains("cloud::serve::") && entry.lines().count() <= 8,
            "{path} does more than hand over"
        );
    }
}
