//! Prints what the policies that ship say of somebody who lacks something and of somebody who has it, each with its trace:
//! `cargo run -p domain --example traces`.
#![expect(clippy::print_stdout, reason = "it is what this program is for")]

use std::collections::BTreeMap;

use domain::{
    ImportId, Slug,
    letter::Language,
    policy::{Facts, Held, Origin, Reader, Recorded, Sentence, Sources, Telling, shipped},
};
use jiff::{Timestamp, civil::Date};
use serde_json::{Value, json};

const MATH: &str = "leveraging-formative-assessment-during-a-math-lesson";
const RIGOR: &str = "recognizing-and-upholding-academic-rigor";
const RELATIONSHIPS: &str = "building-positive-relationships-with-students";
const COLLABORATION: &str = "implementing-collaborative-learning-structures";
const PRACTICES: &str = "leveraging-effective-instructional-practices";

/// One use of a policy, and two people about whom it is asked: what is recorded, what is stated, and what they hold.
type Asked = (&'static str, &'static str, [(Value, Value, Vec<(&'static str, &'static str)>); 2]);

fn main() {
    for (policy, asked, people) in asked() {
        for (recorded, stated, held) in people {
            print(policy, asked, (&facts(recorded), &facts(stated)), &awards(&held));
        }
    }
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

fn facts(record: Value) -> Facts {
    serde_json::from_value(record).expect("it is a record")
}

fn awards(held: &[(&str, &str)]) -> Vec<Held> {
    let award = |(slug, awarded): &(&str, &str)| {
        Held::imagined(slug.parse().expect("a slug"), awarded.parse().expect("a date"))
    };
    held.iter().map(award).collect()
}

fn at(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

fn print(id: &str, asked: &str, (recorded, stated): (&Facts, &Facts), held: &[Held]) {
    let policy = shipped().into_iter().find(|policy| policy.id.as_str() == id).expect("it ships");
    let titles: BTreeMap<Slug, String> =
        domain::catalogue::shipped().into_iter().map(|one| (one.id.clone(), one.title.clone())).collect();
    let sources = Sources {
        recorded: Some(Recorded {
            facts: recorded.clone(),
            source: "Licensing system".into(),
            at: at("2026-09-02T09:00:00Z"),
            changed: ImportId::from_parts(Timestamp::UNIX_EPOCH, 1),
        }),
        stated: Some(at("2026-10-03T09:00:00Z")),
    };
    let origin =
        Origin { sources: &sources, recognizer: "Alder Department of Education", reader: Reader::Earner };
    let telling = Telling { language: Language::En, titles: &titles, origin: Some(origin) };
    let all = recorded.and(stated);
    let answer = policy.check(&all, held, Date::constant(2026, 12, 1));
    let told = answer.told(&telling);
    let told = told.iter().find(|told| told.id.as_str() == asked).expect("it is a use");
    println!("{}, {}: granted {} times", policy.title, told.title, told.times);
    told.trace.iter().for_each(|sentence| tell(sentence, 1));
    told.asides.iter().for_each(|aside| println!("    {aside}"));
}

fn tell(sentence: &Sentence, depth: usize) {
    println!("{}{} {}", "  ".repeat(depth), if sentence.met { "✓" } else { "✗" }, sentence.says);
    sentence.under.iter().for_each(|under| tell(under, depth + 1));
}
