//! Who reads an attempt: one assessor, or two who know nothing of each other, and an adjudicator when they differ.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    AssignmentId, PersonId,
    appeal::{Against, Criteria},
    assessment::Verdict,
    assignment::Reader,
    microcredential::{Readers, local_id::PartId},
};

/// One assessor's reading of an attempt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// Which reading it is.
    pub reader: Reader,
    /// Under which assignment.
    pub assignment: AssignmentId,
    /// Whose.
    pub assessor: PersonId,
}

/// A reading whose scores are in. Nobody sees them before all are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sealed {
    /// Whose.
    #[serde(flatten)]
    pub reading: Reading,
    /// The parts that pass by these scores.
    pub passed: BTreeSet<PartId>,
    /// Whether the pass rule is met by them.
    pub recommended: bool,
    /// After an appeal: the disputed criteria that are met by them.
    #[serde(default, skip_serializing_if = "Criteria::is_empty")]
    pub met: Criteria,
}

/// The readings of an attempt from its handing in until all scores are in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Shape", into = "Shape")]
pub struct Readings {
    /// How many readers it is to have, an adjudicator apart.
    pub wanted: Readers,
    /// Who was asked for this attempt before and handed it back or let it go by.
    pub passed_on_by: BTreeSet<PersonId>,
    /// Who has it at present.
    pub open: Vec<Reading>,
    /// Whose scores are in.
    pub sealed: Vec<Sealed>,
    /// The appeal for which it is read anew, if it is.
    pub against: Option<Against>,
}

/// What readings come to when all scores are in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// The reading whose scores count: the adjudicator's, if there is one, otherwise the first reader's.
    pub of_record: Reading,
    /// The others.
    pub beside: Vec<Reading>,
    /// What the scores that count recommend.
    pub recommended: bool,
}

impl Readings {
    /// Nobody was asked yet, of this many readers.
    #[must_use]
    pub fn by(wanted: Readers) -> Self {
        Self { wanted, ..Self::default() }
    }

    /// Nobody was asked yet to read it anew.
    #[must_use]
    pub fn anew(against: Against) -> Self {
        Self { against: Some(against), ..Self::default() }
    }

    /// The first reading that nobody has or had: the first, the second where two are wanted, and an adjudicator's
    /// where these two differ on the outcome of any part. After an appeal a fresh one, a confirming one where that
    /// finds a disputed criterion met, and a panel's where these two differ on any.
    #[must_use]
    pub fn vacant(&self) -> Option<Reader> {
        self.all_vacant().next()
    }

    /// All readings that nobody has or had, and that are wanted by now.
    pub fn all_vacant(&self) -> impl Iterator<Item = Reader> {
        let is_taken = |reader: &Reader| self.all().any(|reading| reading.reader == *reader);
        let wanted = match (&self.against, self.wanted) {
            (None, Readers::One) => vec![Reader::First],
            (None, Readers::Two) => {
                let adjudicator = self.differ().then_some(Reader::Adjudicator);
                [Reader::First, Reader::Second].into_iter().chain(adjudicator).collect()
            }
            (Some(_), _) => self.wanted_anew(),
        };
        wanted.into_iter().filter(move |reader| !is_taken(reader))
    }

    fn wanted_anew(&self) -> Vec<Reader> {
        let met = |reader: Reader| {
            let sealed = self.sealed.iter().find(|sealed| sealed.reading.reader == reader);
            sealed.map(|sealed| &sealed.met)
        };
        let (fresh, confirming) = (met(Reader::Fresh), met(Reader::Confirming));
        let differs = fresh.is_some_and(|met| !met.is_empty());
        let differ = differs && confirming.is_some() && fresh != confirming;
        let more = [differs.then_some(Reader::Confirming), differ.then_some(Reader::Panel)];
        [Reader::Fresh].into_iter().chain(more.into_iter().flatten()).collect()
    }

    /// Everybody who may not be asked any more: who passed it on, who has it, and who scored it.
    #[must_use]
    pub fn asked(&self) -> BTreeSet<PersonId> {
        self.passed_on_by.iter().copied().chain(self.all().map(|reading| reading.assessor)).collect()
    }

    /// All readings, those whose scores are in first.
    pub fn all(&self) -> impl Iterator<Item = &Reading> {
        self.sealed.iter().map(|sealed| &sealed.reading).chain(&self.open)
    }

    /// What they come to; `None` while scores are missing.
    #[must_use]
    pub fn settled(&self) -> Option<Settled> {
        if !self.open.is_empty() || self.vacant().is_some() {
            return None;
        }
        let counts = self.sealed.iter().min_by_key(|sealed| sealed.reading.reader.rank())?;
        let others = self.sealed.iter().map(|sealed| &sealed.reading);
        Some(Settled {
            of_record: counts.reading.clone(),
            beside: others.filter(|reading| **reading != counts.reading).cloned().collect(),
            recommended: counts.recommended,
        })
    }

    /// These, with a reading more.
    pub(super) fn with(self, reading: Reading) -> Self {
        Self { open: self.open.into_iter().chain([reading]).collect(), ..self }
    }

    /// These without the open reading of that assignment, and that reading; `None` when there is none.
    pub(super) fn without(self, assignment: AssignmentId) -> Option<(Self, Reading)> {
        let place = self.open.iter().position(|reading| reading.assignment == assignment)?;
        let mut open = self.open;
        let ended = open.remove(place);
        Some((Self { open, ..self }, ended))
    }

    /// These, when whoever had that reading handed it back or let it go by.
    pub(super) fn passing_on(mut self, ended: &Reading) -> Self {
        self.passed_on_by.insert(ended.assessor);
        self
    }

    /// These, with the scores of that reading in, by which these disputed criteria are met.
    pub(super) fn sealing(mut self, reading: Reading, verdict: &Verdict, met: Criteria) -> Self {
        let (passed, recommended) = (verdict.passed(), verdict.recommended);
        self.sealed.push(Sealed { reading, passed, recommended, met });
        self
    }

    /// Whether both readers are in and differ on the outcome of any part.
    fn differ(&self) -> bool {
        let passed = |reader: Reader| {
            let sealed = self.sealed.iter().find(|sealed| sealed.reading.reader == reader);
            sealed.map(|sealed| &sealed.passed)
        };
        matches!((passed(Reader::First), passed(Reader::Second)), (Some(one), Some(other)) if one != other)
    }
}

/// Readings as they are stored: what one reader needs stands alone, as it did before there were two.
#[derive(Serialize, Deserialize)]
struct Shape {
    #[serde(default, skip_serializing_if = "is_one")]
    readers: Readers,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    passed_on_by: BTreeSet<PersonId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    assignment: Option<AssignmentId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    assessor: Option<PersonId>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    open: Vec<Reading>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    sealed: Vec<Sealed>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    against: Option<Against>,
}

impl From<Readings> for Shape {
    fn from(readings: Readings) -> Self {
        let Readings { wanted: readers, passed_on_by, mut open, sealed, against } = readings;
        let alone = open.pop_if(|_| readers == Readers::One && against.is_none());
        Self {
            readers,
            passed_on_by,
            assignment: alone.as_ref().map(|reading| reading.assignment),
            assessor: alone.map(|reading| reading.assessor),
            open,
            sealed,
            against,
        }
    }
}

impl From<Shape> for Readings {
    fn from(shape: Shape) -> Self {
        let Shape { readers: wanted, passed_on_by, assignment, assessor, mut open, sealed, against } = shape;
        let alone = assignment.zip(assessor);
        open.extend(alone.map(|(assignment, assessor)| Reading {
            reader: Reader::First,
            assignment,
            assessor,
        }));
        Self { wanted, passed_on_by, open, sealed, against }
    }
}

fn is_one(readers: &Readers) -> bool {
    *readers == Readers::One
}
