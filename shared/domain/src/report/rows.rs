//! Everything that is told of a quarter, as one long table.

use std::collections::BTreeMap;

use super::{Breakdown, Dimension, OfAttribute, Quarter, Totals};
use crate::plain_text::cell;

/// The names of the columns.
pub const HEAD: [&str; 5] = ["quarter", "by", "of", "measure", "value"];

/// A row of the table.
pub type Row = [String; 5];

/// The rows: totals, then each breakdown, then equity. `named` says what a member is called. No cell is a formula.
#[must_use]
pub fn rows(
    quarter: Quarter,
    totals: &Totals,
    by: &BTreeMap<Dimension, Breakdown>,
    equity: &[OfAttribute],
    named: impl Fn(Dimension, &str) -> String,
) -> Vec<Row> {
    let row = |by: &str, of: String, measure: &str, value: u32| {
        [quarter.to_string(), cell(by), cell(&of), measure.to_owned(), value.to_string()]
    };
    let mut rows: Vec<Row> =
        totals.iter().map(|(measure, value)| row("all", String::new(), measure.name(), *value)).collect();
    for (dimension, breakdown) in by {
        for (measure, lines) in breakdown {
            for line in lines {
                let names: Vec<String> =
                    line.members.iter().map(|member| named(*dimension, member)).collect();
                rows.push(row(name(*dimension), names.join("; "), measure.name(), line.value));
            }
        }
    }
    for of in equity {
        for value in &of.values {
            let named = value.value.clone().unwrap_or_default();
            rows.extend(value.totals.iter().map(|(measure, number)| {
                row(&format!("attribute: {}", of.attribute), named.clone(), measure.name(), *number)
            }));
        }
    }
    rows
}

const fn name(dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::School => "school",
        Dimension::Microcredential => "microcredential",
        Dimension::District => "district",
    }
}
