//! Who is paused for a definition and why, and from where on somebody is.

use domain::{
    PersonId, SubmissionId,
    person::Person,
    reliability::{Crossing, Pause, PauseState, Scored, Thresholds},
};
use jiff::Timestamp;
use serde::Serialize;

/// An assessor's pause, as her issuer sees it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PauseView {
    person: PersonId,
    name: String,
    version: u64,
    at: Timestamp,
    /// `begun`, `lasting` or `lifted`.
    state: &'static str,
    /// How she came to differ.
    crossing: Crossing,
    /// The scores that she gave since then, the last ones first.
    to_read_again: Vec<ScoredView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lifted: Option<LiftedView>,
}

#[derive(Debug, Serialize)]
struct ScoredView {
    submission: SubmissionId,
    attempt: u32,
    at: Timestamp,
}

#[derive(Debug, Serialize)]
struct LiftedView {
    at: Timestamp,
    by: String,
    /// Missing once she is erased.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

impl PauseView {
    /// With the names that `people` have.
    pub fn of(pause: &Pause, people: &[Person]) -> Self {
        let name = |id: PersonId| {
            let known = people.iter().find(|person| person.id == id);
            known.map_or_else(|| id.to_string(), |known| known.name.to_string())
        };
        let (state, lifted) = match &pause.state {
            PauseState::Begun => ("begun", None),
            PauseState::Lasting { .. } => ("lasting", None),
            PauseState::Lifted { at, by, .. } => {
                let reason = pause.reason().map(str::to_owned);
                ("lifted", Some(LiftedView { at: *at, by: name(*by), reason }))
            }
        };
        let scored = |Scored { at, submission, attempt, .. }: &Scored| ScoredView {
            submission: *submission,
            attempt: *attempt,
            at: *at,
        };
        Self {
            person: pause.assessor,
            name: name(pause.assessor),
            version: pause.version,
            at: pause.at,
            state,
            crossing: pause.crossing,
            to_read_again: pause.to_read_again().iter().map(scored).collect(),
            lifted,
        }
    }

    /// Everybody whose name [`PauseView::of`] asks for.
    pub fn people(pause: &Pause) -> impl Iterator<Item = PersonId> {
        let lifted_by = match &pause.state {
            PauseState::Begun | PauseState::Lasting { .. } => None,
            PauseState::Lifted { by, .. } => Some(*by),
        };
        [pause.assessor].into_iter().chain(lifted_by)
    }
}

/// From where on an assessor is too far from the others.
#[derive(Debug, Serialize)]
pub struct ThresholdsView {
    /// What to say that one saw; 0 while nothing was set.
    version: u64,
    /// The least kappa with the others.
    kappa: f64,
    /// The most levels below them, or above, in the mean.
    severity: f64,
}

impl ThresholdsView {
    /// As they are kept.
    pub fn of(thresholds: &Thresholds) -> Self {
        let Thresholds { version, limits, .. } = thresholds;
        Self { version: *version, kappa: limits.kappa(), severity: limits.severity() }
    }
}
