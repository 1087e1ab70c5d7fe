//! Everything that is told of a quarter, as one long table.

use std::collections::BTreeMap;

use super::{Breakdown, Dimension, OfAttribute, OfQuestion, Quarter, Totals};
use crate::plain_text::cell;

/// The names of the columns.
pub const HEAD: [&str; 5] = ["quarter", "by", "of", "measure", "value"];

/// A row of the table.
pub type Row = [String; 5];

/// The rows: totals, then each breakdown, equity, and the district's questions. `named` says what a member is called. No
/// cell is a formula.
#[must_use]
pub fn rows(
    quarter: Quarter,
    (totals, by): (&Totals, &BTreeMap<Dimension, Breakdown>),
    equity: &[OfAttribute],
    questions: &[OfQuestion],
    named: impl Fn(Dimension, &str) -> String,
) -> Vec<Row> {
    let row = |by: &str, of: String, measure: &str, value: u32| {
        [quarter.to_string(), cell(by), cell(&of), measure.to_owned(), value.to_string()]
    };
    let mut rows: Vec<Row> =
        totals.iter().map(|(measure, value)| row("all", String::new(), measure.name(), *value)).collect();
    for (dimension, breakdown) in by {
        let lines = told(breakdown, |member| named(*dimension, member));
        rows.extend(lines.map(|(of, measure, value)| row(name(*dimension), of, measure, value)));
    }
    for of in equity {
        for value in &of.values {
            let named = value.value.clone().unwrap_or_default();
            rows.extend(value.totals.iter().map(|(measure, number)| {
                row(&format!("attribute: {}", of.attribute), named.clone(), measure.name(), *number)
            }));
        }
    }
    for of in questions {
        let by = format!("question: {}", of.text);
        let lines = told(&of.by, answer);
        rows.extend(lines.map(|(of, measure, value)| row(&by, of, measure, value)));
    }
    rows
}

/// The lines of a breakdown: of whom, what, and how many.
fn told(
    breakdown: &Breakdown,
    named: impl Fn(&str) -> String,
) -> impl Iterator<Item = (String, &'static str, u32)> {
    breakdown.iter().flat_map(|(measure, lines)| lines.iter().map(move |line| (measure, line))).map(
        move |(measure, line)| {
            let names: Vec<String> = line.members.iter().map(|member| named(member)).collect();
            (names.join("; "), measure.name(), line.value)
        },
    )
}

fn answer(choice: &str) -> String {
    if choice.is_empty() { "(no answer)".to_owned() } else { choice.to_owned() }
}

const fn name(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::School => "school",
        Dimension::Microcredential => "microcredential",
        Dimension::District => "district",
    }
}
