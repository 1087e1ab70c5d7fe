//! An issuer's roster: who may be asked to score, and who is asked first.

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Absences;
use crate::{
    OrganisationId, PersonId, Slug, design_check::RubricPrint, microcredential::Definition,
    qualification::Calibrated, submission::Submission,
};

/// That an assessor was trained for one micro-credential.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TrainingRecord {
    /// For which.
    pub microcredential: Slug,
    /// Since when.
    pub trained: Timestamp,
    /// Until when; `None` has no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Timestamp>,
}

/// An assessor's entry in an issuer's roster.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessor {
    /// Who.
    pub person: PersonId,
    /// For which issuer.
    pub issuer: OrganisationId,
    /// Counts the changes; a reservation holds only if nobody changed the entry meanwhile.
    pub version: u64,
    /// Every organisation that she belongs to; the same district as the earner's is a conflict.
    pub organisations: BTreeSet<OrganisationId>,
    /// What she was trained for.
    pub training: Vec<TrainingRecord>,
    /// The calibrations that she passed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calibrations: Vec<Calibrated>,
    /// The most assignments that she wants open at once.
    pub cap: u32,
    /// Whether she takes new ones at all.
    pub available: bool,
    /// When she is away.
    #[serde(default, skip_serializing_if = "Absences::is_empty")]
    pub away: Absences,
    /// For which she is paused, because her scores are too far from the others'.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub paused: BTreeSet<Slug>,
    /// How many are open now.
    pub open: u32,
    /// When she was last asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_assigned: Option<Timestamp>,
}

/// What an assessor takes on, as she says herself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Availability {
    /// Whether she takes new assignments at all.
    pub available: bool,
    /// The most that she wants open at once.
    pub cap: u32,
    /// When she is away.
    pub away: Absences,
}

/// What matters of an attempt when somebody is sought to score it.
#[derive(Debug, Clone)]
pub struct Sought<'a> {
    /// Whose work it is.
    pub earner: PersonId,
    /// The organisations that the earner belongs to.
    pub organisations: &'a BTreeSet<OrganisationId>,
    /// What it is work on.
    pub microcredential: &'a Slug,
    /// The rubric by which she must have passed a calibration, if the version asks for one.
    pub calibrated_by: Option<RubricPrint>,
    /// Who was asked for this attempt before: whoever has it, scored it, declined it or let it go by.
    pub asked: &'a BTreeSet<PersonId>,
    /// Who scores no attempt of this work: whoever has a conflict, was asked to coach, or decided on a former one.
    pub barred: &'a BTreeSet<PersonId>,
}

/// Why somebody can't be asked to score an attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ineligible {
    /// It is her own work.
    Earner,
    /// She belongs to an organisation of the earner.
    SameDistrict,
    /// She coached its earner, decided on a former attempt of this work, or stated a conflict.
    Barred,
    /// She has no current training record for this micro-credential.
    NotTrained,
    /// She passed no calibration by the rubric of this version, which asks for one.
    NotCalibrated,
    /// Her scores are too far from the others'; the issuer can lift that.
    Paused,
    /// She was asked for this attempt before.
    PassedOn,
    /// She takes no assignments at present.
    NotAvailable,
    /// She is away now, or for most of the time that she would have.
    Away,
    /// She has as many open as she wants.
    AtCap,
}

impl<'a> Sought<'a> {
    /// What is sought for a submission, which is work on that definition, and of whose attempt these people were
    /// `asked` ([`Submission::asked`]).
    #[must_use]
    pub fn of(submission: &'a Submission, definition: &Definition, asked: &'a BTreeSet<PersonId>) -> Self {
        Self {
            earner: submission.earner,
            organisations: &submission.organisations,
            microcredential: &submission.microcredential,
            calibrated_by: definition.calibrated_by(),
            asked,
            barred: &submission.barred,
        }
    }
}

impl Ineligible {
    /// The reason as the second half of "This assessor can't be asked: …".
    pub fn because(self) -> &'static str {
        match self {
            Self::Earner => "it is their own work",
            Self::SameDistrict => "they belong to the earner's district",
            Self::Barred => {
                "they were asked to coach it, decided on an earlier attempt, or stated a conflict"
            }
            Self::NotTrained => "they have no current training record for this micro-credential",
            Self::NotCalibrated => "they haven't passed the calibration for this rubric",
            Self::Paused => {
                "they are paused for this micro-credential, because their scores are too far from the others'"
            }
            Self::PassedOn => "they were asked for this attempt before",
            Self::NotAvailable => "they take no assignments at present",
            Self::Away => "they are away for most of the days that they would have for it",
            Self::AtCap => "they have as many open assignments as they want",
        }
    }
}

impl Assessor {
    /// Whether she may be asked at `now`.
    ///
    /// # Errors
    /// The first reason that stands against it; reasons of trust come before reasons of capacity.
    pub fn may_score(&self, sought: &Sought<'_>, now: Timestamp) -> Result<(), Ineligible> {
        let reasons = [
            (self.person == sought.earner, Ineligible::Earner),
            (!self.organisations.is_disjoint(sought.organisations), Ineligible::SameDistrict),
            (sought.barred.contains(&self.person), Ineligible::Barred),
            (!self.is_trained(sought.microcredential, now), Ineligible::NotTrained),
            (!self.is_calibrated_for(sought), Ineligible::NotCalibrated),
            (self.paused.contains(sought.microcredential), Ineligible::Paused),
            (sought.asked.contains(&self.person), Ineligible::PassedOn),
            (!self.available, Ineligible::NotAvailable),
            (self.away.keep_from_scoring(now), Ineligible::Away),
            (self.open >= self.cap, Ineligible::AtCap),
        ];
        reasons.into_iter().find(|(holds, _)| *holds).map_or(Ok(()), |(_, reason)| Err(reason))
    }

    /// The entry with one more assignment open, taken at `now`.
    #[must_use]
    pub fn take_one(self, now: Timestamp) -> Self {
        Self { version: self.version + 1, open: self.open + 1, last_assigned: Some(now), ..self }
    }

    /// The entry with one assignment less.
    #[must_use]
    pub fn give_back_one(self) -> Self {
        Self { version: self.version + 1, open: self.open.saturating_sub(1), ..self }
    }

    /// What she takes on.
    #[must_use]
    pub fn availability(&self) -> Availability {
        Availability { available: self.available, cap: self.cap, away: self.away.clone() }
    }

    /// The entry of somebody who takes this on from now on.
    #[must_use]
    pub fn taking_on(self, Availability { available, cap, away }: Availability) -> Self {
        Self { version: self.version + 1, available, cap, away, ..self }
    }

    /// The entry of somebody who is asked for nothing more of this micro-credential.
    #[must_use]
    pub fn pause(mut self, microcredential: &Slug) -> Self {
        self.paused.insert(microcredential.clone());
        Self { version: self.version + 1, ..self }
    }

    /// The entry of somebody who is asked for it again.
    #[must_use]
    pub fn go_on(mut self, microcredential: &Slug) -> Self {
        self.paused.remove(microcredential);
        Self { version: self.version + 1, ..self }
    }

    /// Whether she can be asked for this micro-credential at all: trained, calibrated by that rubric if one is asked for,
    /// not paused, and taking assignments.
    #[must_use]
    pub fn is_asked_for(
        &self,
        microcredential: &Slug,
        calibrated_by: Option<RubricPrint>,
        now: Timestamp,
    ) -> bool {
        self.available
            && !self.paused.contains(microcredential)
            && self.is_trained(microcredential, now)
            && calibrated_by.is_none_or(|rubric| self.is_calibrated(microcredential, rubric))
    }

    /// Whether she scores this micro-credential, did, or will: there is a training record of hers, whenever it holds.
    #[must_use]
    pub fn scores(&self, microcredential: &Slug) -> bool {
        self.training.iter().any(|record| record.microcredential == *microcredential)
    }

    /// Whether she has a training record that holds at `now`.
    pub fn is_trained(&self, microcredential: &Slug, now: Timestamp) -> bool {
        self.training.iter().any(|record| {
            record.microcredential == *microcredential
                && record.trained <= now
                && record.expires.is_none_or(|end| now < end)
        })
    }
}

impl Assessor {
    /// Whether she passed a calibration by that rubric.
    pub fn is_calibrated(&self, microcredential: &Slug, rubric: RubricPrint) -> bool {
        let is_it =
            |passed: &Calibrated| passed.microcredential == *microcredential && passed.rubric == rubric;
        self.calibrations.iter().any(is_it)
    }

    /// Whether she passed the calibration that is asked for, if one is.
    fn is_calibrated_for(&self, sought: &Sought<'_>) -> bool {
        sought.calibrated_by.is_none_or(|rubric| self.is_calibrated(sought.microcredential, rubric))
    }

    /// The entry of one who passed a calibration at `passed`.
    #[must_use]
    pub fn calibrated(mut self, microcredential: &Slug, rubric: RubricPrint, passed: Timestamp) -> Self {
        self.calibrations.push(Calibrated { microcredential: microcredential.clone(), rubric, passed });
        Self { version: self.version + 1, ..self }
    }
}

/// The assessor to ask first, if anybody can be asked.
pub fn choose<'a>(roster: &'a [Assessor], sought: &Sought<'_>, now: Timestamp) -> Option<&'a Assessor> {
    roster
        .iter()
        .filter(|assessor| assessor.may_score(sought, now).is_ok())
        .min_by_key(|assessor| (assessor.open, assessor.last_assigned, assessor.person))
}
