//! What holds for all policies, in whatever order awards come, are revoked and are decided about.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{collection::vec, prelude::*, sample::select};

use super::*;

/// Something that happens.
#[derive(Debug, Clone)]
enum Event {
    /// The award of that number comes to be known.
    Arrives(usize),
    /// It is revoked.
    Revoked(usize),
    /// The claim of that number, counted around, is decided.
    Decided(usize, Step),
    /// Other facts are on record.
    Here(bool),
    /// The next version of the policy, without what may count twice or with all of it.
    Publishes(bool),
}

const USES: [&str; 4] = ["one", "two", "three", "four"];

fn policies() -> impl Strategy<Value = (Value, Value)> {
    let wanted =
        vec((1..=3_usize, 1..=3_u16, proptest::option::of(1..=2_u16), any::<bool>(), any::<bool>()), 4);
    let groups = select(vec![
        json!([]),
        json!([["one", "two"]]),
        json!([["one", "three", "four"]]),
        json!([["one", "two"], ["three", "four"]]),
        json!([["one", "two", "three", "four"]]),
    ]);
    (wanted, groups).prop_map(|(wanted, groups)| {
        let uses = wanted.into_iter().zip(USES).map(|((n, times, cap, hours, eligible), id)| {
            let mut need = json!({"n": if hours { 1 } else { n }, "from": "all"});
            if let (Some(cap), false) = (cap, hours) {
                need["cap"] = json!({"awards": cap, "per": "calendar-year"});
            }
            let grants = if hours {
                json!({"hours": {"of": "t", "each": "4", "per": "calendar-year", "most": "10"}})
            } else {
                json!({"salarySteps": 1})
            };
            let mut asked = json!({"id": id, "title": id, "awards": [need], "grants": grants});
            if !hours {
                asked["times"] = json!(times);
            }
            if eligible {
                asked["eligible"] = json!({"employer": ["here"]});
            }
            asked
        });
        let policy = json!({
            "id": "any", "title": "Any", "language": "en", "validFrom": "2026-01-01", "terms": {"t": "T", "here": "Here"},
            "lists": [{"id": "all", "title": "All", "microcredentials":
                [{"id": "a"}, {"id": "b"}, {"id": "c"}, {"id": "d"}, {"id": "e", "until": "2027-01-31"}]}],
            "uses": uses.collect::<Vec<_>>(), "doubleCounting": [],
        });
        let mut shared = policy.clone();
        shared["doubleCounting"] = groups;
        (policy, shared)
    })
}

/// Ten awards for five micro-credentials in two years.
fn awards() -> Vec<Held> {
    let slugs = ["a", "b", "c", "d", "e"];
    let one = |number: usize| {
        let awarded = format!("{}-0{}-01", 2026 + number / 5, 1 + number % 5);
        held(number as u128 + 1, slugs[(number * 3) % 5], &awarded)
    };
    (0..10).map(one).collect()
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let step = select(vec![Step::Accept, Step::Accept, decline(), Step::LookAgain]);
    let event = prop_oneof![
        5 => (0..10_usize).prop_map(Event::Arrives),
        1 => (0..10_usize).prop_map(Event::Revoked),
        3 => ((0..20_usize), step).prop_map(|(number, step)| Event::Decided(number, step)),
        1 => any::<bool>().prop_map(Event::Here),
        1 => any::<bool>().prop_map(Event::Publishes),
    ];
    vec(event, 1..40)
}

/// Whether one award may count for both uses, by the rules as they are written.
fn may_share(policy: &Policy, one: &UseId, other: &UseId) -> bool {
    one == other || policy.double_counting.iter().any(|group| group.contains(one) && group.contains(other))
}

/// The awards that live claims took by that policy, with their use and claim.
fn taken(claims: &Recognitions) -> Vec<(&Recognition, &CountedAward)> {
    let live = claims.claims.iter().filter(|claim| claim.is_live());
    live.flat_map(|claim| claim.awards.iter().map(move |award| (claim, award))).collect()
}

/// Everything that the rules don't allow, by a count of its own.
fn excess(policy: &Policy, claims: &Recognitions) -> Vec<String> {
    let mut wrong = Vec::new();
    let taken = taken(claims);
    for (place, (one, award)) in taken.iter().enumerate() {
        for (other, same) in taken[place + 1..].iter().filter(|(_, same)| same.award == award.award) {
            let twice = one.asked == other.asked;
            if twice || !may_share(policy, &one.asked, &other.asked) {
                wrong.push(format!("{} counts for {} and {}", same.award, one.asked, other.asked));
            }
        }
    }
    for asked in &policy.uses {
        let of_use = || taken.iter().filter(|(claim, _)| claim.asked == asked.id);
        let granted = claims.claims.iter().filter(|claim| claim.is_live() && claim.asked == asked.id).count();
        if asked.grants.hours().is_none() && granted > usize::from(asked.times.unwrap_or(1)) {
            wrong.push(format!("{} is claimed {granted} times", asked.id));
        }
        let mut of_year: BTreeMap<i16, Vec<&Slug>> = BTreeMap::new();
        of_use().for_each(|(_, award)| {
            of_year.entry(award.awarded.year()).or_default().push(&award.microcredential);
        });
        let cap = asked.awards[0].cap.map(|cap| usize::from(cap.awards));
        let cap = if asked.grants.hours().is_some() { Some(3) } else { cap };
        for (year, slugs) in &of_year {
            if cap.is_some_and(|cap| slugs.len() > cap) {
                wrong.push(format!("{} takes {} of {year}", asked.id, slugs.len()));
            }
        }
        let all: Vec<Vec<&Slug>> = match asked.grants.hours() {
            Some(_) => of_year.into_values().collect(),
            None => vec![of_year.into_values().flatten().collect()],
        };
        for slugs in all {
            if slugs.iter().collect::<BTreeSet<_>>().len() < slugs.len() {
                wrong.push(format!("{} takes a micro-credential twice", asked.id));
            }
        }
    }
    wrong
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_counted_beyond_the_rules_in_whatever_order_things_happen(
        ((_, shared), events) in (policies(), events())
    ) {
        let edition = edition(shared);
        let (mut known, mut facts, mut claims) = (Vec::new(), Facts::default(), None::<Recognitions>);
        let mut now = noon("2028-01-01");
        for event in events {
            now = now.checked_add(SignedDuration::from_hours(24)).expect("a time");
            claims = happen(event, &edition, (&mut known, &mut facts), claims, now);
            let Some(claims) = &claims else { continue };
            prop_assert_eq!(excess(&edition.policy, claims), Vec::<String>::new());
            let again = Recognitions::look(Some(claims), earner(), &edition, (&facts, &known), now);
            prop_assert!(again.is_none(), "looking twice changes something: {:?}", again);
            for (claim, award) in taken(claims) {
                let holds = known.iter().any(|held: &Held| held.award == Some(award.award) && held.revoked.is_none());
                prop_assert!(holds, "{} counts a revoked award", claim.number);
            }
            for claim in claims.claims.iter().filter(|claim| claim.is_live()) {
                let is_open = matches!(claim.state, State::Claimed { .. } | State::Questioned { .. });
                let asked = claim.asked_of(&edition.policy).expect("it is in the policy");
                prop_assert!(!is_open || asked.is_open_to(&facts, claim.on), "{:?} is on record no more", claim);
                let waits_again = matches!(claim.state, State::Reopened { .. });
                prop_assert!(claim.is_complete() || waits_again, "{:?}", claim);
            }
        }
    }

    #[test]
    fn a_version_that_lets_nothing_count_twice_adds_nothing_that_does(
        ((strict, shared), events) in (policies(), events())
    ) {
        let editions = [PolicyEdition { version: 2, ..edition(strict) }, edition(shared)];
        let (mut known, mut facts, mut claims) = (Vec::new(), Facts::default(), None::<Recognitions>);
        let (mut now, mut newest) = (noon("2028-01-01"), 1);
        for event in events {
            now = now.checked_add(SignedDuration::from_hours(24)).expect("a time");
            if let Event::Publishes(shares) = event {
                newest = usize::from(shares);
            }
            let before = claims.clone();
            claims = happen(event, &editions[newest], (&mut known, &mut facts), claims, now);
            let Some(claims) = &claims else { continue };
            let policy = &editions[newest].policy;
            let was: BTreeSet<String> =
                before.iter().flat_map(|before| excess(policy, before)).collect();
            let more: Vec<String> = excess(policy, claims).into_iter().filter(|one| !was.contains(one)).collect();
            prop_assert_eq!(more, Vec::<String>::new());
        }
    }
}

/// The claims after what happened and a look.
fn happen(
    event: Event,
    edition: &PolicyEdition,
    (known, facts): (&mut Vec<Held>, &mut Facts),
    mut claims: Option<Recognitions>,
    now: Timestamp,
) -> Option<Recognitions> {
    match event {
        Event::Arrives(number) => {
            let award = awards().swap_remove(number);
            if !known.iter().any(|one| one.award == award.award) {
                known.push(award);
            }
        }
        Event::Revoked(number) => {
            let gone = Some(award(number as u128 + 1));
            let revoked = super::super::looking::day(now);
            known.iter_mut().filter(|one| one.award == gone).for_each(|one| one.revoked = Some(revoked));
        }
        Event::Decided(number, step) => {
            claims = claims.map(|claims| {
                let count = u32::try_from(claims.claims.len()).expect("few").max(1);
                let number = u32::try_from(number).expect("small") % count + 1;
                let decided = claims.clone().decide(
                    (number, claims.version),
                    step,
                    staff(),
                    (facts, &Sources::default(), known),
                    now,
                );
                decided.map_or(claims, |(decided, _)| decided)
            });
        }
        Event::Here(is_here) => *facts = if is_here { here() } else { Facts::default() },
        Event::Publishes(_) => {}
    }
    let looked = Recognitions::look(claims.as_ref(), earner(), edition, (facts, known), now);
    looked.map_or(claims, |looked| Some(looked.recognitions))
}
