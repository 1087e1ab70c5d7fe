//! A district's schools with what it imported about them.

use std::collections::BTreeSet;

use domain::{
    OrganisationId,
    person::Organisation,
    report::{SchoolFacts, Schools},
};
use serde::Serialize;

/// A district's schools.
#[derive(Debug, Serialize)]
pub struct SchoolsView<'a> {
    organisation: OrganisationId,
    /// To be named at the next import; 0 while there was none.
    version: u64,
    attributes: BTreeSet<&'a str>,
    schools: Vec<SchoolView<'a>>,
}

#[derive(Debug, Serialize)]
struct SchoolView<'a> {
    name: &'a str,
    #[serde(flatten)]
    facts: SchoolFacts,
}

impl<'a> SchoolsView<'a> {
    /// All schools of `district`, with what `imported` says of them.
    #[must_use]
    pub fn of(district: &'a Organisation, imported: &'a Schools) -> Self {
        let school =
            |name: &'a str| SchoolView { name, facts: imported.of(name).cloned().unwrap_or_default() };
        Self {
            organisation: district.id,
            version: imported.version,
            attributes: imported.attributes(),
            schools: district.schools.iter().map(|name| school(name.as_str())).collect(),
        }
    }
}
