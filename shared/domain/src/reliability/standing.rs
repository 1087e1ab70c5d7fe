//! What agreement means for an issuer: whether it is enough.

use std::fmt;

use serde::Serialize;

use super::Figures;

/// What kappa says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Standing {
    /// Too little is known.
    Unknown,
    /// It is at or above the threshold.
    Enough,
    /// It came out below the threshold, and that may be chance.
    Watch,
    /// All of its interval is below the threshold.
    Below,
}

impl Figures {
    /// What kappa says of these, where `enough` is demanded.
    #[must_use]
    pub fn standing(&self, enough: f64) -> Standing {
        let Some((kappa, interval)) = self.kappa.and_then(|kappa| Some((kappa.value, kappa.interval?)))
        else {
            return Standing::Unknown;
        };
        if interval.high < enough {
            Standing::Below
        } else if kappa < enough {
            Standing::Watch
        } else {
            Standing::Enough
        }
    }
}

impl fmt::Display for Standing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unknown => "unknown",
            Self::Enough => "enough",
            Self::Watch => "watch",
            Self::Below => "below",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Estimate, Interval};
    use super::*;

    #[test]
    fn agreement_is_below_only_when_chance_does_not_explain_it() {
        let standing = |value, interval: Option<(f64, f64)>| {
            let interval = interval.map(|(low, high)| Interval { low, high });
            Figures { kappa: Some(Estimate { value, interval }), ..Figures::default() }.standing(0.6)
        };
        assert_eq!(standing(0.7, Some((0.3, 0.9))), Standing::Enough);
        assert_eq!(standing(0.6, Some((0.3, 0.9))), Standing::Enough);
        assert_eq!(standing(0.5, Some((0.3, 0.6))), Standing::Watch);
        assert_eq!(standing(0.4, Some((0.3, 0.59))), Standing::Below);
        assert_eq!(standing(0.1, None), Standing::Unknown);
        assert_eq!(Figures::default().standing(0.6), Standing::Unknown);
    }
}
