//! The least work: as cheap as the best of all sets where these are few, exact where they are many, and honest beyond.

use proptest::prelude::*;

use super::{
    always::{SLUGS, any_awards, any_policy, reached, today},
    *,
};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn the_cheapest_set_is_as_cheap_as_the_best_of_all(
        policy in any_policy(true),
        awards in any_awards(true),
        costs in proptest::array::uniform6(0..5_u32),
        (place, other) in any::<(proptest::sample::Index, Option<proptest::sample::Index>)>(),
        times in 1..3_usize,
    ) {
        let facts = reached();
        let goal = |place: proptest::sample::Index| {
            let asked = &policy.uses[place.index(policy.uses.len())];
            if let Grant::Hours(hours) = &asked.grants && times > 1 {
                Goal::Hours(asked.id.clone(), hours.each.times(times))
            } else {
                Goal::Granted(asked.id.clone(), times)
            }
        };
        let goals: Vec<Goal> = [Some(place), other].into_iter().flatten().map(goal).collect();
        let offers: BTreeMap<Slug, u32> =
            SLUGS.iter().zip(costs).map(|(slug, cost)| (slug.parse().expect("a slug"), cost)).collect();
        let earner = Earner { facts: &facts, held: &awards, on: today() };
        let found = policy.cheapest(&earner, &Settled::default(), &goals, &offers);

        let held: BTreeSet<&Slug> =
            awards.iter().filter(|one| one.revoked.is_none()).map(|one| &one.microcredential).collect();
        let free: Vec<&Slug> = offers.keys().filter(|slug| !held.contains(slug)).collect();
        let sets = (0..1_usize << free.len()).map(|bits| {
            let set = free.iter().enumerate().filter(move |(number, _)| (bits >> number) & 1 == 1);
            set.map(|(_, slug)| (*slug).clone()).collect::<Vec<Slug>>()
        });
        let reaches = |set: &Vec<Slug>| {
            let imagined = set.iter().map(|slug| Held::imagined(slug.clone(), today()));
            let all: Vec<Held> = awards.iter().cloned().chain(imagined).collect();
            goals.iter().all(|goal| goal.is_reached(&policy.check(&facts, &all, today())))
        };
        let cost = |set: &Vec<Slug>| (set.iter().map(|slug| offers[slug]).sum::<u32>(), set.len());
        let way = found.map(|way| {
            assert!(way.is_cheapest, "so few are all looked at");
            way.microcredentials
        });
        prop_assert_eq!(way.as_ref().map(cost), sets.filter(reaches).map(|set| cost(&set)).min());
        prop_assert!(way.as_ref().is_none_or(reaches));
    }
}

/// A list of micro-credentials of these numbers.
fn list(name: &str, of: std::ops::Range<usize>) -> Value {
    let listed: Vec<Value> = of.map(|number| json!({"id": slug(number)})).collect();
    json!({"id": name, "title": name, "microcredentials": listed})
}

fn slug(number: usize) -> String {
    format!("m-{number}")
}

fn asked(name: &str, awards: &Value, times: u16) -> Value {
    json!({"id": name, "title": name, "awards": awards, "grants": {"salarySteps": 1}, "times": times})
}

fn large(lists: &Value, uses: &Value) -> Policy {
    policy(json!({
        "id": "large", "title": "Large", "language": "en", "validFrom": "2026-07-01", "lists": lists, "uses": uses,
    }))
}

/// Offers whose costs seem to follow no order.
fn offers(count: usize) -> BTreeMap<Slug, u32> {
    let cost = |number: usize| u32::try_from(5 + number * 37 % 41).expect("small");
    (0..count).map(|number| (slug(number).parse().expect("a slug"), cost(number))).collect()
}

/// What the cheapest `n` of some numbers cost together.
fn cheapest_of(of: std::ops::Range<usize>, n: usize) -> u32 {
    let offers = offers(of.end);
    let mut costs: Vec<u32> =
        of.map(|number| offers[&slug(number).parse::<Slug>().expect("a slug")]).collect();
    costs.sort_unstable();
    costs.iter().take(n).sum()
}

fn way(policy: &Policy, goal: Goal, count: usize) -> (u32, bool) {
    let offers = offers(count);
    let earner = Earner { facts: &Facts::default(), held: &[], on: day("2026-12-01") };
    let way = policy.cheapest(&earner, &Settled::default(), &[goal], &offers);
    let way = way.expect("all of them reach it");
    (way.microcredentials.iter().map(|slug| offers[slug]).sum(), way.is_cheapest)
}

#[test]
fn among_thousands_of_millions_of_sets_the_cheapest_is_known() {
    let need = |n: u16, from: &str| json!({"n": n, "from": from});
    let lists =
        json!([list("all", 0..200), list("early", 0..60), list("late", 60..200), list("middle", 40..80)]);
    for (uses, goal, wanted) in [
        // One list.
        (json!([asked("a", &json!([need(20, "all")]), 1)]), "a", cheapest_of(0..200, 20)),
        // Two lists with nothing in common.
        (
            json!([asked("a", &json!([need(12, "early"), need(15, "late")]), 1)]),
            "a",
            cheapest_of(0..60, 12) + cheapest_of(60..200, 15),
        ),
        // A use before it takes from the whole list first.
        (
            json!([asked("a", &json!([need(4, "all")]), 3), asked("b", &json!([need(10, "all")]), 2)]),
            "b",
            cheapest_of(0..200, 32),
        ),
        // A use before it that takes from a part of the list is passed by.
        (
            json!([asked("a", &json!([need(3, "early")]), 1), asked("b", &json!([need(6, "all")]), 1)]),
            "a",
            cheapest_of(0..60, 3),
        ),
    ] {
        let policy = large(&lists, &uses);
        let goal = Goal::Granted(id(goal), usize::from(policy.uses.last().expect("one").times.unwrap_or(1)));
        assert_eq!(way(&policy, goal, 200), (wanted, true), "{uses}");
    }
}

#[test]
fn what_is_not_known_to_be_the_cheapest_says_so_and_reaches_the_goal() {
    let need = |n: u16, from: &str| json!([{"n": n, "from": from}]);
    let lists = json!([list("low", 0..60), list("high", 40..100), list("odd", 20..80), list("all", 0..100)]);
    let uses = json!([
        asked("a", &need(5, "low"), 2),
        asked("b", &need(5, "high"), 2),
        asked("c", &need(7, "odd"), 2),
        asked("d", &need(10, "all"), 2),
    ]);
    let policy = large(&lists, &uses);
    let (cost, is_cheapest) = way(&policy, Goal::Granted(id("d"), 2), 100);
    assert!(!is_cheapest && cost >= cheapest_of(0..100, 20), "{cost}");
}
