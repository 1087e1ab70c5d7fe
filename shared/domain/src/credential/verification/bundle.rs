//! What can be said of a pasted bundle: of itself, and of every badge in it.

use jiff::Timestamp;

use super::{Check, Finding, NotSigned, Verification, dates, finding, holder, issuer, sentences, signature};
use crate::{
    credential::{Addresses, SignedClr},
    letter::Language,
};

/// What we know beside the bundle itself.
#[derive(Debug, Clone)]
pub struct BundleFacts<'a> {
    /// Whether the bundle's own signature is one of a key of ours over exactly this bundle.
    pub signature: Result<(), NotSigned>,
    /// Where our badges are found and who we are.
    pub addresses: &'a Addresses,
    /// What was said of each badge in it, in their order; whose they are was not asked.
    pub badges: &'a [Verification],
    /// The address of whoever is said to hold it.
    pub email: Option<&'a str>,
    /// The language to answer in.
    pub language: Language,
    /// The time.
    pub now: Timestamp,
}

impl Verification {
    /// The answer about a bundle that could be read. It is valid if everything in it is.
    #[must_use]
    pub fn of_bundle(signed: &SignedClr, facts: &BundleFacts<'_>) -> Self {
        let (clr, language) = (&signed.clr, facts.language);
        let is_of = |email: &str| clr.badges.iter().all(|one| one.badge.subject.identity.is_of(email));
        Self::from_checks(vec![
            finding(Check::Form, Some(true), sentences::bundle_form(language)),
            signature(&facts.signature, &[], language),
            issuer(&clr.issuer, facts.addresses.did(), language),
            badges(signed, facts),
            dates(clr.valid_from, None, facts.now, language),
            holder(facts.email, is_of, language),
        ])
    }
}

/// The status of a bundle is that of its badges.
fn badges(signed: &SignedClr, facts: &BundleFacts<'_>) -> Finding {
    let pairs = signed.clr.badges.iter().zip(facts.badges);
    let fallen = pairs.filter(|(_, verification)| !verification.valid);
    let names: Vec<&str> = fallen.map(|(one, _)| one.badge.name.as_str()).collect();
    let says = sentences::bundled(signed.clr.badges.len(), &names, facts.language);
    finding(Check::Status, Some(names.is_empty()), says)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Fault,
        credential::{
            Clr, Moment, Outcome,
            issue::tests::{Case, signed},
        },
    };

    #[test]
    fn a_bundle_holds_if_its_own_signature_and_all_its_badges_do() {
        let case = Case::new();
        let badge = signed(case.badge());
        let clr = Clr {
            id: "urn:uuid:00000000-0000-8000-8000-000000000000".parse().expect("an IRI"),
            name: "Two".into(),
            issuer: badge.badge.issuer.clone(),
            valid_from: Moment::of(Timestamp::UNIX_EPOCH),
            partial: false,
            holder: badge.badge.subject.id.clone(),
            badges: vec![badge.clone(), badge.clone()],
        };
        let bundle = SignedClr { clr, proof: badge.proof };
        let good = Verification::from_checks(Vec::new());
        let bad = Verification::of_another(&Fault::at("", "Changed."), Language::En);
        let facts = BundleFacts {
            signature: Ok(()),
            addresses: &case.addresses,
            badges: &[good.clone(), good.clone()],
            email: None,
            language: Language::En,
            now: Timestamp::UNIX_EPOCH,
        };
        for (facts, wanted) in [
            (facts.clone(), vec![]),
            (BundleFacts { email: Some("Ana.Lopez@school.example"), ..facts.clone() }, vec![]),
            (BundleFacts { email: Some("other@school.example"), ..facts.clone() }, vec![Check::Subject]),
            (BundleFacts { signature: Err(NotSigned::Changed), ..facts.clone() }, vec![Check::Signature]),
            (BundleFacts { badges: &[good, bad], ..facts.clone() }, vec![Check::Status]),
        ] {
            let verification = Verification::of_bundle(&bundle, &facts);
            let failed = verification.checks.iter().filter(|one| one.outcome == Outcome::Failed);
            assert_eq!(failed.map(|one| one.check).collect::<Vec<_>>(), wanted, "{facts:?}");
        }
    }
}
