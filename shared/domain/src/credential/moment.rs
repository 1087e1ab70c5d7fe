//! [`Moment`]: a time as a badge writes it.

use std::fmt;

use jiff::{Timestamp, ToSpan, tz::TimeZone};
use serde::{Serialize, Serializer};

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

    /// The same time of the day so many months later, on the month's last day where it has no such day;
    /// `None` after the year 9999.
    #[must_use]
    pub fn months_later(self, months: u16) -> Option<Self> {
        let later = self.0.to_zoned(TimeZone::UTC).checked_add(i32::from(months).months()).ok()?;
        Some(Self(later.timestamp()))
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

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_those_of_the_calendar() {
        let moment = |text| Moment::parse(text).expect("a moment");
        for (from, months, wanted) in [
            ("2026-01-15T08:30:00Z", 12, "2027-01-15T08:30:00Z"),
            ("2026-08-31T23:59:59Z", 6, "2027-02-28T23:59:59Z"),
            ("2024-02-29T00:00:00Z", 48, "2028-02-29T00:00:00Z"),
        ] {
            assert_eq!(moment(from).months_later(months), Some(moment(wanted)), "{from}");
        }
        assert_eq!(moment("9999-12-01T00:00:00Z").months_later(1), None);
    }

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
