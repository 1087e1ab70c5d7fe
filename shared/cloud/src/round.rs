//! A round of many pieces of work, in which what fails keeps nothing else from its turn.

use crate::{Error, Failure};

/// How the pieces of a round went.
#[derive(Debug, Default)]
pub struct Pieces(Option<Failure>);

impl Pieces {
    /// What came of one piece of work. A failure is logged, and the first one kept for the round's end.
    pub fn note<T>(&mut self, outcome: Result<T, Error>) -> Option<T> {
        match outcome {
            Ok(value) => Some(value),
            Err(error) => {
                let failure = Failure::from(error);
                tracing::error!(cause = failure.chain(), "a piece of the round's work failed");
                self.0.get_or_insert(failure);
                None
            }
        }
    }

    /// The end of the round.
    ///
    /// # Errors
    /// The first failure.
    pub fn end(self) -> Result<(), Failure> {
        self.0.map_or(Ok(()), Err)
    }
}
