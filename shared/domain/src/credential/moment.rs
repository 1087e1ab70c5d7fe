//! [`Moment`]: a time as a badge writes it.

use std::fmt;

use jiff::Timestamp;

/// A whole second in UTC, written `2026-01-15T08:30:00Z`.
///
/// A badge is signed over the text of its times, so a time must have one text only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(Timestamp);

impl Moment {
    /// The second that `at` lies in.
    #[must_use]
    pub fn of(at: Timestamp) -> Self {
        Self(Timestamp::from_second(at.as_second()).expect("the second of a timestamp is in its range"))
    }

    /// The moment that this text is the text of.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let moment = Self(text.parse().ok()?);
        (moment.to_string() == text).then_some(moment)
    }

    /// The beginning of the second.
    #[must_use]
    pub fn timestamp(self) -> Timestamp {
        self.0
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_has_one_text() {
        let at: Timestamp = "2026-01-15T08:30:00.999Z".parse().expect("a timestamp");
        assert_eq!(Moment::of(at).to_string(), "2026-01-15T08:30:00Z");
        assert_eq!(Moment::parse("2026-01-15T08:30:00Z"), Some(Moment::of(at)));
        for other in
            ["2026-01-15T08:30:00.0Z", "2026-01-15T08:30:00+00:00", "2026-01-15 08:30:00Z", "2026-01-15", ""]
        {
            assert_eq!(Moment::parse(other), None, "{other}");
        }
    }
}
