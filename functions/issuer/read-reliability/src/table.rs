//! The figures as a table for spreadsheets: one line for everything that has figures.

use cloud::{Failure, sheet};
use domain::{
    plain_text,
    reliability::{Estimate, Figures},
};

use crate::view::View;

const HEAD: [&str; 20] = [
    "of",
    "name",
    "works",
    "scores",
    "exact",
    "exact low",
    "exact high",
    "adjacent",
    "adjacent low",
    "adjacent high",
    "kappa",
    "kappa low",
    "kappa high",
    "alpha",
    "alpha low",
    "alpha high",
    "severity",
    "severity low",
    "severity high",
    "standing",
];

/// The table, its names so that no spreadsheet takes them for a formula.
///
/// # Errors
/// None in practice: it is written into memory.
pub(crate) fn of(view: &View) -> Result<String, Failure> {
    let mut rows = vec![row("pool", "", &view.pool.figures, false)];
    rows.extend(view.criteria.iter().map(|of| row("criterion", &of.about.title, &of.figures, false)));
    rows.extend(view.assessors.iter().map(|of| row("assessor", &of.about.name, &of.figures, true)));
    rows.extend(view.benchmarks.iter().map(|of| row("benchmarks", &of.about.name, &of.figures, true)));
    rows.extend(view.months.iter().map(|of| row("month", &of.about.month, &of.figures, false)));

    sheet::csv(&HEAD, rows)
}

/// Severity is told of assessors only: of others it has no direction.
fn row(of: &str, name: &str, figures: &Figures, with_severity: bool) -> Vec<String> {
    let mut row =
        vec![of.to_owned(), plain_text::cell(name), figures.n.to_string(), figures.scores.to_string()];
    let severity = figures.severity.filter(|_| with_severity);
    for figure in [figures.exact, figures.adjacent, figures.kappa, figures.alpha, severity] {
        row.extend(cells(figure));
    }
    row.push(figures.standing().to_string());
    row
}

fn cells(figure: Option<Estimate>) -> [String; 3] {
    let text = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
    let interval = figure.and_then(|figure| figure.interval);
    [
        text(figure.map(|figure| figure.value)),
        text(interval.map(|of| of.low)),
        text(interval.map(|of| of.high)),
    ]
}
