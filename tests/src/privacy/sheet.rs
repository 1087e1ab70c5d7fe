//! The data protection sheet says of everything that is kept what it is, how long it stays, and what an erasure does.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    house,
    table::keys::{keys, record},
};

/// The records that the table keeps, by the chart at the top of `keys.rs`.
fn kept() -> BTreeSet<String> {
    let chart = house::text("shared/cloud/src/table/keys.rs");
    let lines = chart.lines().filter_map(|line| line.strip_prefix("//! | ")).skip(1);
    lines.filter_map(|line| Some(line.split('|').next()?.trim().to_owned())).collect()
}

/// The records of the sheet, and what it says an erasure does to each.
fn sheet() -> BTreeMap<String, String> {
    let sheet = house::text("docs/data-protection.md");
    let mut fates = BTreeMap::new();
    for line in sheet.lines().filter_map(|line| line.strip_prefix("| ")) {
        let cells: Vec<&str> = line.trim_end_matches('|').split('|').map(str::trim).collect();
        let [records, .., fate] = cells[..] else { continue };
        fates.extend(records.split(';').map(|one| (one.trim().to_owned(), fate.to_owned())));
    }
    fates
}

#[test]
fn the_sheet_names_every_record_of_the_table() {
    let named: BTreeSet<String> = sheet().into_keys().collect();
    let missing: Vec<String> = kept().difference(&named).cloned().collect();
    assert_eq!(missing, [""; 0], "docs/data-protection.md doesn't say what becomes of these");
}

#[test]
fn the_sheet_says_of_every_key_what_an_erasure_does_to_it() {
    let sheet = sheet();
    for (key, ..) in keys() {
        let (record, fate) = (record(&key), key.fate().name());
        let told = sheet.get(record).map_or("", String::as_str);
        assert_eq!(told.split([':', ',', ' ']).next(), Some(fate), "{record}: {told}");
    }
}
