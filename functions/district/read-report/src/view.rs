//! A report as it is answered.

use std::collections::{BTreeMap, BTreeSet};

use cloud::{App, Failure};
use domain::{
    OrganisationId, Slug,
    currency::Currency,
    person::{Organisation, OrganisationKind},
    report::{Breakdown, Dimension, FEWEST, OfAttribute, OfQuestion, Quarter, Totals},
};
use jiff::Timestamp;
use serde::Serialize;

/// The report of an organisation.
#[derive(Serialize)]
pub(crate) struct View {
    organisation: OrganisationId,
    name: String,
    kind: OrganisationKind,
    /// The fewest earners that anything is told of.
    fewest: usize,
    /// When the next quarter is counted.
    next: Timestamp,
    /// The totals of all quarters that are told, the first one first.
    trend: Vec<OfQuarter>,
    /// The quarter that is shown; `None` while none is counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) report: Option<Shown>,
    /// What micro-credentials are called.
    titles: BTreeMap<Slug, String>,
}

/// The totals of a quarter.
#[derive(Serialize)]
pub(crate) struct OfQuarter {
    pub(crate) quarter: Quarter,
    /// What its costs are in.
    pub(crate) currency: Currency,
    pub(crate) totals: Totals,
}

/// One quarter.
#[derive(Serialize)]
pub(crate) struct Shown {
    pub(crate) quarter: Quarter,
    /// When it was counted; the last district's count, for a state.
    pub(crate) counted: Timestamp,
    /// What its costs are in.
    pub(crate) currency: Currency,
    pub(crate) totals: Totals,
    pub(crate) by: BTreeMap<Dimension, Breakdown>,
    pub(crate) equity: Vec<OfAttribute>,
    /// By what was answered to a district's questions; none for a state.
    pub(crate) questions: Vec<OfQuestion>,
    /// How many districts have too few earners to tell anything.
    pub(crate) silent: usize,
}

impl View {
    /// The view of what is told, with what micro-credentials are called.
    ///
    /// # Errors
    /// The table can't be reached.
    pub(crate) async fn of(
        app: &App,
        organisation: Organisation,
        trend: Vec<OfQuarter>,
        report: Option<Shown>,
    ) -> Result<Self, Failure> {
        let told = report.iter().filter_map(|report| report.by.get(&Dimension::Microcredential));
        let members = told.flat_map(|breakdown| breakdown.values().flatten()).flat_map(|line| &line.members);
        let slugs: BTreeSet<Slug> = members.filter_map(|member| member.parse().ok()).collect();
        let newest = app.table.newest_of(slugs.iter().collect()).await?;
        Ok(Self {
            organisation: organisation.id,
            name: organisation.name.to_string(),
            kind: organisation.kind,
            fewest: FEWEST,
            next: Quarter::last_counted(app.now()).after().counted_from(),
            trend,
            report,
            titles: newest.into_iter().map(|(slug, newest)| (slug, newest.title)).collect(),
        })
    }

    /// What a member is called.
    pub(crate) fn named(&self, dimension: Dimension, member: &str) -> String {
        match dimension {
            Dimension::Microcredential => {
                let known = self.titles.iter().find(|(slug, _)| slug.as_str() == member);
                known.map_or_else(|| member.to_owned(), |(_, title)| title.clone())
            }
            Dimension::School if member.is_empty() => "(no school of the district)".to_owned(),
            Dimension::School | Dimension::District => member.to_owned(),
        }
    }
}
