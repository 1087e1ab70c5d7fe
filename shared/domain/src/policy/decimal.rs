//! Exact numbers, for scores, hours and amounts of money.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Parts of a unit: four decimals.
const UNIT: i64 = 10_000;
/// The most digits before and after the point.
const DIGITS: (usize, usize) = (9, 4);

/// A number with at most nine digits before the point and four after it; in JSON a text such as `"5.25"`.
///
/// It is counted in ten-thousandths, so a score that lies exactly on a boundary lies on it in every program.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Decimal(i64);

/// The text is no [`Decimal`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write a number as a text with at most four decimals, such as \"5.25\"")]
pub struct NotADecimal;

impl Decimal {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Whether it is less than nothing.
    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// This, `count` times.
    #[must_use]
    pub fn times(self, count: usize) -> Self {
        Self(self.0.saturating_mul(i64::try_from(count).unwrap_or(i64::MAX)))
    }

    /// This less `other`.
    #[must_use]
    pub const fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    /// How many of `each` it takes to reach this; none when `each` is nothing or less.
    #[must_use]
    pub fn fewest(self, each: Self) -> usize {
        if self.0 <= 0 || each.0 <= 0 {
            return 0;
        }
        usize::try_from((self.0 - 1) / each.0 + 1).unwrap_or(usize::MAX)
    }

    /// Whether this is at least `bar` less `factor` times `unit`, without any rounding.
    #[must_use]
    pub fn reaches(self, bar: Self, factor: Self, unit: Self) -> bool {
        let above = (i128::from(self.0) - i128::from(bar.0)) * i128::from(UNIT);
        above + i128::from(factor.0) * i128::from(unit.0) >= 0
    }
}

impl FromStr for Decimal {
    type Err = NotADecimal;

    fn from_str(text: &str) -> Result<Self, NotADecimal> {
        let unsigned = text.strip_prefix('-').unwrap_or(text);
        let (whole, part) = unsigned.split_once('.').map_or((unsigned, None), |(one, two)| (one, Some(two)));
        let digits = |text: &str, most: usize| {
            (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let padded = whole.len() > 1 && whole.starts_with('0');
        if padded || !digits(whole, DIGITS.0) || part.is_some_and(|part| !digits(part, DIGITS.1)) {
            return Err(NotADecimal);
        }
        let whole: i64 = whole.parse().map_err(|_| NotADecimal)?;
        let part: i64 = format!("{:0<4}", part.unwrap_or_default()).parse().map_err(|_| NotADecimal)?;
        let value = whole * UNIT + part;
        Ok(Self(if unsigned.len() < text.len() { -value } else { value }))
    }
}

impl TryFrom<String> for Decimal {
    type Error = NotADecimal;

    fn try_from(text: String) -> Result<Self, NotADecimal> {
        text.parse()
    }
}

impl From<Decimal> for String {
    fn from(number: Decimal) -> Self {
        number.to_string()
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_negative() { "-" } else { "" };
        let (whole, part) =
            (self.0.unsigned_abs() / UNIT.unsigned_abs(), self.0.unsigned_abs() % UNIT.unsigned_abs());
        let decimals = format!(".{part:04}");
        write!(f, "{sign}{whole}{}", decimals.trim_end_matches('0').trim_end_matches('.'))
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> Decimal {
        text.parse().expect("a number")
    }

    #[test]
    fn a_number_is_written_with_at_most_four_decimals() {
        for (text, wanted) in [
            ("0", "0"),
            ("-0", "0"),
            ("12", "12"),
            ("5.25", "5.25"),
            ("5.2500", "5.25"),
            ("-2.01", "-2.01"),
            ("-0.5", "-0.5"),
            ("999999999.9999", "999999999.9999"),
        ] {
            assert_eq!(number(text).to_string(), wanted, "{text}");
        }
        for wrong in [
            "",
            "-",
            "+1",
            "1.",
            ".5",
            "01",
            "1e3",
            "1,5",
            "1_0",
            " 1",
            "0.00001",
            "1000000000",
            "NaN",
            "--1",
            "１",
        ] {
            assert_eq!(wrong.parse::<Decimal>(), Err(NotADecimal), "{wrong}");
        }
    }

    #[test]
    fn two_standard_errors_below_still_reach_it_and_a_hundredth_more_does_not() {
        for (score, sem, reaches) in [
            ("159", "5.5", true),
            ("148", "5.5", true),
            ("147.945", "5.5", false),
            ("147.9999", "5.5", false),
            ("158.8", "0.1", true),
            ("158.799", "0.1", false),
            ("159", "0", true),
            ("158.9999", "0", false),
        ] {
            assert_eq!(
                number(score).reaches(number("159"), number("2"), number(sem)),
                reaches,
                "{score} {sem}"
            );
        }
    }

    #[test]
    fn the_fewest_that_reach_a_number() {
        for (all, each, wanted) in [
            ("12", "4", 3),
            ("12", "5", 3),
            ("12", "12.5", 1),
            ("12", "0.1", 120),
            ("0", "4", 0),
            ("4", "0", 0),
        ] {
            assert_eq!(number(all).fewest(number(each)), wanted, "{all} {each}");
        }
    }

    proptest! {
        #[test]
        fn a_number_is_read_as_it_was_written(number in -9_999_999_999_999..=9_999_999_999_999_i64) {
            prop_assert_eq!(Decimal(number).to_string().parse(), Ok(Decimal(number)));
        }

        #[test]
        fn a_boundary_is_exact(bar in 0..2_000_000_i64, factor in 0..50_000_i64, unit in 0..200_000_i64) {
            let (bar, factor, unit) = (Decimal(bar), Decimal(factor), Decimal(unit));
            let least = (i128::from(bar.0) * i128::from(UNIT) - i128::from(factor.0) * i128::from(unit.0))
                .div_euclid(i128::from(UNIT));
            let on_or_above = Decimal(i64::try_from(least).expect("small") + 1);
            prop_assert!(on_or_above.reaches(bar, factor, unit));
            prop_assert!(!Decimal(on_or_above.0 - 2).reaches(bar, factor, unit));
        }
    }
}
