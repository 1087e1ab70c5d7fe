//! Tables for spreadsheets and others' programs.

use csv::{ReaderBuilder, Writer};
use domain::{
    Refusal,
    plain_text::{self, Cells},
};
use jiff::SignedDuration;
use serde::Deserialize;

use crate::{App, Failure, OrFailure, Request, request};

/// What tells spreadsheets that a text is UTF-8; without it they take names apart.
pub const MARK: &str = "\u{FEFF}";

/// After which time whoever imports a table has ended, one way or the other.
pub const LONG_ENDED: SignedDuration = SignedDuration::from_mins(5);

/// The largest body with a table: with what the event adds it is what reaches a function.
pub const LARGEST: usize = 5_500_000;

/// A table that somebody gives to be imported.
#[derive(Deserialize)]
pub struct Given {
    /// What she saw of what was imported before.
    pub version: u64,
    /// Where it is from, as she says.
    pub source: String,
    /// The table as text, for [`lines()`].
    pub table: String,
}

/// The table in a request's body.
///
/// # Errors
/// As [`request::json`].
pub fn given(app: &App, request: &Request, schema: &str) -> Result<Given, Refusal> {
    request::json_within(app, request, schema, LARGEST)
}

/// A head and rows as CSV (RFC 4180). Every table that goes out is written here, and no cell of it is a formula
/// ([`domain::plain_text::cell`]).
///
/// # Errors
/// None in practice: it is written into memory.
pub fn csv(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Result<String, Failure> {
    let mut table = Writer::from_writer(Vec::new());
    table.write_record(head).or_failure("a table can't be written")?;
    for row in rows {
        table
            .write_record(row.iter().map(|text| plain_text::cell(text)))
            .or_failure("a table can't be written")?;
    }
    let bytes = table.into_inner().map_err(|_| Failure::because("a table can't be written"))?;
    String::from_utf8(bytes).or_failure("a table is no text")
}

/// The lines of a table, whose cells are separated as its first line has it: by commas, semicolons or tabs.
///
/// # Errors
/// [`Refusal::Invalid`] where it can't be read as lines of cells.
pub fn lines(text: &str) -> Result<Vec<Cells>, Refusal> {
    let text = text.trim_start_matches('\u{feff}');
    let head = text.lines().next().unwrap_or_default();
    let separator = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|separator| (head.bytes().filter(|byte| byte == separator).count(), *separator == b','));
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator.unwrap_or(b','))
        .from_reader(text.as_bytes());
    let line = |record: Result<csv::StringRecord, csv::Error>| {
        let record = record.map_err(|_| Refusal::invalid("/table", "This is no table."))?;
        let line = record.position().map_or(1, |position| line_at(text, position));
        Ok(Cells { line, cells: record.iter().map(str::to_owned).collect() })
    };
    reader.records().map(line).collect()
}

/// The line of the record that the reader found from `position` on: what it skips first, empty lines and the rest of an
/// end of line as Windows writes it, isn't counted in there.
fn line_at(text: &str, position: &csv::Position) -> u64 {
    let rest = usize::try_from(position.byte()).ok().and_then(|start| text.as_bytes().get(start..));
    let skipped = rest.unwrap_or_default().iter().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let ends = skipped.filter(|byte| **byte == b'\n').count();
    position.line() + u64::try_from(ends).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_that_goes_out_is_a_formula_and_numbers_stay_numbers() {
        let cells = ["=cmd|' /C calc'!A0", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "-0.25", "Hill, School"];
        let table = csv(&["a"; 8], [cells.map(str::to_owned).to_vec()]).expect("it is written");
        let wanted = "'=cmd|' /C calc'!A0,'+1,'-1+1,'@SUM(A1),'=1,'=1,-0.25,\"Hill, School\"";
        assert_eq!(table.lines().nth(1), Some(wanted));
    }

    #[test]
    fn a_line_is_told_by_its_number_however_lines_end_and_whatever_stands_between_cells() {
        for text in ["\u{feff}a,b\n\nc,d\n", "a;b\r\n\r\nc;d\r\n", "a\tb\n\nc\td"] {
            let lines: Vec<(u64, Vec<String>)> =
                lines(text).expect("a table").into_iter().map(|line| (line.line, line.cells)).collect();
            let cells = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
            assert_eq!(lines, [(1, cells(["a", "b"])), (3, cells(["c", "d"]))], "{text:?}");
        }
    }
}
