//! Stacks: micro-credentials that together earn another award.
//!
//! A stack is a definition that names what it is made of and has no parts. Nobody hands anything in for it: who holds an
//! award of each is awarded it, once, by the submission's own records, so that all that follows is as for any award.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    AwardId, Slug, SubmissionId,
    award::Award,
    microcredential::Edition,
    person::Person,
    submission::{Goal, State, Submission},
};

/// An award that a stack's award was given for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stacked {
    /// Which one.
    pub award: AwardId,
    /// What its micro-credential was called.
    pub title: String,
}

/// What is new in an award of a stack: ids, and chance that salts the hash of the holder's address.
#[derive(Debug, Clone)]
pub struct Fresh {
    /// Of the submission.
    pub submission: SubmissionId,
    /// Of the award.
    pub award: AwardId,
    /// Hex.
    pub salt: String,
}

/// The awards among `held` that complete a stack of these micro-credentials, in its order: of each the oldest that is
/// signed and wasn't revoked. `None` while one is missing, and for what is no stack.
#[must_use]
pub fn completed<'a>(stack: &[Slug], held: &'a [Award]) -> Option<Vec<&'a Award>> {
    let counts = |award: &&Award| award.standing().is_some_and(|standing| standing.revocation().is_none());
    let oldest = |slug: &Slug| {
        let of_it = held.iter().filter(|award| award.microcredential == *slug).filter(counts);
        of_it.min_by_key(|award| (award.decided, award.id))
    };
    if stack.is_empty() { None } else { stack.iter().map(oldest).collect() }
}

/// The award of `stack` for these awards, with the submission that it is found by.
#[must_use]
pub fn award(
    stack: &Edition,
    earner: &Person,
    made_of: Vec<Stacked>,
    fresh: Fresh,
    now: Timestamp,
) -> (Submission, Award) {
    let submission = Submission {
        id: fresh.submission,
        version: 1,
        earner: earner.id,
        organisations: Default::default(),
        microcredential: stack.definition.id.clone(),
        edition: stack.version,
        issuer: stack.issuer,
        goal: Goal::Own,
        which_goal: None,
        opened: now,
        attempt: 1,
        carried: Default::default(),
        barred: Default::default(),
        practice: None,
        given_back: None,
        scored_by: Default::default(),
        coached_by: Default::default(),
        state: State::Awarded { at: now, award: fresh.award },
        erased: None,
    };
    let award = Award {
        stacked: made_of,
        ..Award::unsigned(
            (fresh.award, submission.id),
            (earner.id, stack.issuer),
            (stack.definition.id.clone(), stack.version),
            (fresh.salt, now),
        )
    };
    (submission.known_where(earner), award)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        OrganisationId, PersonId,
        award::{Proposal, Standing},
        credential::StatusPlace,
    };

    fn slug(text: &str) -> Slug {
        text.parse().expect("a slug")
    }

    fn awarded(number: u128, of: &str) -> Award {
        let at = Timestamp::UNIX_EPOCH;
        Award::unsigned(
            (AwardId::from_parts(at, number), SubmissionId::from_parts(at, number)),
            (PersonId::from_parts(at, 1), OrganisationId::from_parts(at, 1)),
            (slug(of), 1),
            ("00".into(), at),
        )
    }

    fn signed(number: u128, of: &str) -> Award {
        awarded(number, of).signed(StatusPlace { list: 1, index: 7 }, Timestamp::UNIX_EPOCH)
    }

    fn revoked(number: u128, of: &str) -> Award {
        let by = PersonId::from_parts(Timestamp::UNIX_EPOCH, 2);
        let proposal = Proposal { by, at: Timestamp::UNIX_EPOCH, reason: "By mistake.".into() };
        let proposed = signed(number, of).propose_revocation(proposal).expect("it holds");
        let revoked = proposed.revoke(by, true, Timestamp::UNIX_EPOCH).expect("she is alone");
        assert!(matches!(revoked.standing(), Some(Standing::Revoked(_))));
        revoked
    }

    #[test]
    fn a_stack_is_complete_with_a_signed_award_of_each_that_was_not_revoked() {
        let stack = [slug("one"), slug("two")];
        for (held, wanted) in [
            (vec![], None),
            (vec![signed(1, "one")], None),
            (vec![signed(1, "one"), awarded(2, "two")], None),
            (vec![signed(1, "one"), revoked(2, "two")], None),
            (vec![signed(2, "two"), signed(1, "one")], Some(vec![1, 2])),
            (
                vec![signed(3, "one"), signed(1, "one"), signed(2, "two"), signed(4, "three")],
                Some(vec![1, 2]),
            ),
        ] {
            let ids = |awards: Vec<&Award>| awards.into_iter().map(|award| award.id).collect::<Vec<_>>();
            let wanted = wanted.map(|numbers: Vec<u128>| {
                numbers
                    .into_iter()
                    .map(|number| AwardId::from_parts(Timestamp::UNIX_EPOCH, number))
                    .collect::<Vec<_>>()
            });
            assert_eq!(completed(&stack, &held).map(ids), wanted, "{held:?}");
        }
        assert_eq!(completed(&[], &[]), None, "what is no stack is never complete");
    }
}
