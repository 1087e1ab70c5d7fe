//! The trace of every kind of condition is what the answer is, told beside a reading of the rules of its own.

use proptest::{collection::vec, option, prelude::*, sample::select};

use super::{always::any_policy, *};

static TERMS: [&str; 3] = ["one", "two", "three"];
static DAYS: [&str; 5] = ["2026-06-30", "2026-07-01", "2026-12-31", "2027-01-01", "2027-07-01"];

fn any_day() -> impl Strategy<Value = &'static str> {
    select(&DAYS[..])
}

fn any_term() -> impl Strategy<Value = &'static str> {
    select(&TERMS[..])
}

fn any_terms() -> impl Strategy<Value = Vec<&'static str>> {
    proptest::sample::subsequence(&TERMS[..], 1..=2)
}

/// A number of ten-thousandths as it is written in policies and facts.
fn decimal(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}.{:04}", number.abs() / 10_000, number.abs() % 10_000)
}

fn any_fact_asked() -> impl Strategy<Value = Value> {
    let licence = (any_terms(), any::<bool>(), option::of(any_day()), option::of(any_day()));
    let licence = licence.prop_map(|(any_of, before, from, until)| {
        let until = until.filter(|until| from.is_none_or(|from| from <= *until));
        json!({"licence": {"anyOf": any_of, "issuedBeforeEnrolment": before, "issuedFrom": from, "issuedUntil": until}})
    });
    let exam = (any_terms(), select(&[0, 1, 10_000, 15_000, 20_000][..]))
        .prop_map(|(any_of, sems)| json!({"exam": {"anyOf": any_of, "withinSems": decimal(sems)}}));
    prop_oneof![
        licence,
        exam,
        any_terms().prop_map(|any_of| json!({"employer": any_of})),
        any_terms().prop_map(|any_of| json!({"careerLevel": any_of})),
        any_term().prop_map(|term| json!({"requirement": term})),
    ]
}

fn any_condition() -> impl Strategy<Value = Condition> {
    let nested = any_fact_asked().prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            vec(inner.clone(), 1..4).prop_map(|all| json!({"all": all})),
            (vec(inner, 1..4), any::<prop::sample::Index>())
                .prop_map(|(of, n)| json!({"anyOf": {"n": n.index(of.len()) + 1, "of": of}})),
        ]
    });
    nested.prop_map(|condition| serde_json::from_value(condition).expect("a condition"))
}

/// Exams lie on the boundaries of so many standard errors, and a ten-thousandth on either side.
fn any_exam() -> impl Strategy<Value = Value> {
    let sem = select(&[0, 1, 3_333, 55_000][..]);
    let sems = select(&[0, 10_000, 15_000, 20_000][..]);
    (any_term(), any_day(), sem, sems, -1..=1_i64).prop_map(|(exam, taken, sem, sems, off)| {
        let score = 1_590_000 - sem * sems / 10_000 + off;
        json!({"exam": exam, "taken": taken, "score": decimal(score), "qualifying": "159", "sem": decimal(sem)})
    })
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let period = || (any_term(), any_day(), option::of(any_day()));
    let ordered = |from: &'static str, until: Option<&'static str>| until.filter(|until| from <= *until);
    let licence = period().prop_map(move |(kind, issued, expires)| {
        json!({"type": kind, "issued": issued, "expires": ordered(issued, expires)})
    });
    let employer = period().prop_map(move |(employer, from, until)| {
        json!({"employer": employer, "from": from, "until": ordered(from, until)})
    });
    let level = (any_term(), any_day()).prop_map(|(level, since)| json!({"level": level, "since": since}));
    let met = (any_term(), any_day()).prop_map(|(one, met)| json!({"requirement": one, "met": met}));
    let all = (option::of(any_day()), vec(licence, 0..3), vec(any_exam(), 0..3), vec(employer, 0..3));
    (all, vec(level, 0..3), vec(met, 0..3)).prop_map(
        |((enrolled, licences, exams, employers), levels, met)| {
            facts(json!({
                "enrolled": enrolled, "licences": licences, "exams": exams, "employers": employers,
                "careerLevels": levels, "requirements": met,
            }))
        },
    )
}

/// Whether a condition is met, read off the rules once more.
fn is_met(condition: &Condition, facts: &Facts, on: Date) -> bool {
    match condition {
        Condition::All(of) => of.iter().all(|one| is_met(one, facts, on)),
        Condition::AnyOf { n, of } => of.iter().filter(|one| is_met(one, facts, on)).count() >= *n,
        Condition::Licence(asked) => facts.licences.iter().any(|licence| {
            let valid = licence.issued <= on && licence.expires.is_none_or(|last| on <= last);
            let from = asked.issued_from.is_none_or(|from| from <= licence.issued);
            let until = asked.issued_until.is_none_or(|until| licence.issued <= until);
            let before = facts.enrolled.is_some_and(|enrolled| licence.issued < enrolled);
            asked.any_of.contains(&licence.r#type)
                && valid
                && from
                && until
                && (before || !asked.issued_before_enrolment)
        }),
        Condition::Exam(asked) => facts.exams.iter().any(|exam| {
            let [score, bar, sem, sems] =
                [exam.score, exam.qualifying, exam.sem, asked.within_sems].map(ten_thousandths);
            let reached = (score - bar) * 10_000 + sems * sem >= 0;
            asked.any_of.contains(&exam.exam) && exam.taken <= on && reached
        }),
        Condition::Employer(any_of) => facts.employers.iter().any(|work| {
            any_of.contains(&work.employer) && work.from <= on && work.until.is_none_or(|last| on <= last)
        }),
        Condition::CareerLevel(any_of) => {
            facts.career_levels.iter().any(|one| any_of.contains(&one.level) && one.since <= on)
        }
        Condition::Requirement(term) => {
            facts.requirements.iter().any(|one| one.requirement == *term && one.met <= on)
        }
    }
}

fn ten_thousandths(number: Decimal) -> i128 {
    let text = number.to_string();
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    format!("{whole}{part:0<4}").parse().expect("a number")
}

/// Every sentence says of its condition what the rules do, and in its words what it says by its mark.
fn agrees(sentence: &Sentence, condition: &Condition, facts: &Facts, (on, language): (Date, Language)) {
    assert_eq!(sentence.met, is_met(condition, facts, on), "{condition:?} {facts:?} {on}");
    let (Condition::All(of) | Condition::AnyOf { of, .. }) = condition else {
        let [on_record, only, nothing] = match language {
            Language::En => [". On record: ", ". On record is only: ", ". Nothing is on record."],
            Language::Es => [". Consta: ", ". Solo consta: ", ". No consta nada."],
        };
        let says = &sentence.says;
        assert_eq!(says.contains(on_record), sentence.met, "{says}");
        assert_eq!(says.contains(only) || says.ends_with(nothing), !sentence.met, "{says}");
        assert!(sentence.under.is_empty());
        return;
    };
    assert_eq!(sentence.under.len(), of.len());
    for (under, condition) in sentence.under.iter().zip(of) {
        agrees(under, condition, facts, (on, language));
    }
}

/// The policy with other conditions, one for each of its uses.
fn asking(policy: &Policy, conditions: &[Condition]) -> Policy {
    let mut content = Content::from(policy.clone());
    let terms = TERMS.iter().map(|term| (term.parse().expect("a term"), term.to_uppercase()));
    content.terms.extend(terms);
    for (asked, condition) in content.uses.iter_mut().zip(conditions) {
        asked.eligible = Some(condition.clone());
    }
    Policy::try_from(content).unwrap_or_else(|fault| panic!("{fault}"))
}

/// What is said of the awards of one use holds: so many are needed, no year has more than the cap, no other use has them.
fn counts_hold(answer: &Answer<'_>, told: &Told, one: &UseAnswer<'_>) {
    let needs = told.trace.iter().rev().take(one.needs.len()).rev();
    for (sentence, needed) in needs.zip(&one.needs) {
        assert_eq!(sentence.met, needed.counted.len() >= usize::from(needed.asked.n), "{}", sentence.says);
        let mut years: BTreeMap<Option<Year>, usize> = BTreeMap::new();
        needed.counted.iter().for_each(|counted| *years.entry(counted.year).or_default() += 1);
        if let Some(cap) = needed.asked.cap {
            assert!(years.values().all(|count| *count <= usize::from(cap.awards)), "{}", sentence.says);
        }
        for aside in &needed.asides {
            if let WhyNot::CountedFor(other) = aside.why {
                let has_it = |counted: &Counted<'_>| counted.award == aside.award;
                assert!(answer.of(&other.id).is_some_and(|other| other.counted().any(has_it)), "{other:?}");
            }
        }
    }
    let complete = one.needs.iter().map(|needed| needed.counted.len() / usize::from(needed.asked.n)).min();
    let wanted = if one.is_eligible() { complete.unwrap_or_default().min(one.asked.most()) } else { 0 };
    assert_eq!(told.times, wanted);
}

fn any_awards() -> impl Strategy<Value = Vec<Held>> {
    super::always::any_awards(true)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn the_trace_of_every_condition_and_of_every_count_is_what_the_answer_is(
        (policy, conditions) in (any_policy(true), vec(any_condition(), 4)),
        facts in any_facts(),
        awards in any_awards(),
        on in any_day(),
    ) {
        let policy = asking(&policy, &conditions);
        let on = day(on);
        let answer = policy.check(&facts, &awards, on);
        for language in Language::ALL {
            for (told, one) in answer.told(&plain(language)).iter().zip(&answer.uses) {
                prop_assert_eq!(told.trace.iter().all(|sentence| sentence.met), told.times > 0);
                if let Some(condition) = &one.asked.eligible {
                    prop_assert_eq!(told.trace.len(), one.needs.len() + 1);
                    agrees(&told.trace[0], condition, &facts, (on, language));
                }
                counts_hold(&answer, told, one);
            }
        }
    }
}
