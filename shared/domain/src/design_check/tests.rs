//! Each principle failing alone, and the warnings.

use serde_json::{Value, json};

use super::{DesignReport, Principle, RubricPrint, check};
use crate::microcredential::tests::{definition, sample, sample_with};
use crate::{refusal::Fault, spanish::in_spanish};

/// The report of a definition, every sentence of which can be told in Spanish.
fn report(value: Value) -> DesignReport {
    let report = check(&definition(value), &[]);
    let faults = report.checks.iter().flat_map(|check| &check.faults).map(|fault| &fault.message);
    for sentence in report.checks.iter().map(|check| &check.title).chain(faults).chain(&report.warnings) {
        assert!(in_spanish(sentence).is_some(), "spanish.json lacks {sentence:?}");
    }
    report
}

fn unmet(report: &DesignReport) -> Vec<Principle> {
    report.checks.iter().filter(|check| !check.met).map(|check| check.principle).collect()
}

#[test]
fn the_sample_meets_every_principle() {
    let report = report(sample());

    assert_eq!(unmet(&report), []);
    assert!(report.is_met());
    assert_eq!(report.checks.len(), Principle::ALL.len());
}

#[test]
fn each_principle_can_fail_alone() {
    let no_reflection =
        json!({"all": [{"passes": "overview"}, {"yes": "artifacts"}, {"passes": "student-reflections"}]});
    let long_title = json!("Teaches\nand also learns");
    let table = [
        (Principle::A, "/keyMethod", json!(" ")),
        (Principle::A, "/methodComponents/0/summary", json!("")),
        (Principle::A, "/rationale", json!("")),
        (Principle::A, "/resources", json!([])),
        (Principle::A, "/audience", json!("")),
        (Principle::A, "/parts/0/prompt", json!("")),
        (Principle::A, "/reviewBy", Value::Null),
        (Principle::B, "/research/0/peerReviewed", json!(false)),
        (Principle::C, "/parts/0/questions/0/asksContext", json!(false)),
        (Principle::D, "/competency", long_title),
        (Principle::E, "/resources/0/url", json!("https://wiki.internal/guide")),
        (Principle::E, "/resources/0/cost", json!({"amount": "1.00", "currency": "USD"})),
        (Principle::G, "/parts/3/kind", json!("response")),
        (Principle::G, "/parts/3/questions", json!([])),
        (Principle::H, "/parts/0/scoring/criteria/0/levels/0/description", json!(" ")),
        (Principle::H, "/parts/0/scoring/criteria/0/requiredLevel", json!("developing")),
        (Principle::H, "/parts/1/scoring/question", json!("")),
        (Principle::H, "/parts/3/scoring/criteria", json!([])),
        (Principle::H, "/passRule", no_reflection),
        (Principle::H, "/passRule", json!({"all": []})),
        (Principle::I, "/parts/1/artifacts/shows", json!([])),
        (Principle::I, "/parts/3/scoring/criteria/0/shows", json!([])),
        (Principle::I, "/parts/0/scoring/criteria/0/shows", json!(["ask"])),
        (Principle::J, "/description", json!("")),
        (Principle::J, "/estimatedHours", Value::Null),
        (Principle::J, "/tags", json!([])),
        (Principle::J, "/alignment", json!([])),
        (Principle::J, "/contact", json!("")),
    ];
    for (principle, pointer, value) in table {
        let report = report(sample_with(pointer, value.clone()));

        assert_eq!(unmet(&report), [principle], "{pointer} = {value}");
        let faults: Vec<&Fault> = report.checks.iter().flat_map(|check| &check.faults).collect();
        assert!(!faults.is_empty() && faults.iter().all(|fault| fault.message.ends_with('.')));
        for fault in faults {
            assert!(sample().pointer(&fault.pointer).is_some(), "{} leads nowhere", fault.pointer);
        }
    }
}

#[test]
fn a_stack_says_what_it_is_for_whom_and_what_it_is_made_of() {
    let stack = |pointer: &str, value: Value| {
        let mut content = sample();
        content["parts"] = json!([]);
        content["passRule"] = json!({"all": []});
        content["stack"] = json!(["one", "two"]);
        content[pointer] = value;
        report(content)
    };
    let whole = stack("keyMethod", json!(""));
    assert_eq!((unmet(&whole), whole.warnings.len()), (vec![], 1), "its members have met the rest");
    for (field, value, principle) in [
        ("stack", json!(["one"]), Principle::A),
        ("audience", json!(" "), Principle::A),
        ("competency", json!("Two\nlines"), Principle::D),
        ("description", json!(""), Principle::J),
    ] {
        let report = stack(field, value);
        assert_eq!(unmet(&report), [principle], "{field}");
        let faults: Vec<&Fault> = report.checks.iter().flat_map(|check| &check.faults).collect();
        assert_eq!(faults.iter().map(|fault| &*fault.pointer).collect::<Vec<_>>(), [format!("/{field}")]);
    }
}

#[test]
fn without_artifacts_there_is_no_evidence_from_practice() {
    let response = json!({
        "id": "artifacts", "kind": "response", "title": "Response", "prompt": "Tell.",
        "questions": [{"id": "response", "prompt": "What?", "maxWords": 10}],
        "scoring": sample()["parts"][1]["scoring"],
    });

    assert_eq!(unmet(&report(sample_with("/parts/1", response))), [Principle::F]);
}

#[test]
fn where_students_are_involved_their_work_is_asked_for() {
    let mut value = sample_with("/parts/1/artifacts/students", json!(0));
    value["parts"][2] = json!({
        "id": "student-reflections", "kind": "response", "title": "Response", "prompt": "Tell.",
        "questions": [{"id": "response", "prompt": "What?", "maxWords": 10}],
        "scoring": sample()["parts"][2]["scoring"],
    });
    assert_eq!(unmet(&report(value.clone())), [Principle::F]);

    value["studentsInvolved"] = json!(false);
    assert_eq!(unmet(&report(value)), []);
}

#[test]
fn a_definition_has_at_most_twelve_criteria_and_a_warning_above_eight() {
    for (of_part, is_met, warnings) in
        [(1, true, 0), (5, true, 0), (6, true, 1), (9, true, 1), (10, false, 1)]
    {
        let criterion = &sample()["parts"][0]["scoring"]["criteria"][0];
        let criteria = (0..of_part).map(|number| {
            let mut criterion = criterion.clone();
            criterion["id"] = json!(format!("criterion-{number}"));
            criterion
        });
        let report = report(sample_with("/parts/0/scoring/criteria", criteria.collect()));

        assert_eq!(report.is_met(), is_met, "{of_part}");
        let about_criteria = report.warnings.iter().filter(|warning| warning.contains("criteria"));
        assert_eq!(about_criteria.count(), warnings, "{of_part}");
    }
}

#[test]
fn a_price_and_a_single_reading_are_warned_of() {
    assert_eq!(report(sample()).warnings.len(), 1);
    assert_eq!(report(sample_with("/doubleScoredShare", json!(0.0))).warnings.len(), 2);
}

#[test]
fn a_rubric_of_another_definition_needs_a_reason() {
    let other = ["other".parse().expect("a slug")];

    assert_eq!(unmet(&check(&definition(sample()), &other)), [Principle::L]);

    let blank = sample_with("/rubricJustification", json!(" "));
    assert_eq!(unmet(&check(&definition(blank), &other)), [Principle::L]);

    let justified =
        sample_with("/rubricJustification", json!("Both are scored by the district's common rubric."));
    assert_eq!(unmet(&check(&definition(justified), &other)), []);
}

#[test]
fn a_rubric_is_the_same_whatever_its_ids_case_and_spacing() {
    let print = |pointer: &str, value: Value| RubricPrint::of(&definition(sample_with(pointer, value)));
    let sample = RubricPrint::of(&definition(sample()));

    for (pointer, same) in [
        ("/title", "Another title"),
        ("/parts/0/scoring/criteria/0/id", "other"),
        ("/parts/0/scoring/criteria/0/title", "a  LADDER of\nquestions"),
    ] {
        assert_eq!(print(pointer, json!(same)), sample, "{pointer}");
    }
    for (pointer, other) in [
        ("/parts/0/scoring/criteria/0/title", "A stair of questions"),
        ("/parts/0/scoring/criteria/0/requiredLevel", "exemplary"),
        ("/parts/0/scoring/criteria/0/levels/0/description", "The questions are closed."),
    ] {
        assert_ne!(print(pointer, json!(other)), sample, "{pointer}");
    }
}
