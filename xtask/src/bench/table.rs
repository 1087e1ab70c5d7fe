//! A table of figures for the terminal.

use crate::say;

/// Prints the rows under the heads: the first column leftmost, the figures right.
pub(super) fn print(heads: &[impl ToString], rows: &[impl AsRef<[String]>]) {
    let heads: Vec<String> = heads.iter().map(ToString::to_string).collect();
    let rows = || std::iter::once(heads.as_slice()).chain(rows.iter().map(AsRef::as_ref));
    let width = |column: usize| {
        let cells = rows().map(|row| row[column].chars().count());
        cells.max().unwrap_or_default()
    };
    let line = |row: &[String]| {
        let cells = row.iter().enumerate().map(|(column, cell)| match column {
            0 => format!("{cell:<width$}", width = width(column)),
            _ => format!("{cell:>width$}", width = width(column)),
        });
        cells.collect::<Vec<_>>().join("  ")
    };
    rows().for_each(|row| say::line(line(row)));
}

/// The middle one of the figures, rounded, with a comma after each thousand: `8,612`.
pub(super) fn median(figures: &mut [f64]) -> (f64, String) {
    figures.sort_by(f64::total_cmp);
    let middle = figures.get(figures.len() / 2).copied().unwrap_or_default();
    (middle, thousands(middle))
}

/// A figure, rounded, with a comma after each thousand.
pub(super) fn thousands(figure: f64) -> String {
    let digits = format!("{figure:.0}");
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_figure_is_written_with_its_thousands() {
        assert_eq!(median(&mut [9_000.0, 1.0, 8_612.4]).1, "8,612");
        assert_eq!(median(&mut [1_234_567.0]).1, "1,234,567");
        assert_eq!(median(&mut [112.0, 999.0, 7.0]).1, "112");
    }
}
