//! What the policies that ship say of somebody who lacks something and of somebody who has it, printed with its trace:
//! `cargo test -p domain printed -- --nocapture`.

use super::*;

const MATH: &str = "leveraging-formative-assessment-during-a-math-lesson";
const RIGOR: &str = "recognizing-and-upholding-academic-rigor";
const RELATIONSHIPS: &str = "building-positive-relationships-with-students";
const COLLABORATION: &str = "implementing-collaborative-learning-structures";
const PRACTICES: &str = "leveraging-effective-instructional-practices";

/// One use of a policy, and two people about whom it is asked: what is recorded, what is stated, and what they hold.
type Asked = (&'static str, &'static str, [(Value, Value, Vec<(&'static str, &'static str)>); 2]);

#[test]
fn what_is_missing_is_told_and_so_is_what_meets_it() {
    for (policy, asked, people) in asked() {
        let times = people.map(|(recorded, stated, held)| {
            let held: Vec<Held> =
                held.into_iter().flat_map(|award| super::held([award])).zip(1..).map(apart).collect();
            print(policy, asked, (&facts(recorded), &facts(stated)), &held)
        });
        assert_eq!(times, [0, 1], "{policy}");
    }
}

/// The award with a number of its own.
fn apart((held, number): (Held, u128)) -> Held {
    Held { award: Some(AwardId::from_parts(Timestamp::UNIX_EPOCH, number)), ..held }
}

fn asked() -> Vec<Asked> {
    let near = |score: &str| {
        json!({"enrolled": "2026-08-15", "licences": [{"type": "provisional", "issued": "2026-08-14"}],
               "exams": [{"exam": "content-exam", "taken": "2026-06-01", "score": score, "qualifying": "159", "sem": "5.5"}]})
    };
    let pptl = || json!({"licences": [{"type": "pptl", "issued": "2026-07-01"}]});
    let level = |level: &str| json!({"careerLevels": [{"level": level, "since": "2026-07-01"}]});
    let works = || json!({"employers": [{"employer": "maple-hollow", "from": "2025-08-01"}]});
    let (september, october) = ("2026-09-01", "2026-10-01");
    let three = || vec![(RELATIONSHIPS, september), (COLLABORATION, october), (PRACTICES, "2026-11-01")];
    vec![
        (
            "content-assessment",
            "content-score",
            [
                (near("147.9999"), json!({}), vec![(MATH, october)]),
                (near("148"), json!({}), vec![(MATH, october)]),
            ],
        ),
        (
            "pedagogy-assessment",
            "praxis-plt",
            [(json!({}), pptl(), three()[..2].to_vec()), (json!({}), pptl(), three())],
        ),
        (
            "career-continuum",
            "lead-by-assessment",
            [
                (level("early-career"), json!({}), vec![(MATH, september), (RIGOR, october)]),
                (level("career-professional"), json!({}), vec![(MATH, september), (RIGOR, october)]),
            ],
        ),
        (
            "district-salary-schedule",
            "salary-step",
            [(json!({}), works(), three()[..1].to_vec()), (works(), json!({}), three())],
        ),
    ]
}

/// Prints it, and tells how often it is granted.
fn print(id: &str, asked: &str, (recorded, stated): (&Facts, &Facts), held: &[Held]) -> usize {
    let policy = shipped().into_iter().find(|policy| policy.id.as_str() == id).expect("it ships");
    let titles: BTreeMap<Slug, String> =
        crate::catalogue::shipped().into_iter().map(|one| (one.id.clone(), one.title.clone())).collect();
    let sources = Sources {
        recorded: Some(Recorded {
            facts: recorded.clone(),
            source: "Licensing system".into(),
            at: "2026-09-02T09:00:00Z".parse().expect("a time"),
            changed: crate::ImportId::from_parts(Timestamp::UNIX_EPOCH, 1),
        }),
        stated: Some("2026-10-03T09:00:00Z".parse().expect("a time")),
    };
    let origin =
        Origin { sources: &sources, recognizer: "Alder Department of Education", reader: Reader::Earner };
    let telling = Telling { language: Language::En, titles: &titles, origin: Some(origin) };
    let all = recorded.and(stated);
    let answer = policy.check(&all, held, day("2026-12-01"));
    let told = answer.told(&telling);
    let told = told.iter().find(|told| told.id.as_str() == asked).expect("it is a use");
    println!("{}, {}: granted {} times", policy.title, told.title, told.times);
    told.trace.iter().for_each(|sentence| tell(sentence, 1));
    told.asides.iter().for_each(|aside| println!("    {aside}"));
    told.times
}

fn tell(sentence: &Sentence, depth: usize) {
    println!("{}{} {}", "  ".repeat(depth), if sentence.met { "✓" } else { "✗" }, sentence.says);
    sentence.under.iter().for_each(|under| tell(under, depth + 1));
}
