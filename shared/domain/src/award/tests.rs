//! Awards: how they are revoked, and what is left of them.

use super::*;

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

fn person(number: u128) -> PersonId {
    PersonId::from_parts(NOW, number)
}

fn awaited() -> Award {
    Award {
        readers: 1,
        ..Award::unsigned(
            (AwardId::from_parts(NOW, 1), SubmissionId::from_parts(NOW, 2)),
            (person(3), OrganisationId::from_parts(NOW, 4)),
            ("generating-ideas".parse().expect("a slug"), 1),
            ("00".into(), NOW),
        )
    }
}

fn holding() -> Award {
    awaited().signed(StatusPlace { list: 1, index: 7 }, NOW)
}

fn proposal(by: u128) -> Proposal {
    Proposal { by: person(by), at: NOW, reason: "Issued by mistake.".into() }
}

fn proposed() -> Award {
    holding().propose_revocation(proposal(5)).expect("it holds")
}

fn revoked() -> Award {
    proposed().revoke(person(6), false, NOW).expect("a second person confirms")
}

#[test]
fn a_second_person_revokes_or_one_who_says_that_she_is_alone() {
    for (by, alone, wanted) in [(6, false, true), (6, true, true), (5, true, true), (5, false, false)] {
        let outcome = proposed().revoke(person(by), alone, NOW);
        assert_eq!(outcome.is_ok(), wanted, "{by} {alone}");
        assert!(wanted || matches!(outcome, Err(Refusal::Forbidden(_))));
    }
}

#[test]
fn each_step_is_possible_in_its_state_only() {
    let propose = |award: Award| award.propose_revocation(proposal(9)).is_ok();
    let back = |award: Award| award.take_proposal_back().is_ok();
    let confirm = |award: Award| award.revoke(person(9), false, NOW).is_ok();
    let list = |award: Award| award.listed().is_some();
    let listed = || revoked().listed().expect("it was revoked");
    for (award, wanted) in [
        (awaited(), [false, false, false, false]),
        (holding(), [true, false, false, false]),
        (proposed(), [false, true, true, false]),
        (revoked(), [false, false, false, true]),
        (listed(), [false, false, false, false]),
    ] {
        let possible =
            [propose(award.clone()), back(award.clone()), confirm(award.clone()), list(award.clone())];
        assert_eq!(possible, wanted, "{award:?}");
    }
}

#[test]
fn whether_an_award_holds_outlives_what_is_known_of_its_holder() {
    for award in [holding(), proposed(), revoked(), revoked().listed().expect("it was revoked")] {
        let erased = award.clone().erase(NOW);
        assert_eq!(erased.standing(), award.standing());
        assert!(erased.salt.is_empty() && !erased.public && !erased.named);
    }
    let revoked_later =
        proposed().erase(NOW).revoke(person(6), false, NOW).expect("a second person confirms");
    assert!(revoked_later.listed().is_some());
}

#[test]
fn every_change_counts_and_asking_for_the_same_once_more_changes_nothing() {
    assert_eq!([holding(), proposed(), revoked()].map(|award| award.version), [2, 3, 4]);
    assert_eq!(proposed().propose_revocation(proposal(5)), Ok(proposed()));
    assert_eq!(
        proposed().take_proposal_back().map(|award| award.standing().cloned()),
        Ok(Some(Standing::Holds))
    );
}
