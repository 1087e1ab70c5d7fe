//! What bodies are taken, and what is said of the others.

use serde_json::{Value, json};

use super::*;

fn faults(name: &str, value: Value) -> Vec<(String, String)> {
    told(Schemas::default().validate(name, &value))
}

fn told(outcome: Result<(), Refusal>) -> Vec<(String, String)> {
    match outcome {
        Ok(()) => Vec::new(),
        Err(Refusal::Invalid(faults)) => {
            faults.into_iter().map(|fault| (fault.pointer, fault.message)).collect()
        }
        Err(other) => panic!("{other}"),
    }
}

fn pointers(faults: &[(String, String)]) -> Vec<&str> {
    faults.iter().map(|(pointer, _)| &**pointer).collect()
}

#[test]
fn every_built_in_schema_compiles_and_is_closed() {
    let schemas = Schemas::default();
    for name in Schemas::names() {
        let stranger = json!({"stranger": true});
        let told = told(schemas.validate(name, &stranger));
        assert!(pointers(&told).contains(&"/stranger"), "{name}: {told:?}");
        assert!(!self::told(schemas.validate(name, &json!([]))).is_empty(), "{name}");
    }
}

#[test]
fn every_built_in_schema_follows_the_dialect() {
    for (name, source) in BODIES.iter().chain([&("common", COMMON)]) {
        let source = json(source);
        assert_eq!(source["$schema"], submission_schema::DIALECT, "{name}");
        assert!(jsonschema::draft202012::meta::is_valid(&source), "{name}");
        assert!(source["title"].is_string() && source["description"].is_string(), "{name}");
    }
}

#[test]
fn bodies_as_they_should_be_are_taken() {
    let sum = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    let art = "art_01JAB3XW0Q6Q5X8T5G9W9K7V2N";
    let org = "org_01JAB3XW0Q6Q5X8T5G9W9K7V2N";
    let upload = json!({"part": "artifacts", "student": "Student A", "name": "Lección 1.mov", "mediaType": "video/quicktime",
        "size": 1, "fingerprint": {"modified": 1_700_000_000_000_i64, "edges": sum}});
    let statements = json!({"ownWork": true, "studentPermission": true, "noStudentNames": true});
    let responses = json!({"overview": {"answers": {"activity": "Line\nline\t👩‍👧"}},
        "student-reflections": {"reflections": [{"student": "Student A", "text": ""}]}});
    let scores = json!({"overview": {"ladder": {"level": "proficient", "feedback": "Good."}, "other": {}}});
    for (name, body) in [
        ("request-sign-in", json!({"email": "ana@school.example.org"})),
        ("redeem-sign-in", json!({"token": "abc_DEF-1.2~3"})),
        ("open-submission", json!({"microcredential": "generating-ideas", "goal": "own"})),
        ("save-responses", json!({"version": 1, "parts": responses})),
        ("submit", json!({"version": 1, "statements": statements})),
        ("withdraw", json!({"version": 1})),
        ("begin-upload", upload),
        ("sign-parts", json!({"parts": [{"number": 1, "sha256": sum}]})),
        ("complete-upload", json!({})),
        ("open-assignment", json!({"token": "abc", "code": "123 456"})),
        (
            "save-assessment",
            json!({"version": 0, "scores": scores, "comments": [{"artifact": art, "second": 12, "text": "Here."}]}),
        ),
        ("save-comment-bank", json!({"version": 0, "comments": ["Well seen.", "Say where\nyou see it."]})),
        ("submit-assessment", json!({"version": 3})),
        ("decline-assignment", json!({"reason": "conflict"})),
        ("assign-assessor", json!({"assessor": "per_01JAB3XW0Q6Q5X8T5G9W9K7V2N"})),
        ("decide", json!({"version": 3, "outcome": "not-yet", "note": "Nearly."})),
        (
            "save-person",
            json!({"email": "ana@school.example.org", "name": "Ana María Ñúñez", "organisation": org, "roles": ["earner"],
            "school": "North School", "training": [{"microcredential": "generating-ideas", "expires": "2027-01-15T09:00:00Z"}]}),
        ),
        ("resend-letter", json!({})),
        ("verify-badge", json!({"id": "https://example.org/credentials/awd_1"})),
        ("verify-badge", json!({"credential": {"anything": [1]}})),
        ("publish-microcredential", json!({"version": 1})),
        ("save-microcredential", json!({"id": "new", "title": "New", "language": "en"})),
    ] {
        assert_eq!(faults(name, body), [], "{name}");
    }
}

#[test]
fn each_fault_has_its_place_and_a_sentence() {
    for (name, body, pointer, sentence) in [
        ("request-sign-in", json!({}), "/email", "This is missing."),
        (
            "request-sign-in",
            json!({"email": "ana"}),
            "/email",
            "Write one e-mail address of the form name@school.org.",
        ),
        ("request-sign-in", json!({"email": 1}), "/email", "This must be a text."),
        ("request-sign-in", json!("ana"), "", "This must be an object."),
        (
            "open-submission",
            json!({"microcredential": "A", "goal": "own"}),
            "/microcredential",
            "Use lower-case letters, digits and single hyphens, at most 80 characters, such as \"first-draft\".",
        ),
        (
            "open-submission",
            json!({"microcredential": "a", "goal": "mine"}),
            "/goal",
            "Choose one of: own, school, district, state.",
        ),
        ("withdraw", json!({"version": -1}), "/version", "Give a number of at least 0."),
        ("withdraw", json!({"version": 1.5}), "/version", "This must be a whole number."),
        (
            "withdraw",
            json!({"version": 1, "a/b~c": 2}),
            "/a~1b~0c",
            "There is no such field here. Leave it out.",
        ),
        ("sign-parts", json!({"parts": []}), "/parts", "Ask for 1 to 50 parts at a time."),
        (
            "sign-parts",
            json!({"parts": [{"number": 10_001, "sha256": "x"}]}),
            "/parts/0/number",
            "Give a number of at most 10000.",
        ),
        (
            "sign-parts",
            json!({"parts": [{"number": 0, "sha256": "x"}]}),
            "/parts/0/sha256",
            "Give the SHA-256 as base64: 32 bytes, 44 characters.",
        ),
        ("verify-badge", json!({}), "", "Give either the credential or the id."),
        (
            "save-responses",
            json!({"version": 1, "parts": {"A B": {}}}),
            "/parts",
            "A name here is none that can be. Names are ids such as \"first-draft\".",
        ),
        (
            "save-responses",
            json!({"version": 1, "parts": {"a": {"reflections": [{"student": "Maria", "text": ""}]}}}),
            "/parts/a/reflections/0/student",
            "Name students by label, \"Student A\" to \"Student Z\".",
        ),
        (
            "save-microcredential",
            json!({"id": "a", "title": "", "language": "en"}),
            "/title",
            "Give it a title.",
        ),
        (
            "save-microcredential",
            json!({"id": "a", "title": "A", "language": "en", "passRule": {"none": []}}),
            "/passRule/none",
            "There is no such field here. Leave it out.",
        ),
        (
            "save-microcredential",
            json!({"id": "a", "title": "A", "language": "en", "readers": 3}),
            "/readers",
            "Choose one of: 1, 2.",
        ),
        (
            "save-microcredential",
            json!({"id": "a", "title": "A", "language": "en", "resources": [{"title": "B", "url": "https://a.org", "cost": "dear"}]}),
            "/resources/0/cost",
            "Write \"free\", or a price such as {\"amount\":\"12.00\",\"currency\":\"USD\"}.",
        ),
    ] {
        let told = faults(name, body.clone());
        assert!(told.contains(&(pointer.to_owned(), sentence.to_owned())), "{name} {body}: {told:?}");
    }
}

#[test]
fn names_hold_no_control_characters_and_no_direction_overrides() {
    let sentence = "Use one line of text, without control characters or hidden direction marks.";
    for bad in ["A\r\nB", "A\0", "A\u{202E}B", "\u{7f}", "A\u{2028}", "A\u{85}"] {
        let body = json!({"email": "ana@school.org", "name": bad, "organisation": "org_01JAB3XW0Q6Q5X8T5G9W9K7V2N", "roles": []});
        assert_eq!(faults("save-person", body), [("/name".to_owned(), sentence.to_owned())], "{bad:?}");
    }
}

#[test]
fn a_part_holds_what_its_kind_needs() {
    let part = json!({"id": "a", "kind": "artifacts", "title": "A", "questions": [], "scoring": {"type": "yes-no", "criteria": []}});
    let told =
        faults("save-microcredential", json!({"id": "a", "title": "A", "language": "en", "parts": [part]}));

    assert_eq!(
        pointers(&told).into_iter().collect::<BTreeSet<_>>(),
        BTreeSet::from(["/parts/0/artifacts", "/parts/0/questions", "/parts/0/scoring/question",])
    );
}

#[test]
fn all_faults_are_told_at_once_and_never_what_was_sent() {
    let secret = "s3cret\u{7}".repeat(1_000);
    let body = json!({"email": secret, "name": secret, "organisation": secret, "roles": [secret], "language": secret});
    let told = faults("save-person", body);

    assert!(
        ["/email", "/name", "/organisation", "/roles/0", "/language"]
            .iter()
            .all(|place| pointers(&told).contains(place))
    );
    assert!(told.iter().all(|(_, sentence)| !sentence.contains("s3cret") && sentence.len() < 300));
}

#[test]
fn a_flood_of_unknown_fields_is_answered_briefly() {
    let mut body: serde_json::Map<String, Value> =
        (0..40_000).map(|number| (format!("f{number}"), json!(1))).collect();
    body.insert("x".repeat(100_000), json!(1));
    let told = faults("withdraw", Value::Object(body));

    assert!(told.len() <= MOST_FAULTS);
    assert!(told.iter().map(|(pointer, sentence)| pointer.len() + sentence.len()).sum::<usize>() < 10_000);
    assert!(told.iter().any(|(_, sentence)| sentence.starts_with("There are 39981 more fields")), "{told:?}");
}

#[test]
fn a_pattern_that_would_backtrack_answers_at_once() {
    let long = "a-".repeat(60_000);
    let told = faults("open-submission", json!({"microcredential": long, "goal": "own"}));
    assert_eq!(pointers(&told).into_iter().collect::<BTreeSet<_>>(), BTreeSet::from(["/microcredential"]));
}

mod submission {
    use domain::{OrganisationId, design_check, microcredential::Definition};
    use jiff::Timestamp;

    use super::*;

    fn edition() -> Edition {
        let sample = include_str!("../../../domain/src/microcredential/sample.json");
        let definition: Definition = serde_json::from_str(sample).expect("a definition");
        let report = design_check::check(&definition, &[]);
        let issuer = OrganisationId::from_parts(Timestamp::UNIX_EPOCH, 1);
        Edition { definition, version: 1, published: Timestamp::UNIX_EPOCH, report, issuer }
    }

    fn handed_in() -> Value {
        let item = |student: &str| json!({"artifact": "art_01JAB3XW0Q6Q5X8T5G9W9K7V2N", "student": student, "caption": "One"});
        let text = |student: &str| json!({"student": student, "text": "I thought about it."});
        json!({"parts": {
            "overview": {"answers": {"activity-description": "word ".repeat(200), "activity-evaluation": "Well."}},
            "artifacts": {"items": [item("Student A"), item("Student B"), item("Student B")]},
            "student-reflections": {"reflections": [text("Student B"), text("Student A")]},
            "reflection": {"answers": {"reflection": "More time."}},
        }})
    }

    fn with(pointer: &str, value: Value) -> Value {
        let mut document = handed_in();
        *document.pointer_mut(pointer).expect("it is there") = value;
        document
    }

    fn check(value: &Value, carried: &[&str]) -> Vec<(String, String)> {
        let carried = carried.iter().map(|id| id.parse().expect("an id")).collect();
        told(Schemas::default().validate_submission(&edition(), &carried, value))
    }

    #[test]
    fn a_complete_submission_is_taken() {
        assert_eq!(check(&handed_in(), &[]), []);
    }

    #[test]
    fn only_parts_that_are_not_carried_are_taken() {
        let mut document = handed_in();
        let told = check(&document, &["overview", "artifacts"]);
        assert_eq!(pointers(&told), ["/parts/overview", "/parts/artifacts"]);

        let parts = document["parts"].as_object_mut().expect("an object");
        parts.remove("overview");
        parts.remove("artifacts");
        assert_eq!(check(&document, &["overview", "artifacts"]), []);
    }

    #[test]
    fn each_fault_has_its_place_and_a_sentence() {
        let at = "/parts/overview/answers/activity-description";
        let items = "/parts/artifacts/items";
        let item = handed_in()["parts"]["artifacts"]["items"][0].clone();
        let texts = handed_in()["parts"]["student-reflections"]["reflections"].clone();
        for (pointer, value, place, sentence) in [
            (at, json!("word ".repeat(201)), at, "Use at most 200 words. These are 201."),
            (at, json!(""), at, "Answer this question."),
            (at, json!(" — \n"), at, "Answer this question."),
            (at, json!("w".repeat(8_001)), at, "Use at most 8000 characters."),
            (at, Value::Null, at, "This must be a text."),
            ("/parts/overview/answers", json!({"activity-evaluation": "Well."}), at, "Answer this question."),
            (items, json!([item]), items, "Upload 1 to 3 items for Student B."),
            (items, json!([]), items, "Upload 1 to 3 items for Student A."),
            (items, json!(vec![item.clone(); 4]), items, "Upload 1 to 3 items for Student A."),
            (
                "/parts/artifacts/items/0/student",
                json!("Student C"),
                "/parts/artifacts/items/0/student",
                "Choose one of: Student A, Student B.",
            ),
            (
                "/parts/student-reflections/reflections",
                json!([texts[0]]),
                "/parts/student-reflections/reflections",
                "Hand in exactly one reflection of Student A.",
            ),
            (
                "/parts/student-reflections/reflections",
                json!([texts[0], texts[1], texts[0]]),
                "/parts/student-reflections/reflections",
                "Hand in exactly one reflection of Student B.",
            ),
            (
                "/parts/student-reflections/reflections/0/text",
                json!("word ".repeat(201)),
                "/parts/student-reflections/reflections/0/text",
                "Use at most 200 words. These are 201.",
            ),
        ] {
            let told = check(&with(pointer, value), &[]);
            assert!(told.contains(&(place.to_owned(), sentence.to_owned())), "{pointer}: {told:?}");
        }
    }

    #[test]
    fn all_that_is_missing_is_told_at_once() {
        let empty = json!({"parts": {"overview": {"answers": {}}, "artifacts": {"items": []},
            "student-reflections": {"reflections": []}, "reflection": {"answers": {}}}});
        assert_eq!(check(&empty, &[]).len(), 2 + 2 + 2 + 1);
    }
}
