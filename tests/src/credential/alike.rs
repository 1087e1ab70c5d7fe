//! Documents in which blank nodes are alike, so that the general algorithm has to tell them apart.

use domain::credential::OpenBadge;
use serde_json::Value;

use super::{generated, proven, signed, verified_by_us};
use crate::verifiers::Site;

/// The badge with the first entry of each of its lists there `times` times.
fn with_alike(badge: OpenBadge, times: usize) -> OpenBadge {
    fn repeated<T: Clone>(entries: &mut Vec<T>, times: usize) {
        let first = entries.first().cloned();
        entries.extend(std::iter::repeat_n(first, times - 1).flatten());
    }
    let mut badge = badge;
    repeated(&mut badge.evidence, times);
    repeated(&mut badge.subject.results, times);
    repeated(&mut badge.subject.achievement.alignments, times);
    badge
}

#[test]
fn the_canonical_form_of_a_badge_with_the_same_twice_is_the_one_of_jsonld_js() {
    let count = if cfg!(debug_assertions) { 60 } else { 600 };
    let badges: Vec<OpenBadge> =
        generated::badges(count).into_iter().map(|badge| with_alike(badge, 3)).collect();
    let documents: Vec<Value> = badges.iter().map(OpenBadge::to_json).collect();

    let theirs = Site::default().canonized(&documents);

    for (badge, theirs) in badges.iter().zip(&theirs) {
        let ours = badge.canonical_nquads().expect("few entries are the same");
        assert_eq!(ours.as_str(), theirs.as_str().expect("a text"), "of {}", badge.to_json());
    }
}

#[test]
fn a_badge_with_the_same_twice_verifies_and_not_with_it_once() {
    let badge = with_alike(generated::full_badge(), 2);
    let document = signed(&badge);
    assert!(verified_by_us(&document), "{document}");

    let mut once = document;
    once["credentialSubject"]["result"].as_array_mut().expect("a list").pop();
    assert!(!verified_by_us(&once), "{once}");
}

#[test]
fn two_endorsements_that_are_the_same_are_told_apart_from_one() {
    let badge = generated::full_badge();
    let mut twice = badge.clone();
    let endorsements = &mut twice.subject.achievement.endorsements;
    endorsements.push(endorsements[0].clone());
    let forms = [&badge, &twice].map(|badge| badge.canonical_nquads().expect("few entries are the same"));
    assert_ne!(forms[0], forms[1]);
    assert!(verified_by_us(&proven(&twice).to_json()));
}

#[test]
fn hundreds_of_entries_that_are_the_same_are_refused_at_once() {
    let badge = with_alike(generated::full_badge(), 300);
    let began = std::time::Instant::now();
    assert!(badge.canonical_nquads().is_err());
    assert!(began.elapsed() < std::time::Duration::from_secs(5), "{:?}", began.elapsed());
}
