//! What can be said of a pasted endorsement.

use jiff::Timestamp;

use super::{Check, Finding, NotSigned, Verification, dates, finding, issuer, sentences, signature};
use crate::{
    credential::{Iri, Moment, SignedEndorsement},
    endorsement::{Endorsement, State},
    letter::Language,
};

/// What we know beside the endorsement itself.
#[derive(Debug, Clone)]
pub struct EndorsementFacts<'a> {
    /// Whether the signature is one of the endorser's key over exactly this endorsement.
    pub signature: Result<(), NotSigned>,
    /// The DID of the organisation that its address names; our own if it names none.
    pub endorser: &'a Iri,
    /// What that organisation says now for that version, if it ever said anything.
    pub said: Option<&'a Endorsement>,
    /// The language to answer in.
    pub language: Language,
    /// The time.
    pub now: Timestamp,
}

impl Verification {
    /// The answer about an endorsement that could be read.
    #[must_use]
    pub fn of_endorsement(signed: &SignedEndorsement, facts: &EndorsementFacts<'_>) -> Self {
        let (content, language) = (&signed.endorsement, facts.language);
        Self::from_checks(vec![
            finding(Check::Form, Some(true), sentences::endorsement_form(language)),
            signature(&facts.signature, &[], language),
            issuer(&content.issuer, facts.endorser, language),
            status(signed, facts),
            dates(content.valid_from, None, facts.now, language),
        ])
    }
}

fn status(signed: &SignedEndorsement, facts: &EndorsementFacts<'_>) -> Finding {
    let (content, language) = (&signed.endorsement, facts.language);
    let is_this =
        |said: &Endorsement| said.comment == content.comment && Moment::of(said.at) == content.valid_from;
    let (holds, says) = match facts.said.map(|said| (said, &said.state)) {
        None | Some((_, State::Awaited)) => (false, sentences::no_endorsement(language).to_owned()),
        Some((_, State::Withdrawn { at, .. })) => (false, sentences::withdrawn(*at, language)),
        Some((said, State::Signed { .. })) if is_this(said) => {
            (true, sentences::endorsement_stands(language).to_owned())
        }
        Some((_, State::Signed { .. })) => (false, sentences::said_otherwise(language).to_owned()),
    };
    finding(Check::Status, Some(holds), says)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        OrganisationId, PersonId,
        credential::{
            self, Outcome,
            issue::tests::{Case, signed},
        },
    };

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    #[test]
    fn an_endorsement_holds_while_its_endorser_says_just_that() {
        let case = Case::new();
        let endorser = OrganisationId::from_parts(NOW, 7);
        let said = Endorsement {
            microcredential: "feedback".parse().expect("a slug"),
            edition: 2,
            endorser,
            version: 2,
            by: PersonId::from_parts(NOW, 2),
            comment: "Sound.".into(),
            at: NOW,
            state: State::Signed { at: NOW, credential: "{}".into() },
        };
        let did = case.addresses.did_of(endorser);
        let content = credential::Endorsement::of(&said, &case.definition, &case.issuer, &case.addresses);
        let pasted = SignedEndorsement { endorsement: content, proof: signed(case.badge()).proof };
        let over = Endorsement { state: State::Withdrawn { at: NOW, by: said.by }, ..said.clone() };
        let other = Endorsement { comment: "Splendid.".into(), ..said.clone() };
        let facts = EndorsementFacts {
            signature: Ok(()),
            endorser: &did,
            said: Some(&said),
            language: Language::En,
            now: NOW,
        };
        for (facts, wanted) in [
            (facts.clone(), vec![]),
            (
                EndorsementFacts { signature: Err(NotSigned::Changed), ..facts.clone() },
                vec![Check::Signature],
            ),
            (EndorsementFacts { endorser: case.addresses.did(), ..facts.clone() }, vec![Check::Issuer]),
            (EndorsementFacts { said: None, ..facts.clone() }, vec![Check::Status]),
            (EndorsementFacts { said: Some(&over), ..facts.clone() }, vec![Check::Status]),
            (EndorsementFacts { said: Some(&other), ..facts.clone() }, vec![Check::Status]),
        ] {
            let verification = Verification::of_endorsement(&pasted, &facts);
            let failed = verification.checks.iter().filter(|one| one.outcome == Outcome::Failed);
            assert_eq!(failed.map(|one| one.check).collect::<Vec<_>>(), wanted, "{facts:?}");
        }
    }
}
