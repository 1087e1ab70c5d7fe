//! Every minute: what is due, and what should have happened and did not.
//!
//! Each round looks at what waits and nudges it: reminders and overdue assignments, attempts that
//! wait for an assessor, unsigned awards, letters to try again, uploads that nobody finished, agreement to
//! measure again, assessors who are paused for what came out, imported facts, new stacks, badges of other issuers, what awards complete and are
//! claimed for, and the people of imported rosters.
//! What fails doesn't keep the rest from its turn. A round that comes twice, late, or stops in the middle does no harm.

mod assignments;
mod nudges;
mod pauses;
mod reciprocity;
mod recognitions;
mod registers;
mod reliability;
mod rosters;
mod stacks;
mod uploads;

use cloud::{App, Error, Failure, round::Pieces};
use serde::Serialize;
use serde_json::Value;

/// The most records of one kind that one round looks at.
pub const MOST: i32 = 100;

/// What a round did.
#[derive(Debug, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Round {
    /// Reminders written.
    pub reminders: usize,
    /// Assignments passed on.
    pub passed_on: usize,
    /// Messages put into queues again.
    pub nudges: usize,
    /// Uploads finished or given up.
    pub uploads: usize,
    /// Files of which the scanner said nothing in time.
    pub unscanned: usize,
    /// Assessors whose assignments were passed on because they are paused.
    pub paused: usize,
    /// Definitions whose readers' agreement was measured.
    pub measured: usize,
    /// Claims by a policy that changed, of one earner each.
    pub recognitions: usize,
    /// People whose place changed by a roster.
    pub placed: usize,
    /// What failed.
    #[serde(skip)]
    pieces: Pieces,
}

impl Round {
    fn note<T>(&mut self, outcome: Result<T, Error>) -> Option<T> {
        self.pieces.note(outcome)
    }

    fn end(mut self) -> Result<Self, Failure> {
        std::mem::take(&mut self.pieces).end().map(|()| self)
    }
}

/// Handles the schedule's event, whatever is in it.
///
/// # Errors
/// The first failure, after every piece of work had its turn: the next round tries again.
pub async fn handle(app: &App, _event: Value) -> Result<Round, Failure> {
    let mut round = Round::default();
    assignments::look_after(app, &mut round).await;
    nudges::look_after(app, &mut round).await;
    uploads::look_after(app, &mut round).await;
    reliability::look_after(app, &mut round).await;
    pauses::look_after(app, &mut round).await;
    registers::look_after(app, &mut round).await;
    stacks::look_after(app, &mut round).await;
    reciprocity::look_after(app, &mut round).await;
    recognitions::look_after(app, &mut round).await;
    rosters::look_after(app, &mut round).await;
    round.end()
}
