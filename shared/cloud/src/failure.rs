//! What went wrong on our side, apart from what the caller may be told.
//!
//! A [`Failure`] becomes a 500 that names only the request id; its chain of sources is logged once,
//! at the edge ([`crate::serve`]). A [`Refusal`] is the caller's to mend and is told in full.

use std::{error::Error as StdError, fmt};

use domain::Refusal;

/// A failure of ours: a sentence and what caused it.
#[derive(Debug)]
pub struct Failure {
    what: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Failure {
    /// `what` could not be done because of `source`.
    pub fn new(what: impl Into<String>, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { what: what.into(), source: Some(source.into()) }
    }

    /// `what` is wrong, and nothing else is behind it.
    pub fn because(what: impl Into<String>) -> Self {
        Self { what: what.into(), source: None }
    }

    /// The sentence and those of all sources, for the log; never for a caller.
    pub fn chain(&self) -> String {
        let mut text = self.what.clone();
        let mut next = self.source();
        while let Some(source) = next {
            text = format!("{text}: {source}");
            next = source.source();
        }
        text
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl StdError for Failure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_ref().map(|source| &**source as &(dyn StdError + 'static))
    }
}

/// Gives a result of somebody else's error a sentence of ours.
pub trait OrFailure<T> {
    /// The value, or a [`Failure`] that says `what` could not be done.
    ///
    /// # Errors
    /// Whatever the result holds, under the sentence `what`.
    fn or_failure(self, what: &str) -> Result<T, Failure>;
}

impl<T, E: Into<Box<dyn StdError + Send + Sync>>> OrFailure<T> for Result<T, E> {
    fn or_failure(self, what: &str) -> Result<T, Failure> {
        self.map_err(|source| Failure::new(what, source))
    }
}

/// Why a request gets no 2xx answer.
#[derive(Debug)]
pub enum Error {
    /// The caller's to mend.
    Refusal(Refusal),
    /// Ours.
    Failure(Failure),
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refusal(refusal)
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

impl From<Error> for Failure {
    /// What went wrong where nobody asked: a background function met a state that it should not meet.
    fn from(error: Error) -> Self {
        match error {
            Error::Refusal(refusal) => refusal.into(),
            Error::Failure(failure) => failure,
        }
    }
}
