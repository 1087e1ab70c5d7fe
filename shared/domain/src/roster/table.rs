//! The table that a district imports: one person a row.
//!
//! | column | holds |
//! |---|---|
//! | `email` | whom |
//! | `name` | how she is called; who has an account keeps her own |
//! | `school` | one of the district's schools; nothing, or no such column, leaves it as it is |

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::{
    OrganisationId, Refusal,
    email::EmailAddress,
    person::Person,
    plain_text::{Cells, DisplayName, line, line_within},
    policy::shard_of,
    sheet::{self, Columns, Wrong},
};

/// The most rows of a table, the first line not counted.
pub const MOST_ROWS: usize = 20_000;
/// The most of them that lie in one record, some five times as many as chance puts there.
const MOST_IN_A_SHARD: usize = 400;
/// The columns that every table has.
const NEEDED: [&str; 2] = ["email", "name"];
/// All that a table may have.
const KNOWN: [&str; 3] = ["email", "name", "school"];
/// The most schools that one sentence names.
const MOST_NAMED: usize = 20;
/// The most columns that one sentence names, and the longest name of one in it.
const MOST_COLUMNS: usize = 5;
const LONGEST_COLUMN: usize = 60;

/// A row of a roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterRow {
    /// Its line; the first line of the table is 1.
    pub line: u64,
    /// Whom it is about.
    pub email: EmailAddress,
    /// How she is called, if nobody knows better.
    pub name: DisplayName,
    /// Her school, if the row tells it.
    pub school: Option<DisplayName>,
}

/// A roster that was read whole; no address stands in it twice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterTable {
    /// Its rows, in their order.
    pub rows: Vec<RosterRow>,
}

/// How the people of a table stand to the district. Who has no place in it isn't told apart by whether others know her.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    /// Who has a place here that stays as it is.
    pub here: usize,
    /// Who has a place here, at another school or none.
    pub moved: usize,
    /// Who has no place here yet, or one without any role.
    pub new: usize,
}

impl RosterTable {
    /// How many of the first rows are shown.
    pub const SHOWN: usize = 10;

    /// The people in a table whose first line names the columns, of a district with these schools.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with every row that is wrong, at `/table/` and its line, to a number.
    pub fn read(table: &[Cells], schools: &[DisplayName]) -> Result<Self, Refusal> {
        let (head, lines) = sheet::head_of(table)?;
        let columns = Columns::of(head, &NEEDED)?;
        must_be_known(&columns)?;
        let mut reading = Reading::default();
        for row in sheet::rows(lines, MOST_ROWS)? {
            if !reading.wrong.has_room() {
                break;
            }
            reading.take(row.line, read(&columns, row, schools));
        }
        reading.wrong.end()?;
        must_spread(&reading.rows)?;
        Ok(Self { rows: reading.rows })
    }

    /// The first rows, to be shown.
    #[must_use]
    pub fn first(&self) -> &[RosterRow] {
        &self.rows[..self.rows.len().min(Self::SHOWN)]
    }

    /// How its people stand to the district, of whom `known` are those who have an account.
    #[must_use]
    pub fn counts(&self, known: &[Person], district: OrganisationId) -> Counts {
        let place = |person: &Person| {
            let here = person.memberships.iter().find(|place| place.organisation == district);
            here.filter(|here| !here.roles.is_empty()).map(|here| here.school.clone())
        };
        let places: BTreeMap<&EmailAddress, Option<DisplayName>> =
            known.iter().filter_map(|person| Some((&person.email, place(person)?))).collect();
        let mut counts = Counts::default();
        for row in &self.rows {
            match places.get(&row.email) {
                None => counts.new += 1,
                Some(school) if row.school.is_none() || *school == row.school => counts.here += 1,
                Some(_) => counts.moved += 1,
            }
        }
        counts
    }
}

/// A column that nobody reads is no column of a roster: whoever sends one expects something of it.
fn must_be_known(columns: &Columns) -> Result<(), Refusal> {
    let others: Vec<String> =
        columns.beside(&KNOWN).take(MOST_COLUMNS).map(|name| line_within(name, LONGEST_COLUMN)).collect();
    if others.is_empty() {
        return Ok(());
    }
    let message = format!("The columns are email, name and school. Leave these out: {}.", others.join(", "));
    Err(Refusal::invalid("/table/1", message))
}

/// People lie in records by the hash of their addresses: evenly, unless somebody chose addresses for it.
fn must_spread(rows: &[RosterRow]) -> Result<(), Refusal> {
    let mut shards: BTreeMap<u8, usize> = BTreeMap::new();
    for row in rows {
        *shards.entry(shard_of(&row.email)).or_default() += 1;
    }
    if shards.values().all(|count| *count <= MOST_IN_A_SHARD) {
        return Ok(());
    }
    let message = "Too many of these addresses would lie in the same record. Import the table in several.";
    Err(Refusal::invalid("/table", message))
}

/// The rows that were read so far.
#[derive(Default)]
struct Reading {
    rows: Vec<RosterRow>,
    lines: BTreeMap<EmailAddress, u64>,
    wrong: Wrong,
}

impl Reading {
    fn take(&mut self, line: u64, row: Result<RosterRow, String>) {
        let taken = row.and_then(|row| match self.lines.get(&row.email) {
            Some(other) => Err(format!("email: line {other} has this address too.")),
            None => Ok(row),
        });
        match taken {
            Ok(row) => {
                self.lines.insert(row.email.clone(), line);
                self.rows.push(row);
            }
            Err(message) => self.wrong.tell(line, message),
        }
    }
}

/// A row, or what is wrong with it.
fn read(columns: &Columns, row: &Cells, schools: &[DisplayName]) -> Result<RosterRow, String> {
    if columns.is_exceeded(&row.cells) {
        return Err(
            "A cell stands under no column. Put a name that holds a comma in quotation marks.".to_owned()
        );
    }
    let at = |name: &str| columns.at(&row.cells, name);
    let email: EmailAddress = at("email").parse().map_err(|error| format!("email: {error}."))?;
    let name: DisplayName = at("name").parse().map_err(|error| format!("name: {error}."))?;
    let school = match line(at("school")) {
        none if none.is_empty() => None,
        text => {
            let school = schools.iter().find(|school| school.as_str().nfc().eq(text.nfc()));
            Some(school.cloned().ok_or_else(|| names_of(schools))?)
        }
    };
    Ok(RosterRow { line: row.line, email, name, school })
}

/// Which schools there are.
fn names_of(schools: &[DisplayName]) -> String {
    let names: Vec<&str> = schools.iter().take(MOST_NAMED).map(DisplayName::as_str).collect();
    match names.as_slice() {
        [] => "school: the district has no schools. Leave this cell empty.".to_owned(),
        names if schools.len() > MOST_NAMED => {
            let all = schools.len();
            format!("school: write one of the district's {all} schools, such as {}.", names.join(", "))
        }
        names => format!("school: write a school of the district: {}.", names.join(", ")),
    }
}
