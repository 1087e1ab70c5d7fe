//! [`Verification`]: what can be said of a pasted badge, item by item.
//!
//! Nothing that a badge says about itself is believed: it is checked against our own keys and our own
//! records, and nothing is fetched from any address in it.

mod bundle;
mod endorsement;
mod sentences;

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use super::{Addresses, Iri, Moment, Profile, SignedBadge};
use crate::{Fault, award::Standing, letter::Language};

pub use self::{bundle::BundleFacts, endorsement::EndorsementFacts};

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

/// Why a badge isn't signed by us.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotSigned {
    /// It names a key that is none of ours.
    ForeignKey(String),
    /// The key that it names is ours and didn't sign exactly this.
    Changed,
    /// Its JWT is signed in another way than ours are, or not at all.
    Algorithm(String),
    /// Its JWT brings its own key.
    BringsKey,
    /// Its JWT names no key.
    NoKey,
    /// Its JWT names a key of ours that is for something else.
    OtherKind(String),
}

/// What we know beside the badge itself.
#[derive(Debug, Clone)]
pub struct Facts<'a> {
    /// Whether the signature is one of a key of ours over exactly this badge.
    pub signature: Result<(), NotSigned>,
    /// Where our badges are found and who we are.
    pub addresses: &'a Addresses,
    /// How the award of that id stands; `None` if we hold no signed one.
    pub standing: Option<&'a Standing>,
    /// Where the badge differs from the one that we issued under its id; empty if nowhere or if we may not tell.
    pub changed: &'a [String],
    /// The address of whoever is said to hold the badge.
    pub email: Option<&'a str>,
    /// The language to answer in.
    pub language: Language,
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
            finding(Check::Form, Some(true), sentences::form(facts.language)),
            signature(&facts.signature, facts.changed, facts.language),
            issuer(&signed.badge.issuer, facts.addresses.did(), facts.language),
            status(facts),
            dates(signed.badge.valid_from, signed.badge.valid_until, facts.now, facts.language),
            subject(signed, facts),
        ])
    }

    /// The answer about a document that is no badge of ours as we write them.
    #[must_use]
    pub fn of_another(fault: &Fault, language: Language) -> Self {
        let form = finding(Check::Form, Some(false), sentences::another(fault, language));
        let rest = [Check::Signature, Check::Issuer, Check::Status, Check::Dates, Check::Subject];
        let unchecked = rest.map(|check| finding(check, None, sentences::not_looked_at(language)));
        Self::from_checks([form].into_iter().chain(unchecked).collect())
    }

    fn from_checks(checks: Vec<Finding>) -> Self {
        Self { valid: checks.iter().all(|finding| finding.outcome != Outcome::Failed), checks }
    }
}

/// What came out of a check: that it holds, that it doesn't, or that nothing can be said.
pub(crate) fn finding(check: Check, holds: Option<bool>, says: impl Into<String>) -> Finding {
    let outcome = match holds {
        Some(true) => Outcome::Passed,
        Some(false) => Outcome::Failed,
        None => Outcome::Unchecked,
    };
    Finding { check, outcome, says: says.into() }
}

fn signature(signature: &Result<(), NotSigned>, changed: &[String], language: Language) -> Finding {
    finding(Check::Signature, Some(signature.is_ok()), sentences::signature(signature, changed, language))
}

fn issuer(named: &Profile, ours: &Iri, language: Language) -> Finding {
    finding(Check::Issuer, Some(named.id == *ours), sentences::issuer(named, ours, language))
}

fn status(facts: &Facts<'_>) -> Finding {
    let language = facts.language;
    match facts.standing.map(Standing::revocation) {
        None => finding(Check::Status, Some(false), sentences::no_award(language)),
        Some(None) => finding(Check::Status, Some(true), sentences::stands(language)),
        Some(Some(revocation)) => {
            finding(Check::Status, Some(false), sentences::revoked(revocation, language))
        }
    }
}

fn dates(from: Moment, until: Option<Moment>, now: Timestamp, language: Language) -> Finding {
    let (holds, says) = match until {
        _ if from.timestamp() > now + CLOCK_SKEW => (false, sentences::too_early(from, language)),
        None => (true, sentences::endless(from, language)),
        Some(until) if until.timestamp() < now => (false, sentences::over(from, until, language)),
        Some(until) => (true, sentences::within(from, until, language)),
    };
    finding(Check::Dates, Some(holds), says)
}

fn subject(signed: &SignedBadge, facts: &Facts<'_>) -> Finding {
    holder(facts.email, |email| signed.badge.subject.identity.is_of(email), facts.language)
}

fn holder(email: Option<&str>, is_of: impl Fn(&str) -> bool, language: Language) -> Finding {
    let Some(email) = email else {
        return finding(Check::Subject, None, sentences::no_holder(language));
    };
    let is_hers = is_of(email);
    finding(Check::Subject, Some(is_hers), sentences::holder(is_hers, language))
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
            signature: Ok(()),
            addresses: &case.addresses,
            standing: Some(&Standing::Holds),
            changed: &[],
            email: Some("Ana.Lopez@school.example"),
            language: Language::En,
            now: NOW.parse().expect("a time"),
        };
        let early: Timestamp = "2026-01-15T08:24:59Z".parse().expect("a time");
        for (facts, wanted) in [
            (good.clone(), vec![]),
            (Facts { email: None, ..good.clone() }, vec![]),
            (Facts { signature: Err(NotSigned::Changed), ..good.clone() }, vec![Check::Signature]),
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
                signature: Ok(()),
                addresses: &case.addresses,
                standing: Some(&Standing::Holds),
                changed: &[],
                email: None,
                language: Language::En,
                now: now.parse().expect("a time"),
            };
            assert_eq!(failed(&Verification::of(&badge, &facts)), wanted, "{now}");
        }
    }

    #[test]
    fn a_document_that_is_no_badge_of_ours_is_told_where() {
        let verification =
            Verification::of_another(&Fault::at("/colour", "No badge of ours has this here."), Language::En);
        assert_eq!(failed(&verification), [Check::Form]);
        assert!(!verification.valid);
        assert!(verification.checks[0].says.contains("/colour"));
    }
}
