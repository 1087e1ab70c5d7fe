//! Every minute: erases people who asked for it, exports whose time is over, and files that their issuer keeps no longer.
//!
//! Everything here may stop anywhere and be done again. An erasure is over only when a whole look at everything of
//! somebody, begun after all that was under way before has ended, found nothing.

mod awards;
mod coachings;
mod copies;
mod exports;
mod media;
mod people;
mod plans;
mod roster;
mod shortlists;
mod submissions;

use cloud::{App, Error, Failure, round::Pieces};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde_json::Value;

/// The most records of one kind that one round looks at.
const MOST: i32 = 25;

/// How long after its start a round begins another piece of work.
const ENOUGH: SignedDuration = SignedDuration::from_secs(40);

/// What a round did.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Round {
    /// Erasures that began.
    pub begun: usize,
    /// Looks at everything of somebody.
    pub looks: usize,
    /// Erasures that are over.
    pub over: usize,
    /// Exports that were deleted.
    pub exports: usize,
    /// Submissions whose files were deleted.
    pub media: usize,
    /// What failed.
    #[serde(skip)]
    pieces: Pieces,
    /// When to begin nothing more.
    #[serde(skip)]
    until: Timestamp,
}

impl Round {
    fn note<T>(&mut self, outcome: Result<T, Error>) -> Option<T> {
        self.pieces.note(outcome)
    }

    fn is_long_enough(&self, app: &App) -> bool {
        self.until <= app.now()
    }
}

/// Handles the schedule's event, whatever is in it.
///
/// # Errors
/// The first failure, after every piece of work had its turn: the next round tries again.
pub async fn handle(app: &App, _event: Value) -> Result<Round, Failure> {
    let mut round = Round { until: app.now() + ENOUGH, ..Round::default() };
    plans::begin(app, &mut round).await;
    people::go_on(app, &mut round).await;
    exports::look_after(app, &mut round).await;
    media::look_after(app, &mut round).await;
    std::mem::take(&mut round.pieces).end().map(|()| round)
}
