//! Tables for spreadsheets and others' programs.

use csv::Writer;

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
