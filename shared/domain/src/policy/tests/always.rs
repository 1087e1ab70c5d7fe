//! What holds for every policy, whatever it says and in whatever order awards arrive.

use proptest::{prelude::*, sample::subsequence};

use super::*;

/// Micro-credentials; the last two stand on no list of the first kind.
pub(super) static SLUGS: [&str; 6] = ["a", "b", "c", "d", "e", "f"];
static MONTHS: [&str; 5] = ["2026-05-31", "2026-08-01", "2026-12-31", "2027-01-01", "2027-09-01"];

fn any_list(name: &'static str, of: &'static [&'static str]) -> impl Strategy<Value = Value> {
    let approved = |slug: &str, from: Option<&str>| match from {
        Some(from) => json!({"id": slug, "from": from}),
        None => json!({"id": slug}),
    };
    let from = proptest::option::weighted(0.3, proptest::sample::select(&MONTHS[1..]));
    (subsequence(of, 1..=of.len()), proptest::collection::vec(from, of.len())).prop_map(
        move |(slugs, from)| {
            let listed: Vec<Value> =
                slugs.iter().zip(from).map(|(slug, from)| approved(slug, from)).collect();
            json!({"id": name, "title": name, "microcredentials": listed})
        },
    )
}

/// What one use asks for: from which lists, how many, how often, with which cap, and whether for hours.
type Asked = (usize, u16, u16, Option<(u16, bool)>, bool, bool);

fn any_use(caps: bool) -> impl Strategy<Value = Asked> {
    let cap = proptest::option::of((1..3_u16, any::<bool>())).prop_map(move |cap| cap.filter(|_| caps));
    (0..4_usize, 1..3_u16, 1..4_u16, cap, any::<bool>(), proptest::bool::weighted(0.8))
}

fn use_of(number: usize, asked: &Asked, sizes: &[u16]) -> Value {
    let (list, n, times, cap, is_hours, anybody) = *asked;
    let year = |calendar| if calendar { "calendar-year" } else { "validity-year" };
    let need = |list: usize| {
        let need = json!({"n": n.min(sizes[list]), "from": (["early", "late", "all"])[list]});
        cap.map_or(need.clone(), |(awards, calendar)| {
            with(need, "/cap", json!({"awards": awards, "per": year(calendar)}))
        })
    };
    let most = cap.map(|(awards, _)| (awards * 5).to_string());
    let one = if is_hours {
        let from = (["early", "late", "all"])[list.min(2)];
        let hours = json!({"of": "lead", "each": "2.5", "per": "calendar-year"});
        let hours = most.map_or(hours.clone(), |most| with(hours, "/most", json!(most)));
        json!({"awards": [{"n": 1, "from": from}], "grants": {"hours": hours}})
    } else {
        let awards = if list == 3 { json!([need(0), need(1)]) } else { json!([need(list)]) };
        json!({"awards": awards, "grants": {"designation": "lead"}, "times": times})
    };
    let one =
        with(with(one, "/id", json!(format!("use-{number}"))), "/title", json!(format!("Use {number}")));
    let level = if anybody { "reached" } else { "not-reached" };
    with(one, "/eligible", json!({"careerLevel": [level]}))
}

pub(super) fn any_policy(caps: bool) -> impl Strategy<Value = Policy> {
    let lists = (any_list("early", &SLUGS[..3]), any_list("late", &SLUGS[3..]), any_list("all", &SLUGS));
    let uses = proptest::collection::vec((any_use(caps), 0..3_usize), 1..5);
    (lists, uses).prop_map(|((early, late, all), uses)| {
        let lists = [early, late, all];
        let size = |list: &Value| {
            u16::try_from(list["microcredentials"].as_array().map_or(0, Vec::len)).expect("few")
        };
        let sizes: Vec<u16> = lists.iter().map(size).collect();
        let group = |wanted: usize| -> Vec<String> {
            let members = uses.iter().enumerate().filter(|(_, (_, group))| *group == wanted);
            members.map(|(number, _)| format!("use-{number}")).collect()
        };
        let groups: Vec<Vec<String>> =
            [1, 2].map(group).into_iter().filter(|group| group.len() > 1).collect();
        let uses: Vec<Value> =
            uses.iter().enumerate().map(|(number, (asked, _))| use_of(number, asked, &sizes)).collect();
        policy(json!({
            "id": "any", "title": "Any", "language": "en", "validFrom": "2026-07-01",
            "terms": {"lead": "Lead", "reached": "Reached", "not-reached": "Not reached"},
            "lists": lists, "uses": uses, "doubleCounting": groups,
        }))
    })
}

/// Awards with ids of their own. `again` lets some be for the same micro-credential.
pub(super) fn any_awards(again: bool) -> impl Strategy<Value = Vec<Held>> {
    let one =
        (0..SLUGS.len(), proptest::sample::select(&MONTHS[..]), 0..1_000_u128, proptest::bool::weighted(0.1));
    proptest::collection::vec(one, 0..9).prop_map(move |drawn| {
        let mut known = BTreeSet::new();
        let mut awards = Vec::new();
        for (number, (slug, awarded, chance, revoked)) in drawn.into_iter().enumerate() {
            if known.insert(slug) || again {
                let number = u128::try_from(number).expect("few");
                awards.push(Held {
                    award: Some(AwardId::from_parts(Timestamp::UNIX_EPOCH, chance * 10 + number)),
                    revoked: revoked.then(|| day("2027-10-01")),
                    ..Held::imagined(SLUGS[slug].parse().expect("a slug"), day(awarded))
                });
            }
        }
        awards
    })
}

pub(super) fn reached() -> Facts {
    facts(json!({"careerLevels": [{"level": "reached", "since": "2026-01-01"}]}))
}

pub(super) fn today() -> Date {
    day("2027-12-01")
}

/// How often a use is granted, and its hours.
type Granted = (usize, BTreeMap<Year, Decimal>);

fn granted(policy: &Policy, awards: &[Held]) -> Vec<Granted> {
    let facts = reached();
    policy.check(&facts, awards, today()).uses.iter().map(|one| (one.times, one.hours())).collect()
}

fn is_kept(policy: &Policy, fewer: &[Held], more: &[Held]) -> bool {
    let kept = |(before, after): (&Granted, &Granted)| {
        let hours = before.1.iter().all(|(year, hours)| after.1.get(year).is_some_and(|now| now >= hours));
        after.0 >= before.0 && hours
    };
    granted(policy, fewer).iter().zip(&granted(policy, more)).all(kept)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn more_awards_never_take_away_what_was_granted(
        policy in any_policy(false),
        (awards, fewer) in any_awards(true).prop_flat_map(|awards| {
            let most = awards.len();
            (Just(awards.clone()), subsequence(awards, 0..=most))
        }),
    ) {
        prop_assert!(is_kept(&policy, &fewer, &awards));
    }

    #[test]
    fn with_caps_neither_as_long_as_they_are_for_different_microcredentials(
        policy in any_policy(true),
        (awards, fewer) in any_awards(false).prop_flat_map(|awards| {
            let most = awards.len();
            (Just(awards.clone()), subsequence(awards, 0..=most))
        }),
    ) {
        prop_assert!(is_kept(&policy, &fewer, &awards));
    }

    #[test]
    fn an_award_counts_once_for_a_use_and_for_several_only_where_they_share(
        policy in any_policy(true),
        (awards, shuffled) in any_awards(true).prop_flat_map(|awards| (Just(awards.clone()), Just(awards).prop_shuffle())),
    ) {
        let facts = reached();
        let answer = policy.check(&facts, &awards, today());
        let mut counted: BTreeMap<AwardId, Vec<&UseId>> = BTreeMap::new();
        for one in &answer.uses {
            for award in one.counted().filter_map(|counted| counted.award.award) {
                counted.entry(award).or_default().push(&one.asked.id);
            }
        }
        for (award, uses) in counted {
            let different: BTreeSet<&UseId> = uses.iter().copied().collect();
            prop_assert_eq!(different.len(), uses.len(), "{} counts twice for one use", award);
            let shared = policy.double_counting.iter().any(|group| different.iter().all(|one| group.contains(*one)));
            prop_assert!(uses.len() == 1 || shared, "{} counts for {:?}", award, uses);
        }
        prop_assert_eq!(answer.told(&plain(Language::En)), policy.check(&facts, &shuffled, today()).told(&plain(Language::En)));
    }

    #[test]
    fn the_trace_says_what_the_answer_is(policy in any_policy(true), awards in any_awards(true)) {
        let facts = reached();
        let answer = policy.check(&facts, &awards, today());
        for language in Language::ALL {
            for (told, one) in answer.told(&plain(language)).iter().zip(&answer.uses) {
                prop_assert_eq!(told.trace.iter().all(|sentence| sentence.met), told.times > 0);
                let needs = &told.trace[usize::from(one.eligible.is_some())..];
                for (sentence, needed) in needs.iter().zip(&one.needs) {
                    let named = |held: &Held| sentence.says.contains(&award_in(language, held));
                    prop_assert!(needed.counted.iter().all(|counted| named(counted.award)), "{}", sentence.says);
                    prop_assert!(!needed.asides.iter().any(|aside| named(aside.award) && is_another(needed, aside)), "{}", sentence.says);
                    prop_assert_eq!(sentence.met, needed.counted.len() >= usize::from(needed.asked.n));
                }
                let each: Decimal = "2.5".parse().expect("a number");
                let most = one.asked.grants.hours().and_then(|hours| hours.most);
                for YearHours { year, hours } in &told.hours {
                    let sum = each.times(one.counted().filter(|counted| counted.year == Some(*year)).count());
                    prop_assert_eq!(*hours, most.map_or(sum, |most| sum.min(most)));
                }
            }
        }
    }
}

fn award_in(language: Language, held: &Held) -> String {
    let (slug, date) = (&held.microcredential, language.date(held.awarded));
    match language {
        Language::En => format!("“{slug}” ({date})"),
        Language::Es => format!("«{slug}» ({date})"),
    }
}

/// Whether no award that counts reads like this one: of the same day, for the same micro-credential.
fn is_another(needed: &Needed<'_>, aside: &Aside<'_>) -> bool {
    let alike = |held: &Held| {
        held.microcredential == aside.award.microcredential && held.awarded == aside.award.awarded
    };
    !needed.counted.iter().any(|counted| alike(counted.award))
}
