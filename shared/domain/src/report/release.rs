//! What is published of a district's quarter: counted once, and never again.

use std::collections::{BTreeMap, BTreeSet};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Measure, OfQuestion, Quarter, Work,
    ladder::{Group, Ladder, all},
    questions,
};
use crate::{OrganisationId, currency::Currency, local_questions::Question};

/// By what work is told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Dimension {
    /// By the earner's school.
    School,
    /// By micro-credential.
    Microcredential,
    /// By district, for a state.
    District,
}

impl Dimension {
    /// To which member work of a district belongs; a district isn't told of by district.
    pub(super) fn member(self, work: &Work) -> &str {
        match self {
            Self::School => &work.school,
            Self::Microcredential => work.microcredential.as_str(),
            Self::District => "",
        }
    }
}

/// What is told of members that stand together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// Names of schools (empty for none of the district's), or micro-credentials.
    pub members: Vec<String>,
    /// A count or a median, as the measure is.
    pub value: u32,
}

/// What is told of everything together. What isn't in it can't be told.
pub type Totals = BTreeMap<Measure, u32>;

/// What is told of groups, which are all of the dimension together. What isn't in it can't be told.
pub type Breakdown = BTreeMap<Measure, Vec<Line>>;

/// What is published of a district's work that was opened in one quarter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// Whose.
    pub district: OrganisationId,
    /// Of the work that was opened then.
    pub quarter: Quarter,
    /// When it was counted.
    pub counted: Timestamp,
    /// What costs were counted in; others were left out.
    #[serde(default, skip_serializing_if = "Currency::is_default")]
    pub currency: Currency,
    /// What is told of all of it; empty when there are too few earners for anything.
    pub totals: Totals,
    /// What is told of groups.
    pub by: BTreeMap<Dimension, Breakdown>,
    /// What is told by the answers to each of the district's questions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub questions: Vec<OfQuestion>,
}

/// What a district's work may be of, whether or not there is any. Neighbours are the first to stand together.
#[derive(Debug, Clone, Copy)]
pub struct Listed<'a> {
    /// Its schools.
    pub schools: &'a [String],
    /// The published micro-credentials.
    pub microcredentials: &'a [String],
    /// What the district asks its earners.
    pub questions: &'a [Question],
}

impl Release {
    /// Counts the works of a quarter. All schools and micro-credentials stand in it, so that who has nothing can't be
    /// told from who has little; and so does the empty name, of earners who state none of these schools. All costs are in
    /// `currency`.
    #[must_use]
    pub fn count(
        (district, quarter): (OrganisationId, Quarter),
        works: &[Work],
        listed: Listed<'_>,
        (now, currency): (Timestamp, &Currency),
    ) -> Self {
        let schools = with_none(listed.schools);
        let works = &at_listed(works, &schools)[..];
        let everything = vec![works.iter().collect::<Vec<_>>()];
        let whole = told(&everything, &[String::new()], |_, _| true);
        let totals: Totals =
            whole.into_iter().filter_map(|(measure, lines)| Some((measure, lines.first()?.value))).collect();

        let by = [(Dimension::School, &schools[..]), (Dimension::Microcredential, listed.microcredentials)];
        let by = by.map(|(dimension, members)| {
            (dimension, broken_down(works, members, |work| dimension.member(work).to_owned(), |_, _| true))
        });
        let by = BTreeMap::from(by);
        let questions = questions::count(listed.questions, works, &by);
        let currency = currency.clone();
        Self { district, quarter, counted: now, currency, totals, by, questions }
    }
}

/// The names of schools after the empty one: it stands beside those of which nothing is known.
fn with_none(schools: &[String]) -> Vec<String> {
    let named = schools.iter().filter(|name| !name.is_empty()).cloned();
    std::iter::once(String::new()).chain(named).collect()
}

/// The works, those of schools that aren't listed at none.
fn at_listed(works: &[Work], schools: &[String]) -> Vec<Work> {
    let listed: BTreeSet<&String> = schools.iter().collect();
    let mut works = works.to_vec();
    for work in works.iter_mut().filter(|work| !listed.contains(&work.school)) {
        work.school.clear();
    }
    works
}

/// What is told of `works` by the members to which they belong, in the finest groups that `may` be told; members that
/// are listed come first.
pub(super) fn broken_down(
    works: &[Work],
    listed: &[String],
    member: impl Fn(&Work) -> String,
    may: impl Fn(Measure, &[Vec<&Work>]) -> bool,
) -> Breakdown {
    let mut members = listed.to_vec();
    let known: BTreeSet<&String> = listed.iter().collect();
    let others: BTreeSet<String> = works.iter().map(&member).filter(|name| !known.contains(name)).collect();
    members.extend(others);

    let places: BTreeMap<&String, usize> = members.iter().enumerate().map(|(at, name)| (name, at)).collect();
    let mut of_members: Vec<Vec<&Work>> = vec![Vec::new(); members.len()];
    for work in works {
        of_members[places[&member(work)]].push(work);
    }
    told(&of_members, &members, may)
}

/// Every measure, in the finest groups in which it can be told.
fn told(works: &[Vec<&Work>], members: &[String], may: impl Fn(Measure, &[Vec<&Work>]) -> bool) -> Breakdown {
    let ladder = Ladder::of(works);
    let lines = |measure: Measure| {
        let may = |rung: &[Group]| {
            let groups: Vec<Vec<&Work>> = rung.iter().map(|group| all(works, group).collect()).collect();
            may(measure, &groups)
        };
        let groups = ladder.finest(works, measure, &may)?;
        Some((measure, groups.iter().map(|group| line(works, members, group, measure)).collect()))
    };
    Measure::ALL.into_iter().filter_map(lines).collect()
}

fn line(works: &[Vec<&Work>], members: &[String], group: &Group, measure: Measure) -> Line {
    let value = if measure.is_count() {
        let counted = all(works, group).filter(|work| work.reached.counts_as(measure));
        u32::try_from(counted.count()).unwrap_or(u32::MAX)
    } else {
        measure.typical(all(works, group).filter_map(|work| work.figure(measure)).collect())
    };
    Line { members: members[group.clone()].to_vec(), value }
}
