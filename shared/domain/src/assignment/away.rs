//! When an assessor is away: holidays, leave, whatever it is.

use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::DAYS_TO_SCORE;
use crate::{Fault, Refusal};

/// The most spans that can be stated.
pub const MOST_SPANS: usize = 20;
/// The most days of one span.
pub const LONGEST_SPAN: i32 = 366;

/// From the first of these days to the last, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Away {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
}

/// When an assessor is away, the earliest first. What is over is left out when it is stated anew.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Absences(Vec<Away>);

impl Absences {
    /// These spans, stated on the day of `now`; those that are over are forgotten.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with each that ends before it begins or is longer than [`LONGEST_SPAN`], and for more than
    /// [`MOST_SPANS`].
    pub fn stated(spans: Vec<Away>, now: Timestamp) -> Result<Self, Refusal> {
        let mut faults: Vec<Fault> = spans.iter().enumerate().filter_map(fault).collect();
        if spans.len() > MOST_SPANS {
            faults.push(Fault::at("/away", format!("State at most {MOST_SPANS} times.")));
        }
        Refusal::unless_empty(faults)?;
        let today = day_of(now);
        let mut spans: Vec<Away> = spans.into_iter().filter(|span| span.until >= today).collect();
        spans.sort_unstable();
        Ok(Self(spans))
    }

    /// The spans, the earliest first.
    pub fn iter(&self) -> std::slice::Iter<'_, Away> {
        self.0.iter()
    }

    /// Whether nothing is stated.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether she is away on that day.
    #[must_use]
    pub fn covers(&self, day: Date) -> bool {
        self.iter().any(|span| (span.from..=span.until).contains(&day))
    }

    /// Whether nothing should be asked of her at `now`: she is away today, or for more than half of the days that she
    /// would have to score.
    #[must_use]
    pub fn keep_from_scoring(&self, now: Timestamp) -> bool {
        if self.is_empty() {
            return false;
        }
        let day = |number| day_of(now + SignedDuration::from_hours(24 * number));
        let missed = (0..DAYS_TO_SCORE).filter(|number| self.covers(day(*number))).count();
        self.covers(day_of(now)) || missed * 2 > usize::try_from(DAYS_TO_SCORE).unwrap_or_default()
    }
}

fn fault((number, span): (usize, &Away)) -> Option<Fault> {
    let message = if span.until < span.from {
        "The last day is before the first.".to_owned()
    } else if span.from.checked_add(LONGEST_SPAN.days()).is_ok_and(|end| span.until >= end) {
        format!("That is more than {LONGEST_SPAN} days. Ask your issuer to take you off its roster instead.")
    } else {
        return None;
    };
    Some(Fault::at(format!("/away/{number}/until"), message))
}

fn day_of(at: Timestamp) -> Date {
    at.to_zoned(TimeZone::UTC).date()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn now() -> Timestamp {
        "2026-12-10T15:00:00Z".parse().expect("a time")
    }

    fn away(from: (i8, i8), until: (i8, i8)) -> Away {
        Away { from: date(2026, from.0, from.1), until: date(2026, until.0, until.1) }
    }

    #[test]
    fn nothing_is_asked_of_who_is_away_for_more_than_half_of_the_days_to_score() {
        for (span, kept) in [
            (away((12, 10), (12, 10)), true),
            (away((12, 1), (12, 9)), false),
            (away((12, 11), (12, 15)), false),
            (away((12, 11), (12, 16)), true),
            (away((12, 15), (12, 31)), false),
            (away((12, 14), (12, 31)), true),
        ] {
            let absences = Absences::stated(vec![span], now()).expect("it can be stated");
            assert_eq!(absences.keep_from_scoring(now()), kept, "{span:?}");
        }
        assert!(!Absences::default().keep_from_scoring(now()));
    }

    #[test]
    fn what_is_over_is_forgotten_and_what_cannot_be_is_refused() {
        let stated = Absences::stated(
            vec![away((12, 24), (12, 31)), away((11, 1), (11, 9)), away((12, 1), (12, 10))],
            now(),
        );
        assert_eq!(stated.expect("it can be stated").0, [away((12, 1), (12, 10)), away((12, 24), (12, 31))]);

        let places = |spans: Vec<Away>| match Absences::stated(spans, now()) {
            Err(Refusal::Invalid(faults)) => faults.into_iter().map(|fault| fault.pointer).collect(),
            _ => Vec::new(),
        };
        let forever = Away { from: date(2026, 12, 1), until: date(2027, 12, 2) };
        assert_eq!(places(vec![Away { until: date(2027, 12, 1), ..forever }]), Vec::<String>::new());
        assert_eq!(
            places(vec![away((12, 2), (12, 3)), away((12, 5), (12, 4)), forever]),
            ["/away/1/until", "/away/2/until"]
        );
        assert_eq!(places(vec![away((12, 24), (12, 31)); 21]), ["/away"]);
    }
}
