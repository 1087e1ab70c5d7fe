//! The figures as a table for spreadsheets: one line for everything that has figures, and for everybody whose scores were
//! appealed against.

use cloud::{Failure, sheet};
use domain::{
    PersonId,
    reliability::{AppealFigures, Estimate, Figures},
};

use crate::view::{Line, View};

const HEAD: [&str; 25] = [
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
    "appeals answered",
    "appeals with scores changed",
    "appeals with a panel",
    "criteria disputed",
    "criteria met after all",
];

/// The table.
///
/// # Errors
/// None in practice: it is written into memory.
pub(crate) fn of(view: &View) -> Result<String, Failure> {
    let mut rows = vec![row("pool", "", Of::line(&view.pool), Some(&view.appeals.figures))];
    rows.extend(view.criteria.iter().map(|of| row("criterion", &of.about.title, Of::line(of), None)));
    rows.extend(assessors(view));
    rows.extend(view.benchmarks.iter().map(|of| {
        let figures = Of { with_severity: true, ..Of::line(of) };
        row("benchmarks", &of.about.name, figures, None)
    }));
    rows.extend(view.months.iter().map(|of| row("month", &of.about.month, Of::line(of), None)));

    sheet::csv(&HEAD, rows)
}

/// The figures of a line, if it has any.
#[derive(Default)]
struct Of<'a> {
    figures: Option<(&'a Figures, String)>,
    /// Severity is told of assessors only: of others it has no direction.
    with_severity: bool,
}

impl<'a> Of<'a> {
    fn line<T>(line: &'a Line<T>) -> Self {
        Self { figures: Some((&line.figures, line.standing.to_string())), with_severity: false }
    }
}

/// Everybody who scored with others, and everybody else whose scores were appealed against.
fn assessors(view: &View) -> Vec<Vec<String>> {
    let appeals = |person: PersonId| {
        let of = view.appeals.assessors.iter().find(|of| of.about.person == person);
        of.map(|of| &of.figures)
    };
    let scored = view.assessors.iter().map(|of| {
        let figures = Of { with_severity: true, ..Of::line(of) };
        row("assessor", &of.about.name, figures, appeals(of.about.person))
    });
    let is_told = |person: PersonId| view.assessors.iter().any(|of| of.about.person == person);
    let others = view.appeals.assessors.iter().filter(|of| !is_told(of.about.person));
    let others = others.map(|of| row("assessor", &of.about.name, Of::default(), Some(&of.figures)));
    scored.chain(others).collect()
}

fn row(of: &str, name: &str, line: Of<'_>, appeals: Option<&AppealFigures>) -> Vec<String> {
    let nothing = Figures::default();
    let (figures, standing) = line.figures.unwrap_or((&nothing, String::new()));
    let mut row = vec![of.to_owned(), name.to_owned(), figures.n.to_string(), figures.scores.to_string()];
    let severity = figures.severity.filter(|_| line.with_severity);
    for figure in [figures.exact, figures.adjacent, figures.kappa, figures.alpha, severity] {
        row.extend(cells(figure));
    }
    row.push(standing);
    row.extend(counts(appeals));
    row
}

fn counts(appeals: Option<&AppealFigures>) -> [String; 5] {
    let Some(appeals) = appeals else { return Default::default() };
    let AppealFigures { answered, changed, panels, criteria, criteria_changed } = appeals;
    [answered, changed, panels, criteria, criteria_changed].map(ToString::to_string)
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
