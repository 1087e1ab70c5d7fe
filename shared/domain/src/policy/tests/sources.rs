//! From where a fact is, in the words of whoever reads it.

use super::*;
use crate::ImportId;

fn at(text: &str) -> Timestamp {
    text.parse().expect("a timestamp")
}

/// What is on record when both said something: a licence from the register, an exam that she stated, and what both say.
fn both() -> (Facts, Sources) {
    let recorded = facts(json!({
        "enrolled": "2026-08-15",
        "licences": [{"type": "provisional", "issued": "2026-08-14"}],
        "requirements": [{"requirement": "degree", "met": "2026-06-01"}],
    }));
    let stated = facts(json!({
        "enrolled": "2026-09-01",
        "exams": [{"exam": "content-exam", "taken": "2026-06-01", "score": "148", "qualifying": "159", "sem": "5.5"}],
        "requirements": [{"requirement": "degree", "met": "2026-06-01"}],
    }));
    let all = recorded.and(&stated);
    let recorded = Recorded {
        facts: recorded,
        source: "Licensing system".into(),
        at: at("2026-09-02T23:59:59Z"),
        changed: ImportId::from_parts(Timestamp::UNIX_EPOCH, 1),
    };
    (all, Sources { recorded: Some(recorded), stated: Some(at("2026-10-03T00:00:00Z")) })
}

/// The sentences about facts of one use of the content policy.
fn says(sources: &Sources, facts: &Facts, (language, reader): (Language, Reader)) -> Vec<String> {
    let policy =
        shipped().into_iter().find(|policy| policy.id.as_str() == "content-assessment").expect("it ships");
    let titles = BTreeMap::new();
    let origin = Origin { sources, recognizer: "Alder", reader };
    let told = policy.check(facts, &[], day("2026-12-01"));
    let told = told.told(&Telling { language, titles: &titles, origin: Some(origin) });
    told.iter().flat_map(|one| &one.trace).flat_map(|one| &one.under).map(|one| one.says.clone()).collect()
}

#[test]
fn each_fact_is_told_with_its_source_and_date_to_whoever_reads_it() {
    let (facts, sources) = both();
    let register = "(from the register of Alder on September 2, 2026: “Licensing system”)";
    for (reader, stated) in [
        (Reader::Earner, "(stated by you on October 3, 2026)"),
        (Reader::Recognizer, "(stated by the earner on October 3, 2026)"),
    ] {
        let says = says(&sources, &facts, (Language::En, reader));
        let of = |begins: &str| says.iter().find(|one| one.starts_with(begins)).expect("it is told").clone();
        assert!(of("Exam:").contains(&format!("one SEM is 5.5 {stated}")), "{says:?}");
        let licence = of("Licence:");
        assert!(
            licence.contains(&format!(
                "issued August 14, 2026 {register}; enrolled August 15, 2026 {register}."
            )),
            "{licence}"
        );
    }
    for (reader, stated) in [
        (Reader::Earner, "(lo declaró usted el 3 de octubre de 2026)"),
        (Reader::Recognizer, "(lo declaró quien obtiene la microcredencial el 3 de octubre de 2026)"),
    ] {
        let says = says(&sources, &facts, (Language::Es, reader)).join("\n");
        assert!(says.contains(stated), "{says}");
        assert!(
            says.contains("(del registro de Alder del 2 de septiembre de 2026: «Licensing system»)"),
            "{says}"
        );
    }
}

#[test]
fn what_both_say_is_from_the_register_and_without_sources_nothing_is_told_of_them() {
    let (facts, sources) = both();
    let degree = |sources: &Sources| {
        let says = says(sources, &facts, (Language::En, Reader::Recognizer));
        let has_degree =
            says.into_iter().find(|one| one.starts_with("Requirement: ") && one.contains("June 1, 2026"));
        has_degree.expect("it is told")
    };
    assert!(degree(&sources).contains("(from the register of Alder"), "{}", degree(&sources));
    let stated = Sources { recorded: None, ..sources };
    assert!(degree(&stated).contains("(stated by the earner on"), "{}", degree(&stated));
    let nothing = Sources::default();
    assert!(nothing.is_empty() && !degree(&nothing).contains('('), "{}", degree(&nothing));
}
