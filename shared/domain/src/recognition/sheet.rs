//! What goes out for others' programs: one row for each claim, in cells that no spreadsheet takes for a formula.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Recognition, Recognitions, State, looking::day};
use crate::{
    Slug,
    letter::Language,
    person::Person,
    plain_text,
    policy::{Grant, Policy},
};

/// For whom a sheet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// Everything that was claimed, and what came of it.
    Staff,
    /// What was accepted, or had been, in amounts.
    Payroll,
}

/// What a row is made of.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    /// Whose.
    pub earner: &'a Person,
    /// The claims that it is one of.
    pub recognitions: &'a Recognitions,
    /// Which one.
    pub claim: &'a Recognition,
    /// The version of the policy that it names.
    pub policy: &'a Policy,
    /// The titles of micro-credentials.
    pub titles: &'a BTreeMap<Slug, String>,
}

const STAFF: [&str; 15] = [
    "reference",
    "name",
    "email",
    "school",
    "policy",
    "version",
    "counts for",
    "grants",
    "year begins",
    "year ends",
    "micro-credentials",
    "state",
    "since",
    "accepted on",
    "reason",
];

const PAYROLL: [&str; 11] = [
    "reference",
    "name",
    "email",
    "school",
    "policy",
    "counts for",
    "amount",
    "unit",
    "year begins",
    "accepted on",
    "state",
];

impl Sheet {
    /// The names of the columns.
    #[must_use]
    pub const fn columns(self) -> &'static [&'static str] {
        match self {
            Self::Staff => &STAFF,
            Self::Payroll => &PAYROLL,
        }
    }

    /// The cells of a claim; `None` for one that the sheet leaves out. None of them is a formula.
    #[must_use]
    pub fn row(self, line: &Line<'_>) -> Option<Vec<String>> {
        let cells = match self {
            Self::Staff => line.staff(),
            Self::Payroll => line.payroll()?,
        };
        Some(cells.iter().map(|cell| plain_text::cell(cell)).collect())
    }
}

impl Line<'_> {
    /// Whether it belongs between these days, both included: by its acceptance for payroll, otherwise by its last change.
    #[must_use]
    pub fn is_between(&self, sheet: Sheet, (from, until): (Option<Date>, Option<Date>)) -> bool {
        let last = day(self.claim.state.since());
        let on = match sheet {
            Sheet::Staff => last,
            Sheet::Payroll => self.claim.state.accepted().map_or(last, |accepted| day(accepted.at)),
        };
        from.is_none_or(|from| from <= on) && until.is_none_or(|until| on <= until)
    }

    fn staff(&self) -> Vec<String> {
        let Line { claim, policy, .. } = self;
        let asked = claim.asked_of(policy);
        let grants = asked.map(|asked| policy.says(&asked.grants, Language::En)).unwrap_or_default();
        let of = |one: &super::CountedAward| {
            let title =
                self.titles.get(&one.microcredential).map_or(one.microcredential.as_str(), String::as_str);
            match &one.not_ours {
                None => format!("{title} ({})", one.awarded),
                Some(not_ours) => format!("{title} ({}; {})", one.awarded, not_ours.told(Language::En)),
            }
        };
        let awards: Vec<String> = claim.awards.iter().map(of).collect();
        let mut cells = self.who();
        cells.extend([policy.title.clone(), claim.edition.to_string()]);
        cells.extend([asked.map(|asked| asked.title.clone()).unwrap_or_default(), grants]);
        cells.extend(self.year());
        cells.extend([
            awards.join("; "),
            claim.state.name().to_owned(),
            day(claim.state.since()).to_string(),
        ]);
        cells.extend([self.accepted_on().unwrap_or_default(), self.reason()]);
        cells
    }

    fn payroll(&self) -> Option<Vec<String>> {
        let accepted_on = self.accepted_on()?;
        let asked = self.claim.asked_of(self.policy)?;
        let (amount, unit) = self.amount(&asked.grants);
        let [year_begins, _] = self.year();
        let state = match self.claim.state {
            State::Declined { .. } => "taken back",
            State::Claimed { .. }
            | State::Questioned { .. }
            | State::Accepted(_)
            | State::Reopened { .. }
            | State::Lapsed { .. } => self.claim.state.name(),
        };
        let mut cells = self.who();
        cells.extend([self.policy.title.clone(), asked.title.clone(), amount, unit]);
        cells.extend([year_begins, accepted_on, state.to_owned()]);
        Some(cells)
    }

    /// What names the claim for good, and whose it is.
    fn who(&self) -> Vec<String> {
        let Line { earner, recognitions, claim, .. } = self;
        let school = earner.memberships.iter().find_map(|place| place.school.as_ref());
        vec![
            format!("{}/{}/{}", recognitions.policy, recognitions.earner, claim.number),
            earner.name.to_string(),
            earner.email.as_str().to_owned(),
            school.map(ToString::to_string).unwrap_or_default(),
        ]
    }

    fn year(&self) -> [String; 2] {
        let text = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        [text(self.claim.year.map(|year| year.first)), text(self.claim.year.map(|year| year.last))]
    }

    fn accepted_on(&self) -> Option<String> {
        self.claim.state.accepted().map(|accepted| day(accepted.at).to_string())
    }

    fn reason(&self) -> String {
        match &self.claim.state {
            State::Declined { reason, .. } => reason.clone(),
            State::Claimed { .. }
            | State::Questioned { .. }
            | State::Accepted(_)
            | State::Reopened { .. }
            | State::Lapsed { .. } => String::new(),
        }
    }

    /// How much of what. Hours are what the award adds to its year, in the order in which they were accepted.
    fn amount(&self, grant: &Grant) -> (String, String) {
        match grant {
            Grant::Hours(hours) => {
                let before = self.recognitions.accepted_before(self.claim);
                let added = hours.for_awards(before + 1).minus(hours.for_awards(before));
                (added.to_string(), "hours".into())
            }
            Grant::SalarySteps(steps) => (steps.to_string(), "salary steps".into()),
            Grant::Stipend(money) => (money.amount.to_string(), money.currency.clone()),
            Grant::Licensure(_) | Grant::Exam(_) | Grant::Designation(_) => {
                ("1".into(), self.policy.says(grant, Language::En))
            }
        }
    }
}

impl Recognitions {
    /// How many claims of the same hours in the same year were accepted before that one.
    fn accepted_before(&self, claim: &Recognition) -> usize {
        let place = |one: &Recognition| one.state.accepted().map(|accepted| (accepted.at, one.number));
        let is_alike = |one: &&Recognition| (&one.asked, one.year) == (&claim.asked, claim.year);
        let stands = |one: &&Recognition| matches!(one.state, State::Accepted(_) | State::Reopened { .. });
        let alike = self.claims.iter().filter(is_alike).filter(stands);
        alike.filter(|one| one.number != claim.number && place(one) < place(claim)).count()
    }
}
