//! How work is spread over schools of different kinds.
//!
//! It is added up from lines that are published by school, so it tells nothing that they don't: a line counts for a
//! value when all its schools have that value, and otherwise stands apart.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Breakdown, Line, Measure, Schools, Totals};

/// What is told by the values of one attribute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfAttribute {
    /// Its name.
    pub attribute: String,
    /// By value, in their order; that of lines whose schools differ comes first.
    pub values: Vec<OfValue>,
}

/// What is told of schools with one value.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct OfValue {
    /// The value; `None` for lines of schools that differ in it, or don't say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The teachers of the schools whose starts are told, if all of them are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub teachers: Option<u32>,
    /// The counts.
    pub totals: Totals,
}

/// The counts by the values of each attribute, over districts: what each publishes by school, and what it imported.
#[must_use]
pub fn equity<'a>(
    districts: impl IntoIterator<Item = (&'a Breakdown, &'a Schools)> + Clone,
) -> Vec<OfAttribute> {
    let names: BTreeSet<&str> =
        districts.clone().into_iter().flat_map(|(_, schools)| schools.attributes()).collect();
    let of = |name: &str| OfAttribute { attribute: name.to_owned(), values: values(name, districts.clone()) };
    names.into_iter().map(of).collect()
}

fn values<'a>(
    attribute: &str,
    districts: impl IntoIterator<Item = (&'a Breakdown, &'a Schools)>,
) -> Vec<OfValue> {
    let mut values: BTreeMap<Option<String>, OfValue> = BTreeMap::new();
    for (breakdown, schools) in districts {
        let counts = breakdown.iter().filter(|(measure, _)| measure.is_count());
        for (measure, line) in
            counts.flat_map(|(measure, lines)| lines.iter().map(move |line| (measure, line)))
        {
            let value = shared(attribute, line, schools);
            let of = values.entry(value.clone()).or_insert_with(|| OfValue {
                value,
                teachers: Some(0),
                totals: Totals::new(),
            });
            *of.totals.entry(*measure).or_default() += line.value;
            if *measure == Measure::Started {
                of.teachers = of.teachers.zip(teachers(line, schools)).map(|(a, b)| a + b);
            }
        }
    }
    values.into_values().collect()
}

/// The value that all schools of a line have.
fn shared(attribute: &str, line: &Line, schools: &Schools) -> Option<String> {
    let mut values = line.members.iter().map(|name| schools.of(name)?.attributes.get(attribute));
    let first = values.next()??;
    values.all(|value| value == Some(first)).then(|| first.clone())
}

/// The teachers of all schools of a line.
fn teachers(line: &Line, schools: &Schools) -> Option<u32> {
    line.members.iter().map(|name| schools.of(name)?.teachers).sum()
}
