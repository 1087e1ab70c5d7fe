//! The quarters of the calendar, by which work is counted.

use std::{fmt, str::FromStr};

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// How long after its end a quarter is counted: so long work takes to be handed in, scored and decided.
const SETTLING: SignedDuration = SignedDuration::from_hours(24 * 60);

/// A quarter of a year, in UTC: the work that was opened in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Quarter {
    year: i16,
    /// 1 to 4.
    number: i8,
}

/// That a text names no quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Write a quarter as year and number, such as 2026-q3.")]
pub struct NotAQuarter;

impl Quarter {
    /// The quarter that holds `at`.
    #[must_use]
    pub fn of(at: Timestamp) -> Self {
        let date = at.to_zoned(TimeZone::UTC).date();
        Self { year: date.year(), number: (date.month() - 1) / 3 + 1 }
    }

    /// The last quarter that is to be counted by `now`.
    #[must_use]
    pub fn last_counted(now: Timestamp) -> Self {
        Self::of(now - SETTLING).before()
    }

    /// The quarter before it.
    #[must_use]
    pub fn before(self) -> Self {
        if self.number == 1 {
            Self { year: self.year - 1, number: 4 }
        } else {
            Self { number: self.number - 1, ..self }
        }
    }

    /// The quarter after it.
    #[must_use]
    pub fn after(self) -> Self {
        if self.number == 4 {
            Self { year: self.year + 1, number: 1 }
        } else {
            Self { number: self.number + 1, ..self }
        }
    }

    /// When it is counted at the earliest.
    #[must_use]
    pub fn counted_from(self) -> Timestamp {
        self.after().begins() + SETTLING
    }

    /// Whether `at` is in it.
    #[must_use]
    pub fn holds(self, at: Timestamp) -> bool {
        Self::of(at) == self
    }

    fn begins(self) -> Timestamp {
        let first =
            Date::new(self.year, (self.number - 1) * 3 + 1, 1).expect("every quarter has a first day");
        first.to_zoned(TimeZone::UTC).expect("UTC leaves no day out").timestamp()
    }
}

impl fmt::Display for Quarter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-q{}", self.year, self.number)
    }
}

impl FromStr for Quarter {
    type Err = NotAQuarter;

    fn from_str(text: &str) -> Result<Self, NotAQuarter> {
        let (year, number) = text.split_once("-q").ok_or(NotAQuarter)?;
        let is_plain =
            |digits: &str, length| digits.len() == length && digits.bytes().all(|b| b.is_ascii_digit());
        if !is_plain(year, 4) || !is_plain(number, 1) {
            return Err(NotAQuarter);
        }
        let (year, number) =
            (year.parse().map_err(|_| NotAQuarter)?, number.parse().map_err(|_| NotAQuarter)?);
        if (1970..9000).contains(&year) && (1..=4).contains(&number) {
            Ok(Self { year, number })
        } else {
            Err(NotAQuarter)
        }
    }
}

impl TryFrom<String> for Quarter {
    type Error = NotAQuarter;

    fn try_from(text: String) -> Result<Self, NotAQuarter> {
        text.parse()
    }
}

impl From<Quarter> for String {
    fn from(quarter: Quarter) -> Self {
        quarter.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    #[test]
    fn a_quarter_is_counted_two_months_after_its_end() {
        for (now, last) in [
            ("2026-11-29T23:59:59Z", "2026-q2"),
            ("2026-11-30T00:00:00Z", "2026-q3"),
            ("2027-02-28T23:59:59Z", "2026-q3"),
            ("2027-03-02T00:00:00Z", "2026-q4"),
        ] {
            let counted = Quarter::last_counted(at(now));
            assert_eq!(counted.to_string(), last, "{now}");
            assert!(counted.counted_from() <= at(now) && at(now) < counted.after().counted_from());
        }
    }

    #[test]
    fn every_time_is_in_one_quarter() {
        for (time, quarter) in [
            ("2026-01-01T00:00:00Z", "2026-q1"),
            ("2026-03-31T23:59:59Z", "2026-q1"),
            ("2026-04-01T00:00:00Z", "2026-q2"),
            ("2026-12-31T23:59:59Z", "2026-q4"),
        ] {
            let known: Quarter = quarter.parse().expect("a quarter");
            assert!(
                known.holds(at(time)) && !known.before().holds(at(time)) && !known.after().holds(at(time))
            );
            assert_eq!(known.before().after(), known);
        }
    }

    #[test]
    fn only_quarters_are_quarters() {
        for text in
            ["2026", "2026-q0", "2026-q5", "26-q1", "2026-Q1", "2026-q1 ", "+026-q1", "9999-q1", "2026-q"]
        {
            assert_eq!(text.parse::<Quarter>(), Err(NotAQuarter), "{text}");
        }
    }
}
