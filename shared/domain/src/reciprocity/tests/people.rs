//! Where a badge belongs by who said what: nobody counts her own alone, nobody undoes what was said of it by bringing it
//! again, and nothing is counted twice without anybody knowing.

use super::{
    places::{accept, bring, decide, decline, four, hand_in, handed, place},
    *,
};
use crate::{
    Refusal,
    credential::{Check, Outcome},
    letter::Language,
};

fn said(badge: &Imported, step: Step, desk: &Reciprocity) -> Imported {
    decide(badge, step, desk).expect("it can be").expect("it stays")
}

/// The proven badge with other white space: as certain as before.
fn the_same_in_other_words() -> String {
    let mut badge = credential();
    badge["description"] = json!("The same.");
    jwt(&badge, "EdDSA", &ed25519(1))
}

#[test]
fn a_decline_goes_with_a_badge_that_is_taken_back_or_changed_and_brought_again() {
    let desk = decided(desk(&[ed25519(1)]), Some("rigor"));
    let [proven, ..] = four();
    let counted = hand_in(&proven, &desk);
    let declined = said(&counted, decline(), &desk);
    assert_eq!((place(&counted), place(&declined)), ("counted", "aside"));
    assert_eq!(bring(Before::Here(&declined), &proven, &desk), None, "the very same");

    let stayed = declined.taken_back(at(NOW));
    assert_eq!((stayed.version, stayed.declined.as_ref()), (3, declined.decided.as_ref()));
    let other = the_same_in_other_words();
    for (before, text) in [
        (Before::TakenBack(&stayed), &proven),
        (Before::TakenBack(&stayed), &other),
        (Before::Here(&declined), &other),
    ] {
        let again = bring(before, text, &desk).expect("it is new");
        assert_eq!((place(&again), again.version), ("decision", before.version() + 1));
        assert_eq!((&again.declined, &again.decided), (&declined.decided, &None));
        let twice = bring(Before::TakenBack(&again.taken_back(at(NOW))), text, &desk).expect("it is new");
        assert_eq!(place(&twice), "decision", "however often");
        assert_eq!(place(&said(&again, accept(), &desk)), "counted", "when somebody says so");
        assert_eq!(place(&said(&again, Step::LookAgain, &desk)), "counted", "when the decline is taken back");
        let rest = [said(&again, accept(), &desk), said(&again, Step::LookAgain, &desk)];
        assert!(rest.iter().all(|badge| badge.taken_back(at(NOW)).declined.is_none()));
    }
}

#[test]
fn a_version_that_somebody_saw_never_comes_again() {
    let desk = desk(&[]);
    let [proven, _, unproven, _] = four();
    let seen = hand_in(&proven, &desk);
    let stayed = seen.taken_back(at(NOW));
    let other = bring(Before::of(None, Some(&stayed)), &unproven, &desk).expect("it is new");
    assert!(stayed.version > seen.version && other.version > stayed.version);
    assert_eq!(stayed.declined, None, "it wasn't declined");
    let checked = checked(&other.text, &desk);
    let stale = other.decide(seen.version, accept(), (person(STAFF), at(NOW)), &checked, &desk);
    assert_eq!(stale, Err(Refusal::Stale { current: 3 }));
}

#[test]
fn nobody_counts_her_own_badge_by_a_key_or_an_equivalence_of_her_own() {
    const LATER: &str = "2026-11-02T12:00:00Z";
    let [proven, ..] = four();
    let pinned_by = |who: u128| {
        let mut desk = desk(&[ed25519(1)]);
        desk.issuers[0].keys[0].by = person(who);
        desk
    };
    for (pinned, equated, wanted) in [
        (STAFF, STAFF, "counted"),
        (EARNER, STAFF, "decision"),
        (STAFF, EARNER, "decision"),
        (EARNER, EARNER, "decision"),
    ] {
        let desk = decided_by(pinned_by(pinned), Some("rigor"), (equated, NOW));
        let badge = hand_in(&proven, &desk);
        assert_eq!(place(&badge), wanted, "{pinned} {equated}");
        let accepted = said(&badge, accept(), &desk);
        assert_eq!(place(&accepted), "counted", "somebody else says so");

        let anew = decided_by(desk, Some("other"), (EARNER, LATER));
        let moved = accepted.placed(&checked(&proven, &anew), &anew, at(LATER)).expect("it moves");
        assert_eq!(place(&moved), "decision", "it wasn't accepted as that");
    }
}

#[test]
fn a_badge_that_somebody_else_brought_too_waits_and_only_its_recognizer_is_told() {
    let desk = decided(desk(&[ed25519(1)]), Some("rigor"));
    let [proven, ..] = four();
    let checked = checked(&proven, &desk);
    let shared = Handed { shared: true, ..handed(&proven) };
    let badge = Imported::hand_in(Before::Nothing, shared, &checked, &desk).expect("it is new");
    assert_eq!(place(&badge), "decision");
    assert_eq!(place(&said(&badge, accept(), &desk)), "counted");
    assert_eq!(badge.placed(&checked, &desk, at(NOW)), None, "it stays");

    let subject = |caller: u128, language: Language| {
        let findings = badge.findings(&checked, person(caller), language);
        findings.into_iter().find(|finding| finding.check == Check::Subject).expect("it is checked")
    };
    let (told, hers) = (subject(STAFF, Language::En), subject(EARNER, Language::En));
    assert!(told.says.starts_with("Somebody else brought this badge, too"), "{}", told.says);
    assert!(subject(STAFF, Language::Es).says.starts_with("Otra persona también trajo"));
    assert_eq!((told.outcome, hers.outcome), (Outcome::Unchecked, Outcome::Passed));
    assert!(!hers.says.contains("Somebody"), "{}", hers.says);
}

#[test]
fn who_brought_a_badge_is_known_until_she_takes_it_back() {
    let badge = hand_in(&four()[0], &desk(&[]));
    let nobody = Bringers::nobody(badge.recognizer, badge.id);
    let first = nobody.with(person(EARNER)).expect("she is new");
    assert!(!nobody.has_others_than(person(EARNER)) && !first.has_others_than(person(EARNER)));
    assert!(first.has_others_than(person(STAFF)));
    assert_eq!(first.with(person(EARNER)), None, "she is there");
    let both = first.with(person(STAFF)).expect("she is new");
    assert_eq!((first.version, both.version, both.earners.len()), (1, 2, 2));
    let left = both.without(person(EARNER)).expect("somebody is left");
    assert_eq!((left.version, left.earners.as_slice()), (3, &[person(STAFF)][..]));
    assert_eq!(left.without(person(EARNER)), None, "she isn't there");
    assert!(left.without(person(STAFF)).is_some_and(|left| left.earners.is_empty() && left.version == 4));
}

#[test]
fn a_badge_that_was_brought_before_its_time_is_brought_again_when_it_has_come() {
    let desk = decided(desk(&[ed25519(1)]), Some("rigor"));
    let mut badge = credential();
    (badge["validFrom"], badge["validUntil"]) =
        (json!("2026-11-20T08:00:00Z"), json!("2026-11-25T08:00:00Z"));
    let text = jwt(&badge, "EdDSA", &ed25519(1));
    let on = |when: &str| {
        let given = read(&text).expect("a badge");
        let holder = given.holder(HERS);
        (Handed { at: at(when), ..handed(&text) }, Checked::of(given, (holder, at(when)), &desk, holds))
    };
    let (handed, early) = on(NOW);
    let says = early.findings(Language::En).into_iter().find(|finding| finding.check == Check::Dates);
    assert!(says.expect("it is checked").says.ends_with("Bring it again from that day on."));
    let first = Imported::hand_in(Before::Nothing, handed, &early, &desk).expect("it is new");
    assert_eq!(place(&first), "aside");
    assert_eq!(Imported::hand_in(Before::Here(&first), handed, &early, &desk), None, "it hasn't come");

    let (handed, now) = on("2026-11-21T08:00:00Z");
    let second = Imported::hand_in(Before::Here(&first), handed, &now, &desk).expect("it has come");
    assert_eq!((place(&second), second.version, second.at), ("counted", 2, handed.at));
    let (handed, over) = on("2026-11-26T08:00:00Z");
    assert_eq!(
        Imported::hand_in(Before::Here(&second), handed, &over, &desk),
        None,
        "it loses nothing by that"
    );
}
