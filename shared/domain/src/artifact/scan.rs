//! What the malware scanner said of an artifact. What tells most counts: a scan that could not be carried out is made
//! good by one that could, and a file that was once found bad is never cleared by a later event.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How long the scanner may take over a file: minutes for a small one, more for one of gigabytes.
pub const SCAN_PATIENCE: SignedDuration = SignedDuration::from_mins(30);

/// A verdict of the malware scanner.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scan {
    /// What was found.
    pub found: Found,
    /// When.
    pub at: Timestamp,
}

/// What a scan found, from what tells least to what tells most. A file never changes, so that one that was found clean
/// stays it, whatever becomes of a later scan, until one finds something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is", content = "what")]
pub enum Found {
    /// The scan could not be carried out, with the scanner's word for why.
    Inconclusive(String),
    /// Nothing.
    Clean,
    /// Malware, by its name.
    Threat(String),
}

/// Whether this installation has a scanner: with one, an artifact is readable only once it was found clean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scanning {
    /// There is none; a verdict that comes all the same counts.
    #[default]
    Off,
    /// Nothing is read before its verdict.
    Required,
}

/// `GuardDuty`'s word for a file that it can't look into, such as one behind a password.
const UNSUPPORTED: &str = "UNSUPPORTED";

impl Found {
    /// How much it tells.
    const fn rank(&self) -> u8 {
        match self {
            Self::Inconclusive(_) => 0,
            Self::Clean => 1,
            Self::Threat(_) => 2,
        }
    }

    /// What GuardDuty's `scanResultStatus` and the names of its threats mean.
    ///
    /// Every status but `NO_THREATS_FOUND` and `THREATS_FOUND` means that the file could not be
    /// looked at: `UNSUPPORTED`, `ACCESS_DENIED`, `FAILED`, and any that is new.
    pub fn by_guard_duty(status: &str, threats: &[String]) -> Self {
        match status {
            "NO_THREATS_FOUND" => Self::Clean,
            "THREATS_FOUND" => Self::Threat(threats.join(", ")),
            other => Self::Inconclusive(other.to_owned()),
        }
    }
}

impl Scan {
    /// Whether this tells more than what was known before, or gives another reason for not telling more.
    pub fn tells_more_than(&self, known: Option<&Self>) -> bool {
        known.is_none_or(|known| match (&self.found, &known.found) {
            (Found::Inconclusive(why), Found::Inconclusive(known)) => why != known,
            (found, known) => found.rank() > known.rank(),
        })
    }

    /// Whether the scanner has done what it can: nothing that the operator mends would make it look at what it doesn't support.
    pub(super) fn is_final(&self) -> bool {
        match &self.found {
            Found::Inconclusive(why) => why == UNSUPPORTED,
            Found::Clean | Found::Threat(_) => true,
        }
    }
}

/// Why a file with this verdict is kept from everybody, as the second half of a sentence; `None` when it is not.
pub(super) fn objection(scan: Option<&Scan>, scanning: Scanning) -> Option<&'static str> {
    match (scan.map(|scan| &scan.found), scanning) {
        (Some(Found::Clean), _) | (None, Scanning::Off) => None,
        (None, Scanning::Required) => Some("it is being scanned for malware; try again in a minute"),
        (Some(Found::Inconclusive(_)), _) => {
            Some("it could not be scanned for malware; whoever runs this site is told")
        }
        (Some(Found::Threat(_)), _) => Some("malware was found in it; remove it and upload a clean copy"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scan(status: &str) -> Scan {
        Scan { found: Found::by_guard_duty(status, &["EICAR".to_owned()]), at: Timestamp::UNIX_EPOCH }
    }

    #[test]
    fn what_tells_most_stays() {
        let (failed, clean, threat) = (scan("FAILED"), scan("NO_THREATS_FOUND"), scan("THREATS_FOUND"));
        let from_least_to_most = [&failed, &clean, &threat];

        for (at, known) in from_least_to_most.iter().enumerate() {
            assert!(known.tells_more_than(None));
            for (other, scan) in from_least_to_most.iter().enumerate() {
                assert_eq!(scan.tells_more_than(Some(known)), other > at, "{scan:?} after {known:?}");
            }
        }
        let refused = scan("ACCESS_DENIED");
        assert!(
            refused.tells_more_than(Some(&failed)) && failed.tells_more_than(Some(&refused)),
            "the last word why"
        );
    }

    #[test]
    fn only_a_clean_file_or_one_that_nobody_scans_is_open() {
        let open =
            |verdict: Option<&str>, scanning| objection(verdict.map(scan).as_ref(), scanning).is_none();

        assert!(
            open(Some("NO_THREATS_FOUND"), Scanning::Off)
                && open(Some("NO_THREATS_FOUND"), Scanning::Required)
        );
        assert!(open(None, Scanning::Off) && !open(None, Scanning::Required));
        for status in ["THREATS_FOUND", "UNSUPPORTED", "ACCESS_DENIED", "FAILED", "SOMETHING_NEW"] {
            assert!(
                !open(Some(status), Scanning::Off) && !open(Some(status), Scanning::Required),
                "{status}"
            );
        }
    }
}
