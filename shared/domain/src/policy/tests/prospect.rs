//! "What will this count for?", before and with what is asked about.

use super::*;

fn prospects(policy: &Policy, facts: &Facts, held: &[Held], asked: &[&str]) -> Vec<Prospect> {
    let asked: Vec<Slug> = asked.iter().map(|slug| slug.parse().expect("a slug")).collect();
    let earner = Earner { facts, held, on: day("2026-12-01") };
    policy.prospects(&earner, &Settled::default(), &asked, &plain(Language::En))
}

#[test]
fn an_award_that_is_asked_about_is_imagined_unless_it_is_held() {
    let policy = policy(two_uses());
    for (awards, asked, wanted) in [
        (held([("a", "2026-08-01")]), &["b"][..], [(0, 1, 2), (0, 0, 0)]),
        (held([("a", "2026-08-01")]), &["a"][..], [(0, 0, 1), (0, 0, 0)]),
        (held([("a", "2026-08-01")]), &["b", "c"][..], [(0, 1, 2), (0, 1, 1)]),
        (held([("a", "2026-08-01")]), &[][..], [(0, 0, 1), (0, 0, 0)]),
    ] {
        let prospects = prospects(&policy, &Facts::default(), &awards, asked);
        let told: Vec<(usize, usize, usize)> =
            prospects.iter().map(|one| (one.times_now, one.told.times, one.counted.len())).collect();
        assert_eq!(told, wanted, "{asked:?}");
    }
}

#[test]
fn a_use_is_concerned_by_what_its_lists_name() {
    let lists = json!([
        {"id": "all", "title": "All", "microcredentials": [{"id": "a"}, {"id": "b"}]},
        {"id": "other", "title": "Other", "microcredentials": [{"id": "c"}]},
    ]);
    let policy = policy(with(with(two_uses(), "/lists", lists), "/uses/1/awards/0/from", json!("other")));
    let none = held([]);
    for (awards, asked, wanted) in [
        (&none, &["a"][..], [true, false]),
        (&none, &["c"][..], [false, true]),
        (&none, &["z"][..], [false, false]),
        (&none, &[][..], [false, false]),
        (&held([("c", "2026-08-01")]), &[][..], [false, true]),
        (&held([("c", "2026-08-01")]), &["a"][..], [true, false]),
    ] {
        let prospects = prospects(&policy, &Facts::default(), awards, asked);
        assert_eq!(prospects.iter().map(|one| one.concerned).collect::<Vec<_>>(), wanted, "{asked:?}");
    }
}

#[test]
fn what_must_be_on_record_is_told_apart_from_the_awards() {
    let policy = policy(with(two_uses(), "/uses/1/eligible", json!({"careerLevel": ["lead"]})));
    let [first, second] = &prospects(&policy, &Facts::default(), &[], &["a", "b", "c"])[..] else {
        panic!("there are two uses")
    };
    assert!(first.eligible && first.needed == 2 && first.counted.len() == 2);
    assert!(!second.eligible && second.told.times == 0 && second.counted.len() == 1);

    let supposed = policy.supposing_eligible();
    let [_, second] = &prospects(&supposed, &Facts::default(), &[], &["a", "b", "c"])[..] else {
        panic!("there are two uses")
    };
    assert!(second.eligible && second.told.times == 1);
}

#[test]
fn what_is_settled_is_told_and_what_was_declined_reaches_nothing() {
    let policy = policy(two_uses());
    let awards = held([("a", "2026-08-01"), ("b", "2026-09-01")]);
    let [first, second] = [0, 1].map(|place: usize| awards[place].award.expect("it is one"));
    let facts = Facts::default();
    let earner = Earner { facts: &facts, held: &awards, on: day("2026-12-01") };
    let told = |settled: &Settled| -> Vec<(usize, usize)> {
        let prospects = policy.prospects(&earner, settled, &[], &plain(Language::En));
        prospects.iter().map(|one| (one.times_now, one.told.times)).collect()
    };
    assert_eq!(told(&Settled::default()), [(1, 1), (0, 0)]);

    let declined =
        Settled { declined: vec![(id("first"), first), (id("first"), second)], ..Settled::default() };
    assert_eq!(told(&declined), [(0, 0), (1, 1)], "they are free for the other use");
    let prospects = policy.prospects(&earner, &declined, &[], &plain(Language::En));
    assert!(prospects[0].told.asides.iter().any(|aside| aside.contains("it was declined for this")));
    let goals = [Goal::Granted(id("first"), 1)];
    let offers: BTreeMap<Slug, u32> = ["a", "b", "c"].map(|slug| (slug.parse().expect("a slug"), 1)).into();
    assert_eq!(policy.cheapest(&earner, &declined, &goals, &offers), None, "one more alone isn't two");

    let kept =
        Settled { kept: vec![Kept { asked: id("second"), need: 0, award: first }], ..Settled::default() };
    assert_eq!(told(&kept), [(0, 0), (1, 1)], "what was claimed stays where it is");
    let way = policy.cheapest(&earner, &kept, &goals, &offers).expect("one more reaches it");
    assert_eq!(way.microcredentials.iter().map(Slug::as_str).collect::<Vec<_>>(), ["c"]);
}
