//! The years by which awards and hours are capped.

use jiff::{ToSpan, civil::Date};
use serde::{Deserialize, Serialize};

/// Which years are meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum YearKind {
    /// From 1 January to 31 December.
    CalendarYear,
    /// From each anniversary of the policy's first day to the day before the next.
    ValidityYear,
}

/// One year, its first and last day included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Year {
    /// The first day.
    pub first: Date,
    /// The last day.
    pub last: Date,
}

impl YearKind {
    /// The year that holds `date`, for a policy that is valid from `anniversary`.
    ///
    /// A policy that begins on 29 February has its anniversary on the 28th in other years.
    #[must_use]
    pub fn of(self, date: Date, anniversary: Date) -> Year {
        let origin = match self {
            Self::CalendarYear => anniversary.first_of_year(),
            Self::ValidityYear => anniversary,
        };
        let begins = |number: i16| origin.saturating_add(i32::from(number).years());
        let number = date.year() - origin.year();
        let number = if begins(number) <= date { number } else { number - 1 };
        let next = begins(number + 1);
        Year { first: begins(number), last: next.yesterday().unwrap_or(next) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(text: &str) -> Date {
        text.parse().expect("a date")
    }

    #[test]
    fn a_year_begins_in_january_or_on_the_anniversary() {
        for (kind, date, first, last) in [
            (YearKind::CalendarYear, "2027-01-01", "2027-01-01", "2027-12-31"),
            (YearKind::CalendarYear, "2027-12-31", "2027-01-01", "2027-12-31"),
            (YearKind::ValidityYear, "2026-07-01", "2026-07-01", "2027-06-30"),
            (YearKind::ValidityYear, "2027-06-30", "2026-07-01", "2027-06-30"),
            (YearKind::ValidityYear, "2027-07-01", "2027-07-01", "2028-06-30"),
            (YearKind::ValidityYear, "2026-06-30", "2025-07-01", "2026-06-30"),
        ] {
            let year = kind.of(day(date), day("2026-07-01"));
            assert_eq!(year, Year { first: day(first), last: day(last) }, "{kind:?} {date}");
        }
    }

    #[test]
    fn a_leap_day_has_its_anniversary_a_day_earlier() {
        let of = |date| YearKind::ValidityYear.of(day(date), day("2028-02-29"));
        assert_eq!(of("2029-02-27"), Year { first: day("2028-02-29"), last: day("2029-02-27") });
        assert_eq!(of("2029-02-28").first, day("2029-02-28"));
        assert_eq!(of("2032-02-29").first, day("2032-02-29"));
    }

    proptest! {
        #[test]
        fn every_day_lies_in_its_year_and_years_do_not_overlap(day in 0..20_000_i32, origin in 0..3_000_i32) {
            let start = Date::constant(2000, 1, 1);
            let (day, origin) = (start.saturating_add(day.days()), start.saturating_add(origin.days()));
            for kind in [YearKind::CalendarYear, YearKind::ValidityYear] {
                let year = kind.of(day, origin);
                prop_assert!(year.first <= day && day <= year.last);
                prop_assert_eq!(kind.of(year.first, origin), year);
                prop_assert_eq!(kind.of(year.last, origin), year);
                prop_assert_eq!(kind.of(year.last.tomorrow().expect("a day"), origin).first, year.last.tomorrow().expect("a day"));
            }
        }
    }
}
