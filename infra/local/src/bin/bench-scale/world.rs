//! Who and what is in the table, beside what was really lived: everything of a submission follows from its number.
//!
//! One earner holds fifty awards, the others have one to three submissions. Two hundred attempts are with forty
//! assessors, who have no more room; a tenth of the others waits for them, a twentieth is to be decided, a fifth is being
//! written, a tenth was given back, and the rest is awarded, over a year. Letters are kept for thirty days, as the table does.

use std::collections::BTreeMap;

use anyhow::Context;
use cloud::{
    Failure,
    table::{
        Row,
        badges::PublishedList,
        definitions::Newest,
        email_hash,
        record::{EmailOwner, Member, Record as _},
        to_row,
    },
};
use domain::{
    PersonId, Slug,
    artifact::ByteBudget,
    assignment::Assessor,
    microcredential::{Content, Definition, Edition},
    person::Person,
    reliability::DoubleScored,
};
use jiff::{SignedDuration, Timestamp};

use crate::{
    lives::{Lived, Records, Stage},
    stencil::Stencil,
    twin::{self, ASSESSORS, FIRST_LIST, PROLIFIC, TAKEN, Twin, person, slug, stage},
};

/// One in so many awarded attempts was scored by two.
const DOUBLE_SCORED: usize = 10;
/// What is copied, and how.
pub(crate) struct World {
    pub(crate) lived: Lived,
    stencils: BTreeMap<Stage, Stencil>,
    /// When the lives began.
    begun: Timestamp,
    /// When their copies end.
    now: Timestamp,
}

impl World {
    /// The world around what was lived until `now`.
    ///
    /// # Errors
    /// A record has no text.
    pub(crate) fn around(lived: Lived, now: Timestamp) -> anyhow::Result<Self> {
        let begun = lived.stages[&Stage::Draft].submission.opened;
        let mut stencils = BTreeMap::new();
        for (stage, records) in &lived.stages {
            let needles = twin::lived(records);
            stencils.insert(*stage, Stencil::cut(&serde_json::to_string(records)?, &needles));
        }
        Ok(Self { lived, stencils, begun, now })
    }

    /// What the submission of that number differs in.
    pub(crate) fn copy(&self, number: usize) -> Twin {
        Twin::of(number, self.begun + self.later(number))
    }

    /// By how much a copy is later than what was lived, in whole seconds: before it, most of the time.
    fn later(&self, number: usize) -> SignedDuration {
        let days = match stage(number) {
            Stage::InAssessment => 8.0,
            Stage::Draft | Stage::Submitted | Stage::Assessed | Stage::Decided => 20.0,
            Stage::Awarded | Stage::NotYet => 365.0,
        };
        // Multiples of the golden ratio fill the days evenly, however many there are.
        let share = (number as f64 * 0.618_033_988_749_895).fract();
        let age = SignedDuration::from_secs((share * days * 86_400.0) as i64 + 3_600);
        SignedDuration::from_secs(self.now.duration_since(self.begun).as_secs()) - age
    }

    /// All rows of the submission of that number, with its earner's if it is her first.
    ///
    /// # Errors
    /// A copy is no record.
    pub(crate) fn rows(&self, number: usize) -> anyhow::Result<Vec<Row>> {
        let copy = self.copy(number);
        let text = self.stencils[&copy.stage].filled(&copy.needles(), self.later(number));
        let mut records: Records = serde_json::from_str(&text).context("a copy is no record")?;
        records.letters.retain(|letter| letter.expires().is_none_or(|end| end > self.now));
        let mut rows = records.rows()?;
        if copy.stage == Stage::Awarded && number.is_multiple_of(DOUBLE_SCORED) {
            rows.push(to_row(&self.double_scored(&records))?);
        }
        if copy.nth == 0 {
            rows.extend(self.earner(&copy)?);
        }
        Ok(rows)
    }

    /// How two readers scored it: both as the one who really did. The second one's own records are left out.
    fn double_scored(&self, records: &Records) -> DoubleScored {
        let Records { submission, assignments, assessments, award, .. } = records;
        let at = award.as_ref().map_or(submission.opened, |award| award.decided);
        let second = (0..2).map(|number| person("assessor", number));
        let first = assignments[0].assessor;
        let readers = [first, second.into_iter().find(|second| *second != first).unwrap_or(first)];
        let both = [&assessments[0].assessment; 2];
        let scored = DoubleScored::of(submission, readers, both, &self.lived.edition.definition, at);
        DoubleScored { measured: Some(at), ..scored }
    }

    fn earner(&self, copy: &Twin) -> anyhow::Result<Vec<Row>> {
        let mut rows = somebody(&self.lived.earner, copy.earner, &copy.email)?;
        let budget = ByteBudget { earner: copy.earner, ..self.lived.budget.clone() };
        rows.push(to_row(&ByteBudget { open: Vec::new(), next_look: None, ..budget })?);
        Ok(rows)
    }

    /// Everybody and everything that doesn't grow with submissions: assessors, and as many definitions as one has awards.
    ///
    /// # Errors
    /// A record has no row.
    pub(crate) fn stage_set(&self) -> anyhow::Result<Vec<Row>> {
        let mut rows = Vec::new();
        for number in 0..ASSESSORS {
            let Twin { assessor, assessor_email, .. } = self.copy(number);
            rows.extend(somebody(&self.lived.assessor, assessor, &assessor_email)?);
            let entry =
                Assessor { person: assessor, last_assigned: Some(self.now), ..self.lived.entry.clone() };
            rows.push(to_row(&Assessor { open: entry.cap, ..entry })?);
        }
        for number in 1..PROLIFIC {
            let Edition { definition, version, published, report, issuer } = (*self.lived.edition).clone();
            let id: Slug = slug(number).parse()?;
            let definition = Definition::try_from(Content { id, ..definition.into_content() })?;
            let edition = Edition { definition, version, published, report, issuer };
            rows.extend([to_row(&edition)?, to_row(&Newest::of(&edition))?]);
        }
        Ok(rows)
    }

    /// The status lists of the first `size` submissions.
    ///
    /// # Errors
    /// A record has no row.
    pub(crate) fn lists(&self, size: usize) -> Result<Vec<Row>, Failure> {
        let numbers = FIRST_LIST..=FIRST_LIST + size / TAKEN;
        let list = |number: usize| PublishedList { number: number as u32, ..self.lived.list.clone() };
        numbers.map(|number| to_row(&list(number))).collect()
    }
}

/// Somebody like `model`, with her address and her places.
fn somebody(model: &Person, id: PersonId, email: &str) -> anyhow::Result<Vec<Row>> {
    let person = Person { id, email: email.parse()?, ..model.clone() };
    let owner = EmailOwner { hash: email_hash(&person.email), person: id };
    let mut rows = vec![to_row(&person)?, to_row(&owner)?];
    for member in Member::all_of(&person) {
        rows.push(to_row(&member)?);
    }
    Ok(rows)
}
