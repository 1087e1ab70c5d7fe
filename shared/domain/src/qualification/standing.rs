//! What stands between an assessor and the work on a definition.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Calibration, Rule};
use crate::{Refusal, Slug, assignment::Assessor, design_check::RubricPrint, microcredential::Definition};

/// That an assessor passed a calibration by one rubric.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calibrated {
    /// Of which definition.
    pub microcredential: Slug,
    /// By the rubric of this fingerprint.
    pub rubric: RubricPrint,
    /// When.
    pub passed: Timestamp,
}

/// Where an assessor stands with a definition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum Standing {
    /// She has no current training record.
    NotTrained,
    /// Her scores are too far from the others': she is asked for nothing until the issuer lifts that.
    Paused,
    /// She may be asked to score.
    Qualified,
    /// She is to pass a calibration first, and has begun none for this rubric.
    ToCalibrate,
    /// She has begun one.
    Calibrating {
        /// Until when she may hand in scores.
        ends: Timestamp,
    },
    /// The last one was not passed, or its time went by: she may try again with other works.
    MayRetake,
}

impl Standing {
    /// Where she stands with `definition` at `now`; `calibration` is the newest that she began on it.
    pub fn of(
        assessor: &Assessor,
        definition: &Definition,
        calibration: Option<&Calibration>,
        now: Timestamp,
    ) -> Self {
        if !assessor.is_trained(&definition.id, now) {
            return Self::NotTrained;
        }
        if assessor.paused.contains(&definition.id) {
            return Self::Paused;
        }
        match definition.calibrated_by() {
            Some(rubric) if !assessor.is_calibrated(&definition.id, rubric) => {
                Self::to_calibrate(rubric, calibration, now)
            }
            Some(_) | None => Self::Qualified,
        }
    }

    /// What a calibration on `definition` asks of this assessor, and the rubric that it is by.
    ///
    /// # Errors
    /// [`Refusal::Forbidden`] without a training record that holds at `now`; [`Refusal::WrongState`] when none is asked for.
    pub fn must_be_trained_to_calibrate(
        assessor: &Assessor,
        definition: &Definition,
        now: Timestamp,
    ) -> Result<(Rule, RubricPrint), Refusal> {
        if !assessor.is_trained(&definition.id, now) {
            let sentence = "You have no current training record for this micro-credential. Ask its issuer.";
            return Err(Refusal::Forbidden(sentence.into()));
        }
        definition.calibration.zip(definition.calibrated_by()).ok_or_else(|| Refusal::WrongState {
            what: "Beginning a calibration",
            because: "this version asks for none; your training qualifies you".into(),
        })
    }

    fn to_calibrate(rubric: RubricPrint, calibration: Option<&Calibration>, now: Timestamp) -> Self {
        match calibration.map(|calibration| &calibration.round).filter(|round| round.rubric == rubric) {
            None => Self::ToCalibrate,
            Some(round) if round.is_open(now) => Self::Calibrating { ends: round.ends },
            Some(_) => Self::MayRetake,
        }
    }
}
