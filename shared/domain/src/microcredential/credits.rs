//! [`Credits`]: what an award counts for, in credit hours.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Number;

/// Credit hours as the issuer counts them: more than none, at most 1,000, to the hundredth. In JSON a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "Number")]
pub struct Credits {
    hundredths: u32,
}

/// The number is no [`Credits`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("Credits are a number from 0.01 to 1000 with at most two decimals.")]
pub struct NotCredits;

const MOST_HUNDREDTHS: u32 = 100_000;

impl Credits {
    /// So many hundredths of a credit hour.
    ///
    /// # Errors
    /// [`NotCredits`] for none, or for more than 1,000 hours.
    pub fn of_hundredths(hundredths: u32) -> Result<Self, NotCredits> {
        if (1..=MOST_HUNDREDTHS).contains(&hundredths) { Ok(Self { hundredths }) } else { Err(NotCredits) }
    }
}

impl TryFrom<f64> for Credits {
    type Error = NotCredits;

    fn try_from(hours: f64) -> Result<Self, NotCredits> {
        // The shortest text of a number has as many decimals as its writer gave it.
        let text = hours.to_string();
        let (whole, decimals) = text.split_once('.').unwrap_or((&text, ""));
        let digits = match decimals.len() {
            0..=2 => format!("{whole}{decimals:0<2}"),
            _ => return Err(NotCredits),
        };
        Self::of_hundredths(digits.parse().map_err(|_| NotCredits)?)
    }
}

impl From<Credits> for Number {
    fn from(Credits { hundredths }: Credits) -> Self {
        if hundredths.is_multiple_of(100) {
            (hundredths / 100).into()
        } else {
            Self::from_f64(f64::from(hundredths) / 100.0).expect("a quotient of whole numbers is finite")
        }
    }
}

impl fmt::Display for Credits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Number::from(*self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_hundredth_is_written_and_read_back_with_no_more_decimals_than_it_has() {
        for hundredths in 1..=MOST_HUNDREDTHS {
            let credits = Credits { hundredths };
            let text = serde_json::to_string(&credits).expect("a number");
            assert_eq!(text, credits.to_string());
            assert_eq!(serde_json::from_str::<Credits>(&text).ok(), Some(credits), "{text}");
            assert!(text.split_once('.').is_none_or(|(_, decimals)| decimals.len() <= 2), "{text}");
        }
        assert_eq!(Credits { hundredths: 150 }.to_string(), "1.5");
        assert_eq!(Credits { hundredths: 300 }.to_string(), "3");
    }

    #[test]
    fn other_numbers_are_no_credits() {
        for wrong in [0.0, -1.5, 0.001, 1.234, 1000.01, 1e9, 1e300, f64::NAN, f64::INFINITY] {
            assert_eq!(Credits::try_from(wrong), Err(NotCredits), "{wrong}");
        }
    }
}
