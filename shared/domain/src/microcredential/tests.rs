//! Definitions: how they are read, and which references must hold.

use serde_json::{Value, json};

use super::{Content, Cost, Definition, PartKind};

/// A definition on which nothing is to be improved, as JSON.
pub(crate) fn sample() -> Value {
    serde_json::from_str(include_str!("sample.json")).expect("the sample is JSON")
}

/// The sample with the value at `pointer` replaced; the last key may be new.
pub(crate) fn sample_with(pointer: &str, value: Value) -> Value {
    let mut sample = sample();
    let (parent, key) = pointer.rsplit_once('/').expect("a pointer has a slash");
    match sample.pointer_mut(parent).expect("the parent is in the sample") {
        Value::Object(object) => {
            object.insert(key.to_owned(), value);
        }
        Value::Array(items) => items[key.parse::<usize>().expect("a number")] = value,
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            panic!("{parent} holds nothing")
        }
    }
    sample
}

/// A definition of this JSON.
pub(crate) fn definition(value: Value) -> Definition {
    serde_json::from_value(value).expect("a definition")
}

#[test]
fn a_definition_is_read_and_written_as_the_same_json() {
    let once = serde_json::to_value(definition(sample())).expect("JSON");
    let twice = serde_json::to_value(definition(once.clone())).expect("JSON");

    assert_eq!(once, twice);
    for (key, value) in sample().as_object().expect("an object") {
        if !["methodComponents", "resources", "parts"].contains(&key.as_str()) {
            assert_eq!(once.get(key), Some(value), "{key}");
        }
    }
}

#[test]
fn a_draft_may_be_nearly_empty() {
    let draft = definition(json!({"id": "new", "title": "New", "language": "en"}));

    assert!(draft.parts.is_empty());
    assert_eq!(draft.review_by, None);
}

#[test]
fn parts_and_their_questions_are_found_by_id() {
    let definition = definition(sample());
    let overview = definition.part(&"overview".parse().expect("an id")).expect("a part");

    assert_eq!(overview.kind(), PartKind::Overview);
    assert!(overview.question(&"activity-evaluation".parse().expect("an id")).is_some());
    assert!(overview.question(&"nothing".parse().expect("an id")).is_none());
    assert!(definition.part(&"nothing".parse().expect("an id")).is_none());
    assert!(definition.component(&"plan".parse().expect("an id")).is_some());
    assert_eq!(definition.resources[0].cost, Cost::Free);
}

#[test]
fn what_is_not_known_is_refused() {
    for wrong in [
        sample_with("/colour", json!("red")),
        sample_with("/readers", json!(3)),
        sample_with("/parts/0/kind", json!("portfolio")),
        sample_with("/parts/0/artifacts", sample()["parts"][1]["artifacts"].clone()),
        sample_with("/parts/1/kind", json!("overview")),
        sample_with("/parts/1/artifacts/types", json!(["text/html"])),
        sample_with("/parts/0/scoring/type", json!("points")),
        sample_with("/passRule", json!({"none": []})),
        sample_with("/resources/0/cost", json!("cheap")),
    ] {
        assert!(serde_json::from_value::<Content>(wrong.clone()).is_err(), "{wrong}");
    }
}

#[test]
fn every_broken_reference_is_named_with_its_place() {
    let yes_no_levels = json!([{"id": "yes", "title": "Yes"}, {"id": "no", "title": "No"}]);
    let deep = (0..8).fold(json!({"passes": "overview"}), |rule, _| json!({"all": [rule]}));
    let table = [
        (
            "/methodComponents/1/id",
            json!("plan"),
            vec!["/methodComponents/1/id", "/parts/1/artifacts/shows/0"],
        ),
        ("/parts/3/id", json!("overview"), vec!["/parts/3/id", "/passRule/all/3/passes"]),
        ("/parts/0/questions/1/id", json!("activity-description"), vec!["/parts/0/questions/1/id"]),
        ("/parts/0/questions/0/shows", json!(["plan", "nap"]), vec!["/parts/0/questions/0/shows/1"]),
        ("/parts/1/artifacts/shows", json!(["nap"]), vec!["/parts/1/artifacts/shows/0"]),
        ("/parts/1/artifacts/perStudent", json!({"min": 3, "max": 2}), vec!["/parts/1/artifacts/perStudent"]),
        ("/parts/2/reflections/shows", json!(["nap"]), vec!["/parts/2/reflections/shows/0"]),
        ("/parts/2/reflections/students", json!(3), vec!["/parts/2/reflections/students"]),
        ("/parts/0/scoring/criteria/0/shows", json!(["nap"]), vec!["/parts/0/scoring/criteria/0/shows/0"]),
        (
            "/parts/0/scoring/criteria/0/levels/2/id",
            json!("developing"),
            vec!["/parts/0/scoring/criteria/0/levels/2/id"],
        ),
        (
            "/parts/0/scoring/criteria/0/requiredLevel",
            json!("perfect"),
            vec!["/parts/0/scoring/criteria/0/requiredLevel"],
        ),
        ("/parts/1/scoring/criteria", json!([]), vec!["/parts/1/scoring/criteria"]),
        ("/parts/1/scoring/criteria/0/levels", yes_no_levels, vec!["/parts/1/scoring/criteria"]),
        ("/parts/1/scoring/criteria/0/requiredLevel", json!("no"), vec!["/parts/1/scoring/criteria"]),
        ("/passRule", json!({"passes": "nothing"}), vec!["/passRule/passes"]),
        ("/passRule", json!({"passes": "artifacts"}), vec!["/passRule/passes"]),
        ("/passRule", json!({"yes": "overview"}), vec!["/passRule/yes"]),
        ("/passRule", json!({"anyOf": {"n": 0, "of": [{"passes": "overview"}]}}), vec!["/passRule/anyOf/n"]),
        (
            "/passRule",
            json!({"anyOf": {"n": 2, "of": [{"yes": "nothing"}]}}),
            vec!["/passRule/anyOf/n", "/passRule/anyOf/of/0/yes"],
        ),
        ("/passRule", deep, vec!["/passRule"]),
        ("/doubleScoredShare", json!(1.5), vec!["/doubleScoredShare"]),
        ("/prerequisites", json!(["other", "asking-open-questions"]), vec!["/prerequisites/1"]),
    ];
    for (pointer, value, places) in table {
        let content: Content = serde_json::from_value(sample_with(pointer, value)).expect("readable");
        let faults = Definition::try_from(content).expect_err(pointer).0;
        let found: Vec<&str> = faults.iter().map(|fault| &*fault.pointer).collect();
        for place in places {
            assert!(found.contains(&place), "{pointer}: {place} is not in {found:?}");
        }
    }
}

#[test]
fn a_stack_has_neither_parts_nor_prerequisites_and_no_member_twice() {
    let stack = |stack: Value, more: Value| {
        let mut content = json!({"id": "new", "title": "New", "language": "en", "stack": stack});
        content.as_object_mut().expect("an object").extend(more.as_object().cloned().expect("an object"));
        let content: Content = serde_json::from_value(content).expect("readable");
        let faults = Definition::try_from(content).map_or_else(|faults| faults.0, |_| Vec::new());
        let spanish = |fault: &crate::Fault| crate::spanish::in_spanish(&fault.message).is_some();
        assert!(faults.iter().all(spanish), "{faults:?}");
        faults.into_iter().map(|fault| fault.pointer).collect::<Vec<_>>()
    };
    let parts = json!({"parts": sample()["parts"], "methodComponents": sample()["methodComponents"]});
    for (members, more, wanted) in [
        (json!(["one", "two"]), json!({}), vec![]),
        (json!(["one", "two"]), parts, vec!["/parts"]),
        (json!(["one", "two"]), json!({"prerequisites": ["zero"]}), vec!["/prerequisites"]),
        (json!([]), json!({"prerequisites": ["zero"]}), vec![]),
        (json!(["one", "new", "one"]), json!({}), vec!["/stack/1", "/stack/2"]),
    ] {
        assert_eq!(stack(members.clone(), more.clone()), wanted, "{members} {more}");
    }
}

#[test]
fn a_share_of_attempts_is_read_twice_and_all_where_two_readers_are_wanted() {
    let readers = |readers: u8, share: f64, draw: f64| {
        let mut wanted = sample_with("/readers", json!(readers));
        wanted["doubleScoredShare"] = json!(share);
        u8::from(definition(wanted).readers_at(draw))
    };
    for (wanted, share, draw, given) in
        [(1, 0.1, 0.09, 2), (1, 0.1, 0.1, 1), (1, 0.0, 0.0, 1), (1, 1.0, 0.999, 2), (2, 0.0, 0.5, 2)]
    {
        assert_eq!(readers(wanted, share, draw), given, "{wanted} readers, {share}, drawn {draw}");
    }
}
