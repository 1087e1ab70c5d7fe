//! What a district imports about its schools, for the view of equity.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::{
    Fault, OrganisationId, Refusal,
    organisation::is_one_name,
    plain_text::{self, Cells},
    sheet,
};

/// The most attributes that schools have.
const MOST_ATTRIBUTES: usize = 8;
/// The longest name or value of an attribute, in characters.
const LONGEST: usize = 60;
/// The most bytes of it that fit into its record, which names each attribute once for each school.
const LARGEST: usize = 300_000;
/// The most teachers that a school has.
const MOST_TEACHERS: u32 = 10_000;

/// What is imported about one school.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolFacts {
    /// How many teachers it has, if that was told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub teachers: Option<u32>,
    /// Its attributes, by name.
    #[serde(default)]
    pub attributes: BTreeMap<String, String>,
}

impl SchoolFacts {
    /// About how many bytes it takes to keep.
    fn size(&self) -> usize {
        40 + self.attributes.iter().map(|(name, value)| name.len() + value.len() + 8).sum::<usize>()
    }
}

/// What a district imported about its schools.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schools {
    /// Whose.
    pub district: OrganisationId,
    /// Counts the imports; 0 while there was none.
    pub version: u64,
    /// By the school's name.
    pub schools: BTreeMap<String, SchoolFacts>,
}

impl Schools {
    /// Those of a district that imported nothing.
    #[must_use]
    pub fn unsaved(district: OrganisationId) -> Self {
        Self { district, version: 0, schools: BTreeMap::new() }
    }

    /// These with what a table says in place of what was imported before. Its first line names the columns: `school`,
    /// `teachers` if it tells them, and attributes.
    ///
    /// # Errors
    /// [`Refusal::Stale`] when another import is stored; [`Refusal::Invalid`] with everything that is wrong, by line.
    pub fn import(self, seen: u64, table: &[Cells], known: &BTreeSet<String>) -> Result<Self, Refusal> {
        if self.version != seen {
            return Err(Refusal::Stale { current: self.version });
        }
        let (Cells { cells: head, .. }, rows) = sheet::head_of(table)?;
        let columns: Vec<String> = head.iter().map(|name| plain_text::line(name)).collect();
        Refusal::unless_empty(faults_of_columns(&columns))?;

        let (mut schools, mut faults) = (BTreeMap::new(), Vec::new());
        for Cells { line, cells } in rows {
            let mut fault = |message: String| faults.push(Fault::at(format!("/table/{line}"), message));
            match read(&columns, cells, known) {
                Ok((school, _)) if schools.contains_key(&school) => {
                    fault(format!("{school} stands in the table twice."));
                }
                Ok((school, facts)) => {
                    schools.insert(school, facts);
                }
                Err(message) => fault(message),
            }
        }
        Refusal::unless_empty(faults)?;
        if schools.iter().map(|(name, facts)| name.len() + facts.size()).sum::<usize>() > LARGEST {
            let message =
                "This is more than is kept about schools. Leave attributes out, or give them shorter names.";
            return Err(Refusal::invalid("/table", message));
        }
        Ok(Self { version: self.version + 1, schools, ..self })
    }

    /// What was imported about a school, also when it was written otherwise then.
    #[must_use]
    pub fn of(&self, school: &str) -> Option<&SchoolFacts> {
        let exactly = self.schools.get(school);
        exactly.or_else(|| {
            let mut all = self.schools.iter();
            all.find(|(name, _)| is_one_name(name, school)).map(|(_, facts)| facts)
        })
    }

    /// The names of all attributes.
    #[must_use]
    pub fn attributes(&self) -> BTreeSet<&str> {
        self.schools.values().flat_map(|school| school.attributes.keys()).map(String::as_str).collect()
    }

    /// The names of `schools`, those beside each other that are alike.
    #[must_use]
    pub fn alike_together(&self, schools: impl IntoIterator<Item = String>) -> Vec<String> {
        let mut schools: Vec<String> = schools.into_iter().collect();
        schools
            .sort_by_cached_key(|name| (self.of(name).map(|school| school.attributes.clone()), name.clone()));
        schools
    }
}

fn faults_of_columns(columns: &[String]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut fault = |message: &str| faults.push(Fault::at("/table/1", message));
    if !columns.iter().any(|name| name == "school") {
        fault("No column is called “school”.");
    }
    if columns.iter().collect::<BTreeSet<_>>().len() < columns.len() {
        fault("Two columns have the same name.");
    }
    if columns.iter().any(|name| name.is_empty() || name.chars().count() > LONGEST) {
        fault("Each column has a name of at most 60 characters.");
    }
    if columns.len() > MOST_ATTRIBUTES + 2 {
        fault("There are more than 8 attributes.");
    }
    faults
}

/// A school and what a row says about it, or what is wrong with the row.
fn read(
    columns: &[String],
    row: &[String],
    known: &BTreeSet<String>,
) -> Result<(String, SchoolFacts), String> {
    if row.len() != columns.len() {
        return Err(format!("This line has {} cells, and the first one {}.", row.len(), columns.len()));
    }
    let (mut name, mut facts) = (String::new(), SchoolFacts::default());
    for (column, cell) in columns.iter().zip(row) {
        let cell = plain_text::line(cell);
        match (column.as_str(), cell.as_str()) {
            ("school", _) => name = cell,
            (_, "") => {}
            ("teachers", digits) => {
                let number = digits.parse().ok().filter(|number| *number <= MOST_TEACHERS);
                let wrong = || format!("“{digits}” is no number of teachers: write 0 to {MOST_TEACHERS}.");
                facts.teachers = Some(number.ok_or_else(wrong)?);
            }
            (attribute, value) if value.chars().count() <= LONGEST => {
                facts.attributes.insert(attribute.to_owned(), value.to_owned());
            }
            (attribute, _) => {
                return Err(format!("What stands under “{attribute}” has more than {LONGEST} characters."));
            }
        }
    }
    if known.contains(&name) {
        Ok((name, facts))
    } else {
        Err(format!("The district has no school called “{}”.", plain_text::line_within(&name, LONGEST * 2)))
    }
}
