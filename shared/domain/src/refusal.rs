//! Every "no" that Touchstone says: what was asked for, why not, and what to do.
//!
//! A refusal is the caller's to mend (HTTP 4xx). Our own failures are not refusals and live in
//! `cloud`. Whoever may not know that a thing exists gets [`Refusal::NotFound`], whatever the cause.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{letter::Language, link::Ending, spanish::told};

/// One thing wrong with what was sent: where, and a sentence its author can act on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// JSON Pointer (RFC 6901) into the body that was sent; empty for the whole.
    pub pointer: String,
    /// What is wrong and what would be right.
    pub message: String,
}

impl Fault {
    /// A fault at `pointer`.
    pub fn at(pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self { pointer: pointer.into(), message: message.into() }
    }

    /// The fault, told in that language.
    #[must_use]
    pub fn told(&self, language: Language) -> Self {
        Self::at(&self.pointer, told(&self.message, language))
    }
}

/// Why what was written is not taken: every fault, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl From<Faults> for Refusal {
    fn from(Faults(faults): Faults) -> Self {
        Self::Invalid(faults)
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, fault) in self.0.iter().enumerate() {
            let separator = if number == 0 { "" } else { " " };
            write!(f, "{separator}{}: {}", fault.pointer, fault.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}

/// A "no" with its subject, in words the caller can act on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// There is no such thing, or the caller may not know of it.
    #[error("There is nothing here, or it is not yours to see.")]
    NotFound,
    /// Nobody is signed in, or the session is over.
    #[error("Sign in to go on: your session is missing or over.")]
    SignedOut,
    /// The request came from another site's page.
    #[error("This request came from a page of another site and was not carried out.")]
    ForeignOrigin,
    /// The body is not JSON, or not sent as JSON.
    #[error("The body must be JSON, sent as application/json: {0}")]
    NotJson(String),
    /// The body is larger than any request needs.
    #[error("The body has more than {limit} bytes.")]
    TooLarge {
        /// The most that is taken.
        limit: usize,
    },
    /// What was sent breaks rules; all of them are listed.
    #[error("{}", Self::count_of(.0))]
    Invalid(Vec<Fault>),
    /// Somebody (perhaps the caller in another tab) changed it meanwhile.
    #[error(
        "This was changed meanwhile (it is at version {current} now). Load it again, then repeat what you did."
    )]
    Stale {
        /// The version that is stored now.
        current: u64,
    },
    /// The thing is in a state in which that can't be done.
    #[error("{what} can't be done now: {because}.")]
    WrongState {
        /// What was asked for, as a noun phrase that starts a sentence.
        what: &'static str,
        /// The state that stands against it.
        because: String,
    },
    /// There is one already, and there can be only one.
    #[error("There is one already: {0}")]
    Exists(String),
    /// The link was used, has been replaced, or is too old.
    #[error("This link no longer works: {0}")]
    LinkOver(Ending),
    /// It was here, and isn't any more.
    #[error("{0}")]
    Gone(String),
    /// The six digits are wrong or too old.
    #[error("This code is wrong or too old. Ask for a new one and use the newest letter.")]
    WrongCode,
    /// A rule of who may do what stands against it, and the caller may know.
    #[error("{0}")]
    Forbidden(String),
    /// The caller's byte budget does not hold that file.
    #[error(
        "Your space is used up: {left} bytes are left and the file has {wanted}. Remove an unfinished upload, or ask for more."
    )]
    OverBudget {
        /// Bytes still free.
        left: u64,
        /// Bytes asked for.
        wanted: u64,
    },
    /// The store does not hold the whole file yet.
    #[error("{}", Self::missing_parts(.missing, *.of))]
    PartsMissing {
        /// The numbers of the parts to send, in order.
        missing: Vec<u32>,
        /// How many parts the file has.
        of: u32,
    },
    /// The client goes on with an upload, but with another file.
    #[error(
        "This is not the file that this upload began with (“{name}”). Choose that file again, or begin a new upload."
    )]
    OtherFile {
        /// The name of the file that it began with.
        name: String,
    },
    /// Too much of something in a time.
    #[error("{what} Try again in {}.", in_words(*retry_after_seconds))]
    TooMany {
        /// What there was too much of, as a sentence.
        what: String,
        /// When it may work again.
        retry_after_seconds: u32,
    },
    /// The same idempotency key came with another request.
    #[error("This Idempotency-Key was used with another request. Use a new key for a new request.")]
    KeyReused,
}

/// A time to wait, in a unit that one can judge, rounded up.
fn in_words(seconds: u32) -> String {
    match seconds {
        0..120 => format!("{seconds} seconds"),
        120..7_200 => format!("{} minutes", seconds.div_ceil(60)),
        7_200.. => format!("{} hours", seconds.div_ceil(3_600)),
    }
}

impl Refusal {
    /// A refusal for exactly one fault.
    pub fn invalid(pointer: impl Into<String>, message: impl Into<String>) -> Self {
        Self::Invalid(vec![Fault::at(pointer, message)])
    }

    /// `Ok` when `faults` is empty, otherwise all of them in one refusal.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with every fault.
    pub fn unless_empty(faults: Vec<Fault>) -> Result<(), Self> {
        if faults.is_empty() { Ok(()) } else { Err(Self::Invalid(faults)) }
    }

    /// Its name in problem documents and logs, in kebab case.
    pub fn name(&self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::SignedOut => "signed-out",
            Self::ForeignOrigin => "foreign-origin",
            Self::NotJson(_) => "not-json",
            Self::TooLarge { .. } => "too-large",
            Self::Invalid(_) => "invalid",
            Self::Stale { .. } => "stale",
            Self::WrongState { .. } => "wrong-state",
            Self::Exists(_) => "exists",
            Self::LinkOver(_) => "link-over",
            Self::Gone(_) => "gone",
            Self::WrongCode => "wrong-code",
            Self::Forbidden(_) => "forbidden",
            Self::OverBudget { .. } => "over-budget",
            Self::TooMany { .. } => "too-many",
            Self::KeyReused => "key-reused",
            Self::PartsMissing { .. } => "parts-missing",
            Self::OtherFile { .. } => "other-file",
        }
    }

    fn missing_parts(missing: &[u32], of: u32) -> String {
        let first: Vec<String> = missing.iter().take(10).map(u32::to_string).collect();
        let more = if missing.len() > first.len() { " and more" } else { "" };
        let count = missing.len();
        format!(
            "{count} of {of} parts have not arrived whole: {}{more}. Send them, then complete again.",
            first.join(", ")
        )
    }

    fn count_of(faults: &[Fault]) -> String {
        match faults {
            [one] => one.message.clone(),
            many => format!("{} things need a change before this can be taken.", many.len()),
        }
    }
}
