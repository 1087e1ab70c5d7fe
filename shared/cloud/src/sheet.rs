//! Tables for spreadsheets and others' programs.

use csv::{ReaderBuilder, Writer};
use domain::{Refusal, plain_text::Cells};

use crate::{Failure, OrFailure};

/// What tells spreadsheets that a text is UTF-8; without it they take names apart.
pub const MARK: &str = "\u{FEFF}";

/// A head and rows as CSV (RFC 4180). Cells are written as they are: whatever somebody typed has gone through
/// [`domain::plain_text::cell`].
///
/// # Errors
/// None in practice: it is written into memory.
pub fn csv(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Result<String, Failure> {
    let mut table = Writer::from_writer(Vec::new());
    table.write_record(head).or_failure("a table can't be written")?;
    for row in rows {
        table.write_record(row).or_failure("a table can't be written")?;
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
        let line = record.position().map_or(1, csv::Position::line);
        Ok(Cells { line, cells: record.iter().map(str::to_owned).collect() })
    };
    reader.records().map(line).collect()
}
