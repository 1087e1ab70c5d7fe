//! From where on an assessor is too far from the others: her issuer's to set, for each definition.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};

use super::figures::rounded;
use crate::{Fault, Refusal, Slug};

/// The kappas that can be demanded.
pub const KAPPAS: RangeInclusive<f64> = 0.0..=0.9;
/// The levels by which one may differ to one side.
pub const SEVERITIES: RangeInclusive<f64> = 0.05..=2.0;

/// What is tolerated of an assessor.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Limits {
    kappa: f64,
    severity: f64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { kappa: 0.6, severity: 0.25 }
    }
}

impl Limits {
    /// At least this kappa with the others; and in the mean at most so many levels below them, or above.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] with each that is out of [`KAPPAS`] or [`SEVERITIES`].
    pub fn new(kappa: f64, severity: f64) -> Result<Self, Refusal> {
        let fault = |range: &RangeInclusive<f64>, value: &f64, pointer: &str| {
            let (low, high) = (range.start(), range.end());
            (!range.contains(value))
                .then(|| Fault::at(pointer, format!("Give a number from {low} to {high}.")))
        };
        let faults = [fault(&KAPPAS, &kappa, "/kappa"), fault(&SEVERITIES, &severity, "/severity")];
        Refusal::unless_empty(faults.into_iter().flatten().collect())?;
        Ok(Self { kappa: rounded(kappa), severity: rounded(severity) })
    }

    /// Kappa below this isn't enough.
    #[must_use]
    pub fn kappa(&self) -> f64 {
        self.kappa
    }

    /// More levels than these to one side are too many.
    #[must_use]
    pub fn severity(&self) -> f64 {
        self.severity
    }

    /// Whether anything is tolerated that the others don't.
    #[must_use]
    pub fn are_looser_than(&self, others: &Self) -> bool {
        self.kappa < others.kappa || self.severity > others.severity
    }
}

/// The limits of a definition, as they are kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Thresholds {
    /// Of which definition.
    pub microcredential: Slug,
    /// Counts the changes; 0 before the first.
    pub version: u64,
    /// What is tolerated.
    #[serde(flatten)]
    pub limits: Limits,
}

impl Thresholds {
    /// Those of a definition of which nothing was said.
    #[must_use]
    pub fn usual(microcredential: Slug) -> Self {
        Self { microcredential, version: 0, limits: Limits::default() }
    }

    /// With other limits, by somebody who saw version `seen`.
    ///
    /// # Errors
    /// [`Refusal::Stale`] when somebody changed them meanwhile.
    pub fn set(self, seen: u64, limits: Limits) -> Result<Self, Refusal> {
        if self.version != seen {
            return Err(Refusal::Stale { current: self.version });
        }
        Ok(Self { version: self.version + 1, limits, ..self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_out_of_range_are_refused_each_with_its_place() {
        for (kappa, severity, wanted) in [
            (0.0, 0.05, ""),
            (0.9, 2.0, ""),
            (-0.1, 0.25, "/kappa"),
            (0.91, 0.25, "/kappa"),
            (f64::NAN, 0.25, "/kappa"),
            (0.6, 0.0, "/severity"),
            (0.6, f64::INFINITY, "/severity"),
            (1.0, 3.0, "/kappa /severity"),
        ] {
            let given = match Limits::new(kappa, severity) {
                Err(Refusal::Invalid(faults)) => {
                    faults.into_iter().map(|fault| fault.pointer).collect::<Vec<_>>().join(" ")
                }
                _ => String::new(),
            };
            assert_eq!(given, wanted, "{kappa} and {severity}");
        }
    }

    #[test]
    fn limits_are_looser_when_either_is() {
        let limits = |kappa, severity| Limits::new(kappa, severity).expect("in range");
        for (kappa, severity, looser) in [
            (0.6, 0.25, false),
            (0.7, 0.2, false),
            (0.59, 0.25, true),
            (0.6, 0.26, true),
            (0.7, 0.26, true),
            (0.5, 0.2, true),
        ] {
            let found = limits(kappa, severity).are_looser_than(&Limits::default());
            assert_eq!(found, looser, "{kappa} and {severity}");
        }
    }

    #[test]
    fn who_saw_an_older_version_changes_nothing() {
        let usual = Thresholds::usual("asking-open-questions".parse().expect("a slug"));
        let set = usual.set(0, Limits::new(0.7, 0.5).expect("in range")).expect("nobody was first");
        assert_eq!((set.version, set.limits.kappa()), (1, 0.7));
        assert_eq!(set.set(0, Limits::default()), Err(Refusal::Stale { current: 1 }));
    }
}
