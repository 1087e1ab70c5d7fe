//! The policies that ship, at their boundaries.

use std::path::Path;

use super::*;

const MATH: &str = "leveraging-formative-assessment-during-a-math-lesson";
const ELA: &str = "leveraging-formative-assessment-during-an-ela-lesson";
const RIGOR: &str = "recognizing-and-upholding-academic-rigor";
const RELATIONSHIPS: &str = "building-positive-relationships-with-students";
const COLLABORATION: &str = "implementing-collaborative-learning-structures";
const PRACTICES: &str = "leveraging-effective-instructional-practices";
const IDEAS: &str = "generating-ideas";

fn shipped_as(id: &str) -> Policy {
    shipped().into_iter().find(|policy| policy.id.as_str() == id).expect("it ships")
}

#[test]
fn every_file_of_policies_ships_under_its_own_name_and_names_definitions_that_ship() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("policies");
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .expect("the policies are there")
        .map(|file| file.expect("a file").file_name().into_string().expect("UTF-8"))
        .collect();
    let named: BTreeSet<String> = shipped().iter().map(|policy| format!("{}.json", policy.id)).collect();
    assert_eq!(files, named);

    let definitions: BTreeSet<Slug> =
        crate::catalogue::shipped().iter().map(|definition| definition.id.clone()).collect();
    for policy in shipped() {
        let content = Content::from(policy.clone());
        assert_eq!(Policy::read(content, |slug| definitions.contains(slug)), Ok(policy));
    }
}

/// Somebody near the qualifying score, with everything that the standard licence asks for.
fn near(score: &str, issued: &str, requirements: &[&str]) -> Facts {
    let met = |one: &&str| json!({"requirement": one, "met": "2026-09-01"});
    facts(json!({
        "enrolled": "2026-08-15",
        "licences": [{"type": "provisional", "issued": issued}],
        "exams": [{"exam": "content-exam", "taken": "2026-06-01", "score": score, "qualifying": "159", "sem": "5.5"}],
        "requirements": requirements.iter().map(met).collect::<Vec<_>>(),
    }))
}

const EVERYTHING: [&str; 3] = ["degree", "background-check", "mentoring"];

#[test]
fn content_assessment_takes_a_score_of_two_sem_below_and_no_hundredth_less() {
    let policy = shipped_as("content-assessment");
    for (score, issued, requirements, award, wanted) in [
        ("159", "2026-08-14", &EVERYTHING[..], Some((MATH, "2026-10-01")), [1, 1]),
        ("148", "2026-08-14", &EVERYTHING[..], Some((MATH, "2026-10-01")), [1, 1]),
        ("147.945", "2026-08-14", &EVERYTHING[..], Some((MATH, "2026-10-01")), [0, 0]),
        ("147.9999", "2026-08-14", &EVERYTHING[..], Some((MATH, "2026-10-01")), [0, 0]),
        ("148", "2026-08-15", &EVERYTHING[..], Some((MATH, "2026-10-01")), [0, 0]),
        ("148", "2026-08-14", &EVERYTHING[1..], Some((MATH, "2026-10-01")), [1, 0]),
        ("148", "2026-08-14", &[][..], Some((RIGOR, "2026-10-01")), [1, 0]),
        ("148", "2026-08-14", &EVERYTHING[..], Some((ELA, "2026-07-01")), [1, 1]),
        ("148", "2026-08-14", &EVERYTHING[..], Some((ELA, "2026-06-30")), [0, 0]),
        ("148", "2026-08-14", &EVERYTHING[..], Some((IDEAS, "2026-10-01")), [0, 0]),
        ("148", "2026-08-14", &EVERYTHING[..], None, [0, 0]),
    ] {
        let facts = near(score, issued, requirements);
        let awards: Vec<Held> = award.into_iter().flat_map(|award| held([award])).collect();
        let answer = policy.check(&facts, &awards, day("2026-12-01"));
        assert_eq!(times(&answer), wanted, "{score} {issued} {requirements:?} {award:?}");
    }
}

#[test]
fn content_assessment_tells_what_is_on_record_and_what_is_missing() {
    let policy = shipped_as("content-assessment");
    let facts = near("147.945", "2026-08-14", &[]);
    let answer = policy.check(&facts, &[], day("2026-12-01"));

    assert_eq!(
        trace(&answer, "content-score", Language::En),
        [
            (false, "All of these:".into()),
            (
                false,
                "Exam: Content assessment, at least the qualifying score − 2 × SEM. On record is only: Content \
                 assessment of June 1, 2026: 147.945; 159 qualifies, one SEM is 5.5."
                    .into()
            ),
            (
                true,
                "Licence: Provisional teaching licence, issued before enrolment. On record: Provisional teaching \
                 licence, issued August 14, 2026; enrolled August 15, 2026."
                    .into()
            ),
            (
                false,
                format!(
                    "1 award from the list “Content micro-credentials” is needed. None counts yet. 1 more is missing. \
                     Open: “{MATH}”, “{ELA}”, “{RIGOR}”."
                )
            ),
        ]
    );
}

fn pptl() -> Facts {
    facts(json!({"licences": [{"type": "pptl", "issued": "2026-07-01"}]}))
}

#[test]
fn pedagogy_counts_for_the_exam_and_for_hours_only_with_the_switch() {
    let shared = shipped_as("pedagogy-assessment");
    let apart = Policy::try_from(Content { double_counting: Vec::new(), ..shared.clone().into() });
    let apart = apart.expect("a policy");
    let awards =
        held([(RELATIONSHIPS, "2026-09-01"), (COLLABORATION, "2026-10-01"), (PRACTICES, "2026-11-01")]);
    let facts = pptl();
    for (policy, awards, wanted, hours_) in [
        (&shared, &awards[..], [1, 3], Some("12")),
        (&shared, &awards[..2], [0, 2], Some("8")),
        (&shared, &[][..], [0, 0], None),
        (&apart, &awards[..], [1, 0], None),
        (&apart, &awards[..2], [0, 0], None),
    ] {
        let answer = policy.check(&facts, awards, day("2026-12-01"));
        assert_eq!(times(&answer), wanted, "{awards:?}");
        let told: Vec<String> =
            hours(&answer, "pedagogy-hours").into_iter().map(|(_, hours)| hours).collect();
        assert_eq!(told.first().map(String::as_str), hours_);
    }

    let nobody = Facts::default();
    assert_eq!(times(&shared.check(&nobody, &awards, day("2026-12-01"))), [0, 0]);
}

#[test]
fn pedagogy_hours_are_told_by_the_year_in_both_languages() {
    let policy = shipped_as("pedagogy-assessment");
    let awards = held([(RELATIONSHIPS, "2027-06-30"), (COLLABORATION, "2027-07-01")]);
    let facts = pptl();
    let answer = policy.check(&facts, &awards, day("2027-08-01"));

    assert_eq!(
        hours(&answer, "pedagogy-hours"),
        [("2026-07-01".into(), "4".into()), ("2027-07-01".into(), "4".into())]
    );
    let said = |language| trace(&answer, "pedagogy-hours", language).pop().expect("a sentence").1;
    assert_eq!(
        said(Language::En),
        format!(
            "4 hours for each award from the list “Pedagogy micro-credentials”, at most 12 in a year. July 1, 2026 to \
             June 30, 2027: 4 hours, for “{RELATIONSHIPS}” (June 30, 2027). July 1, 2027 to June 30, 2028: 4 hours, for \
             “{COLLABORATION}” (July 1, 2027). Open: “{PRACTICES}”."
        )
    );
    assert_eq!(
        said(Language::Es),
        format!(
            "4 horas por cada microcredencial de la lista «Pedagogy micro-credentials», como máximo 12 al año. Del 1 \
             de julio de 2026 al 30 de junio de 2027: 4 horas, por «{RELATIONSHIPS}» (30 de junio de 2027). Del 1 de \
             julio de 2027 al 30 de junio de 2028: 4 horas, por «{COLLABORATION}» (1 de julio de 2027). Disponibles: \
             «{PRACTICES}»."
        )
    );
}

#[test]
fn career_continuum_leads_to_lead_by_either_pathway_and_to_master_by_both() {
    let policy = shipped_as("career-continuum");
    let on = |slug| (slug, "2026-10-01");
    for (level, awards, wanted) in [
        ("career-professional", vec![on(MATH)], [0, 0, 0]),
        ("career-professional", vec![on(MATH), on(RIGOR)], [1, 0, 0]),
        ("career-professional", vec![on(MATH), on(IDEAS)], [0, 0, 0]),
        ("career-professional", vec![on(IDEAS), on(PRACTICES)], [0, 1, 0]),
        ("career-professional", vec![on(MATH), on(ELA), on(IDEAS), on(PRACTICES)], [1, 1, 0]),
        (
            "career-professional",
            vec![on(MATH), on(ELA), on(IDEAS), on(PRACTICES), on(COLLABORATION)],
            [1, 1, 1],
        ),
        ("lead", vec![on(MATH), on(ELA), on(IDEAS), on(PRACTICES), on(COLLABORATION)], [0, 0, 1]),
        ("early-career", vec![on(MATH), on(ELA), on(IDEAS), on(PRACTICES), on(COLLABORATION)], [0, 0, 0]),
    ] {
        let facts = facts(json!({"careerLevels": [{"level": level, "since": "2026-07-01"}]}));
        let awards: Vec<Held> = awards.iter().map(|(slug, awarded)| made(slug, awarded)).collect();
        let answer = policy.check(&facts, &awards, day("2026-12-01"));
        assert_eq!(times(&answer), wanted, "{level} {awards:?}");
    }
}

fn made(slug: &str, awarded: &str) -> Held {
    Held::imagined(slug.parse().expect("a slug"), day(awarded))
}

#[test]
fn salary_schedule_takes_four_awards_of_a_year_and_two_stacks_in_all() {
    let policy = shipped_as("district-salary-schedule");
    let employed = facts(json!({"employers": [{"employer": "maple-hollow", "from": "2025-08-01"}]}));
    let first = ["2026-08-01", "2026-09-01", "2026-10-01", "2026-11-01", "2026-12-01", "2026-12-31"];
    let slugs = [IDEAS, RIGOR, RELATIONSHIPS, COLLABORATION, PRACTICES, MATH];
    let six: Vec<Held> = slugs.iter().zip(first).map(|(slug, awarded)| made(slug, awarded)).collect();
    let mut spread = six.clone();
    spread[5].awarded = day("2027-01-01");
    spread[4].awarded = day("2027-02-01");
    let mut too_late = spread.clone();
    too_late[5].awarded = day("2028-07-01");
    let with_a_seventh: Vec<Held> = spread.iter().cloned().chain([made(ELA, "2027-07-01")]).collect();
    for (awards, steps) in [
        (&six[..2], 0),
        (&six[..3], 1),
        (&six[..], 1),
        (&spread[..], 2),
        (&too_late[..], 1),
        (&with_a_seventh[..], 2),
    ] {
        assert_eq!(times(&policy.check(&employed, awards, day("2028-12-31"))), [steps], "{awards:?}");
    }

    let nobody = Facts::default();
    assert_eq!(times(&policy.check(&nobody, &six, day("2028-12-31"))), [0]);
}

#[test]
fn the_cheapest_way_to_a_goal_counts_what_is_held() {
    let policy = shipped_as("career-continuum");
    let facts = facts(json!({"careerLevels": [{"level": "career-professional", "since": "2026-07-01"}]}));
    let costs = [
        (MATH, 15),
        (ELA, 12),
        (RIGOR, 20),
        (RELATIONSHIPS, 9),
        (COLLABORATION, 10),
        (PRACTICES, 8),
        (IDEAS, 10),
    ];
    let offers = costs.iter().map(|(slug, cost)| (slug.parse().expect("a slug"), *cost)).collect();
    let cheapest = |held: &[Held], goals: &[Goal]| {
        let earner = Earner { facts: &facts, held, on: day("2026-12-01") };
        let found = policy.cheapest(&earner, &Settled::default(), goals, &offers);
        found.map(|way| way.microcredentials.iter().map(ToString::to_string).collect::<Vec<_>>())
    };
    let master = Goal::Granted(id("master"), 1);
    let by_assessment = || Goal::Granted(id("lead-by-assessment"), 1);

    assert_eq!(cheapest(&[], &[by_assessment()]), Some(vec![ELA.into(), MATH.into()]));
    assert_eq!(cheapest(&[made(RIGOR, "2026-10-01")], &[by_assessment()]), Some(vec![ELA.into()]));
    assert_eq!(
        cheapest(&[made(IDEAS, "2026-10-01")], &[by_assessment(), master]),
        Some(vec![PRACTICES.into(), RELATIONSHIPS.into(), ELA.into(), MATH.into()])
    );
    assert_eq!(cheapest(&[], &[Goal::Granted(id("no-such-use"), 1)]), None);
    assert_eq!(cheapest(&[], &[]), Some(Vec::new()), "what is reached already costs nothing");

    let revoked = Held { revoked: Some(day("2026-11-01")), ..made(ELA, "2026-10-01") };
    assert_eq!(cheapest(&[revoked], &[by_assessment()]), Some(vec![ELA.into(), MATH.into()]));
}

#[test]
fn the_cheapest_hours_are_those_of_this_year() {
    let policy = shipped_as("pedagogy-assessment");
    let offers = [(RELATIONSHIPS, 9), (COLLABORATION, 10), (PRACTICES, 8)];
    let offers = offers.iter().map(|(slug, cost)| (slug.parse().expect("a slug"), *cost)).collect();
    let facts = pptl();
    let held = [made(RELATIONSHIPS, "2027-06-30")];
    let cheapest = |wanted: &str, on| {
        let goal = Goal::Hours(id("pedagogy-hours"), wanted.parse().expect("a number"));
        let earner = Earner { facts: &facts, held: &held, on: day(on) };
        let found = policy.cheapest(&earner, &Settled::default(), &[goal], &offers);
        found.map(|way| way.microcredentials.len())
    };

    assert_eq!([cheapest("4", "2027-06-30"), cheapest("8", "2027-06-30")], [Some(0), Some(1)]);
    assert_eq!([cheapest("8", "2027-07-01"), cheapest("8.0001", "2027-07-01")], [Some(2), None]);
}
