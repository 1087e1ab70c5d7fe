//! [`Verification`]: what can be said of a pasted badge, item by item.
//!
//! Nothing that a badge says about itself is believed: it is checked against our own keys and our own
//! records, and nothing is fetched from any address in it.

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::{Addresses, Moment, SignedBadge};
use crate::{Fault, award::Standing};

/// How far ahead a clock may be before a badge counts as not valid yet.
const CLOCK_SKEW: SignedDuration = SignedDuration::from_mins(5);

/// What is checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Check {
    /// Whether it is written as a badge of ours is.
    Form,
    /// Whether it is signed with a key of ours, and unchanged since.
    Signature,
    /// Whether it names us as its issuer.
    Issuer,
    /// Whether we hold the award, and it still stands.
    Status,
    /// Whether its time has come and isn't over.
    Dates,
    /// Whether it is held by whom it is said to be.
    Subject,
}

/// What came out of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It holds.
    Passed,
    /// It doesn't.
    Failed,
    /// Nothing can be said.
    Unchecked,
}

/// One item of the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What was checked.
    pub check: Check,
    /// With which outcome.
    pub outcome: Outcome,
    /// The same in a sentence.
    pub says: String,
}

/// What we know beside the badge itself.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    /// Whether the signature is one of a key of ours over exactly this badge.
    pub signature_holds: bool,
    /// Where our badges are found and who we are.
    pub addresses: &'a Addresses,
    /// How the award of that id stands; `None` if we hold no signed one.
    pub standing: Option<&'a Standing>,
    /// The address of whoever is said to hold the badge.
    pub email: Option<&'a str>,
    /// The time.
    pub now: Timestamp,
}

/// The answer about one badge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Verification {
    /// Whether no check failed.
    pub valid: bool,
    /// The checks, in the order in which a person asks.
    pub checks: Vec<Finding>,
}

impl Verification {
    /// The answer about a badge that could be read.
    #[must_use]
    pub fn of(signed: &SignedBadge, facts: &Facts<'_>) -> Self {
        Self::from_checks(vec![
            finding(Check::Form, Some(true), "It has everything that a badge of ours has, and nothing else."),
            signature(facts),
            issuer(signed, facts),
            status(facts),
            dates(signed, facts),
            subject(signed, facts),
        ])
    }

    /// The answer about a document that is no badge of ours as we write them.
    #[must_use]
    pub fn of_another(fault: &Fault) -> Self {
        let place = if fault.pointer.is_empty() { "the document" } else { &fault.pointer };
        let says = format!("This is no badge of ours, or it was changed: {} (at {place})", fault.message);
        let rest = [Check::Signature, Check::Issuer, Check::Status, Check::Dates, Check::Subject];
        let unchecked = rest.map(|check| finding(check, None, "Not looked at."));
        Self::from_checks([finding(Check::Form, Some(false), says)].into_iter().chain(unchecked).collect())
    }

    fn from_checks(checks: Vec<Finding>) -> Self {
        Self { valid: checks.iter().all(|finding| finding.outcome != Outcome::Failed), checks }
    }
}

fn finding(check: Check, holds: Option<bool>, says: impl Into<String>) -> Finding {
    let outcome = match holds {
        Some(true) => Outcome::Passed,
        Some(false) => Outcome::Failed,
        None => Outcome::Unchecked,
    };
    Finding { check, outcome, says: says.into() }
}

fn signature(facts: &Facts<'_>) -> Finding {
    let says = if facts.signature_holds {
        "It was signed with our key and not changed since."
    } else {
        "It was not signed with a key of ours, or it was changed after it was signed."
    };
    finding(Check::Signature, Some(facts.signature_holds), says)
}

fn issuer(signed: &SignedBadge, facts: &Facts<'_>) -> Finding {
    let named = &signed.badge.issuer;
    let is_ours = named.id == *facts.addresses.did();
    let says = if is_ours {
        format!("{} issued it, as {}.", named.name, named.id)
    } else {
        format!("It names {} as its issuer, and we are {}.", named.id, facts.addresses.did())
    };
    finding(Check::Issuer, Some(is_ours), says)
}

fn status(facts: &Facts<'_>) -> Finding {
    let Some(standing) = facts.standing else {
        return finding(Check::Status, Some(false), "We hold no such award.");
    };
    match standing.revocation() {
        None => finding(Check::Status, Some(true), "We hold the award, and it stands."),
        Some(revocation) => {
            let says = format!("It was revoked on {}: {}", Moment::of(revocation.at), revocation.reason);
            finding(Check::Status, Some(false), says)
        }
    }
}

fn dates(signed: &SignedBadge, facts: &Facts<'_>) -> Finding {
    let (from, until) = (signed.badge.valid_from, signed.badge.valid_until);
    if from.timestamp() > facts.now + CLOCK_SKEW {
        return finding(Check::Dates, Some(false), format!("It is valid only from {from} on."));
    }
    match until {
        None => finding(Check::Dates, Some(true), format!("It is valid since {from} and has no end.")),
        Some(until) if until.timestamp() < facts.now => {
            finding(Check::Dates, Some(false), format!("It expired: it was valid from {from} until {until}."))
        }
        Some(until) => finding(Check::Dates, Some(true), format!("It is valid from {from} until {until}.")),
    }
}

fn subject(signed: &SignedBadge, facts: &Facts<'_>) -> Finding {
    let Some(email) = facts.email else {
        return finding(
            Check::Subject,
            None,
            "Give the holder's e-mail address to see whether the badge is hers.",
        );
    };
    let is_hers = signed.badge.subject.identity.is_of(email);
    let says = if is_hers {
        "It was issued to this e-mail address."
    } else {
        "It was issued to another e-mail address."
    };
    finding(Check::Subject, Some(is_hers), says)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        PersonId,
        award::Revocation,
        credential::issue::tests::{Case, signed},
    };

    const NOW: &str = "2026-02-01T00:00:00Z";

    fn failed(verification: &Verification) -> Vec<Check> {
        let failed = verification.checks.iter().filter(|finding| finding.outcome == Outcome::Failed);
        failed.map(|finding| finding.check).collect()
    }

    #[test]
    fn each_check_fails_alone_and_makes_the_badge_invalid() {
        let case = Case::new();
        let badge = signed(case.badge());
        let revoked = Standing::Revoked(Revocation {
            proposed_by: PersonId::from_parts(Timestamp::UNIX_EPOCH, 1),
            by: PersonId::from_parts(Timestamp::UNIX_EPOCH, 2),
            at: Timestamp::UNIX_EPOCH,
            reason: "Issued by mistake.".into(),
        });
        let elsewhere = Addresses::new("https://other.example.org", "other.example.org").expect("an origin");
        let good = Facts {
            signature_holds: true,
            addresses: &case.addresses,
            standing: Some(&Standing::Holds),
            email: Some("Ana.Lopez@school.example"),
            now: NOW.parse().expect("a time"),
        };
        let early: Timestamp = "2026-01-15T08:24:59Z".parse().expect("a time");
        for (facts, wanted) in [
            (good.clone(), vec![]),
            (Facts { email: None, ..good.clone() }, vec![]),
            (Facts { signature_holds: false, ..good.clone() }, vec![Check::Signature]),
            (Facts { addresses: &elsewhere, ..good.clone() }, vec![Check::Issuer]),
            (Facts { standing: None, ..good.clone() }, vec![Check::Status]),
            (Facts { standing: Some(&revoked), ..good.clone() }, vec![Check::Status]),
            (Facts { now: early, ..good.clone() }, vec![Check::Dates]),
            (Facts { now: early + SignedDuration::from_secs(1), ..good.clone() }, vec![]),
            (Facts { email: Some("other@school.example"), ..good.clone() }, vec![Check::Subject]),
        ] {
            let verification = Verification::of(&badge, &facts);
            assert_eq!(failed(&verification), wanted, "{facts:?}");
            assert_eq!(verification.valid, wanted.is_empty());
            assert_eq!(verification.checks.len(), 6);
        }
    }

    #[test]
    fn a_badge_with_an_end_is_valid_until_then() {
        let case = Case::new();
        let mut badge = case.badge();
        badge.valid_until = badge.valid_from.months_later(12);
        let badge = signed(badge);
        for (now, wanted) in [("2027-01-15T08:30:00Z", vec![]), ("2027-01-15T08:30:01Z", vec![Check::Dates])]
        {
            let facts = Facts {
                signature_holds: true,
                addresses: &case.addresses,
                standing: Some(&Standing::Holds),
                email: None,
                now: now.parse().expect("a time"),
            };
            assert_eq!(failed(&Verification::of(&badge, &facts)), wanted, "{now}");
        }
    }

    #[test]
    fn a_document_that_is_no_badge_of_ours_is_told_where() {
        let verification = Verification::of_another(&Fault::at("/colour", "No badge of ours has this here."));
        assert_eq!(failed(&verification), [Check::Form]);
        assert!(!verification.valid);
        assert!(verification.checks[0].says.contains("/colour"));
    }
}
