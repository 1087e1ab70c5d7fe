//! The JSON Schema of what an earner hands in, made from a published definition.
//!
//! The document follows draft 2020-12 and uses two keywords beyond it. `maxWords` asserts that a text has at most
//! so many [words](crate::words); `hint` is a note for people: what to write when the value doesn't fit. Whoever
//! receives a submission validates it with the very document that is served.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use crate::microcredential::{
    ArtifactRule, Count, Edition, Part, PartId, Question, ReflectionRule, Student, Work,
};

/// The dialect of the document.
pub const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";
/// The most characters of an artifact's caption.
pub const LONGEST_CAPTION: u32 = 300;

/// A text holds something to read when it holds a letter or a digit.
const HOLDS_A_WORD: &str = r"[\p{Alphabetic}\p{N}]";
/// Far more than any language needs for a word: keeps a text with few but endless words small.
const CHARACTERS_PER_WORD: u32 = 40;

/// The schema of a submission of `edition`, as an object with the one key `parts`.
///
/// Every part is asked for but the `carried` ones, which passed in a former attempt: they are refused, because
/// nothing that is handed in now could change them.
pub fn document(edition: &Edition, carried: &BTreeSet<PartId>) -> Value {
    let definition = &edition.definition;
    let asked: Vec<&Part> = definition.parts.iter().filter(|part| !carried.contains(&part.id)).collect();
    let parts = closed(asked.iter().map(|part| (part.id.to_string(), self::part(part))).collect());
    let mut document = closed(Map::from_iter([("parts".to_owned(), parts)]));
    document["$schema"] = json!(DIALECT);
    document["title"] = json!(format!("{}, version {}: submission", definition.title, edition.version));
    document["description"] = json!(definition.competency);
    document
}

fn part(part: &Part) -> Value {
    let (key, value) = match &part.work {
        Work::Overview(questions) | Work::Reflection(questions) | Work::Response(questions) => {
            ("answers", answers(questions))
        }
        Work::Artifacts(rule) => ("items", items(rule)),
        Work::StudentReflections(rule) => ("reflections", reflections(rule)),
    };
    let mut schema = closed(Map::from_iter([(key.to_owned(), value)]));
    schema["title"] = json!(part.title);
    schema["description"] = json!(part.prompt);
    schema
}

fn answers(questions: &[Question]) -> Value {
    closed(questions.iter().map(|question| (question.id.to_string(), answer(question))).collect())
}

fn answer(question: &Question) -> Value {
    let prompts: Vec<&str> =
        [&question.prompt].into_iter().chain(&question.guiding_questions).map(String::as_str).collect();
    let mut schema = text(question.max_words, "Answer this question.");
    schema["description"] = json!(prompts.join("\n"));
    schema
}

fn items(rule: &ArtifactRule) -> Value {
    let Count { min, max } = rule.per_student;
    let labels: Vec<Student> = rule.labels().collect();
    let mut item = Map::from_iter([
        ("artifact".to_owned(), json!({"type": "string", "pattern": "^art_[0-9A-HJKMNP-TV-Z]{26}$"})),
        ("caption".to_owned(), json!({"type": "string", "maxLength": LONGEST_CAPTION})),
    ]);
    if labels.is_empty() {
        let mut schema = json!({"type": "array", "items": closed_but(item, &["caption"])});
        schema["minItems"] = json!(min);
        schema["maxItems"] = json!(max);
        schema["hint"] = json!(format!("Upload {}.", how_many(rule.per_student, "item")));
        return schema;
    }
    item.insert("student".to_owned(), one_of(&labels));
    let for_each = labels.iter().map(|student| {
        let hint = format!("Upload {} for {student}.", how_many(rule.per_student, "item"));
        of_student(*student, rule.per_student, &hint)
    });
    json!({
        "type": "array",
        "items": closed_but(item, &["caption"]),
        "maxItems": rule.most(),
        "allOf": for_each.collect::<Vec<Value>>(),
        "hint": format!("Upload at most {} items.", rule.most()),
    })
}

fn reflections(rule: &ReflectionRule) -> Value {
    let labels: Vec<Student> = rule.labels().collect();
    let reflection = closed(Map::from_iter([
        ("student".to_owned(), one_of(&labels)),
        ("text".to_owned(), text(rule.max_words, "Write what the student said.")),
    ]));
    let once = Count { min: 1, max: 1 };
    let for_each = labels
        .iter()
        .map(|student| of_student(*student, once, &format!("Hand in exactly one reflection of {student}.")));
    json!({
        "type": "array",
        "items": reflection,
        "maxItems": labels.len(),
        "allOf": for_each.collect::<Vec<Value>>(),
        "hint": format!("Hand in exactly {} reflections.", labels.len()),
    })
}

/// The array holds as many items of this student's.
fn of_student(student: Student, count: Count, hint: &str) -> Value {
    let label = String::from(student);
    json!({
        "contains": {"type": "object", "properties": {"student": {"const": label}}, "required": ["student"]},
        "minContains": count.min,
        "maxContains": count.max,
        "hint": hint,
    })
}

fn text(max_words: u32, hint: &str) -> Value {
    json!({
        "type": "string",
        "pattern": HOLDS_A_WORD,
        "maxWords": max_words,
        "maxLength": max_words.saturating_mul(CHARACTERS_PER_WORD).max(1_000),
        "hint": hint,
    })
}

fn one_of(labels: &[Student]) -> Value {
    json!({"enum": labels.iter().map(|student| String::from(*student)).collect::<Vec<_>>()})
}

/// An object with exactly these properties.
fn closed(properties: Map<String, Value>) -> Value {
    closed_but(properties, &[])
}

/// An object with exactly these properties, of which the optional ones may be missing.
fn closed_but(properties: Map<String, Value>, optional: &[&str]) -> Value {
    let required: Vec<&String> = properties.keys().filter(|key| !optional.contains(&key.as_str())).collect();
    json!({"type": "object", "required": required, "properties": properties, "additionalProperties": false})
}

fn how_many(Count { min, max }: Count, thing: &str) -> String {
    let plural = if max == 1 { "" } else { "s" };
    if min == max {
        format!("exactly {max} {thing}{plural}")
    } else {
        format!("{min} to {max} {thing}{plural}")
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::design_check;
    use crate::microcredential::tests::{definition, sample, sample_with};

    fn edition(sample: Value) -> Edition {
        let definition = definition(sample);
        let report = design_check::check(&definition, &[]);
        let issuer = crate::OrganisationId::from_parts(Timestamp::UNIX_EPOCH, 1);
        Edition { definition, version: 2, published: Timestamp::UNIX_EPOCH, report, issuer }
    }

    #[test]
    fn every_part_is_asked_for_in_a_closed_object() {
        let document = document(&edition(sample()), &BTreeSet::new());
        let parts = &document["properties"]["parts"];

        assert_eq!(document["$schema"], DIALECT);
        assert_eq!(document["title"], "Asking Open Questions, version 2: submission");
        assert_eq!(parts["required"], json!(["overview", "artifacts", "student-reflections", "reflection"]));
        assert_eq!(parts["additionalProperties"], json!(false));
    }

    #[test]
    fn a_carried_part_is_not_asked_for() {
        let carried = ["overview", "artifacts"].map(|id| id.parse().expect("an id")).into();
        let document = document(&edition(sample()), &carried);
        let parts = &document["properties"]["parts"];

        assert_eq!(parts["required"], json!(["student-reflections", "reflection"]));
        assert_eq!(parts["properties"].get("overview"), None);
    }

    #[test]
    fn an_answer_has_words_up_to_its_limit_and_shows_its_guiding_questions() {
        let document = document(&edition(sample()), &BTreeSet::new());
        let reflection = document
            .pointer("/properties/parts/properties/reflection/properties/answers/properties/reflection")
            .expect("the question");

        assert_eq!(reflection["maxWords"], 200);
        assert_eq!(reflection["maxLength"], 8_000);
        assert_eq!(
            reflection["description"],
            "What will you keep and what will you change?\nWhat surprised you?\nWhat is next?"
        );
    }

    #[test]
    fn items_are_counted_for_each_student() {
        let document = document(&edition(sample()), &BTreeSet::new());
        let items =
            document.pointer("/properties/parts/properties/artifacts/properties/items").expect("items");
        let hints: Vec<&Value> =
            items["allOf"].as_array().expect("rules").iter().map(|rule| &rule["hint"]).collect();

        assert_eq!(items["items"]["properties"]["student"]["enum"], json!(["Student A", "Student B"]));
        assert_eq!(hints, ["Upload 1 to 3 items for Student A.", "Upload 1 to 3 items for Student B."]);
        assert_eq!(items["maxItems"], 6);
    }

    #[test]
    fn items_of_no_student_are_counted_for_the_whole_part() {
        let rule =
            json!({"students": 0, "perStudent": {"min": 1, "max": 1}, "types": ["video/mp4"], "maxBytes": 1});
        let mut sample = sample_with("/parts/1/artifacts", rule);
        sample["parts"].as_array_mut().expect("parts").truncate(2);
        sample["passRule"] = json!({"passes": "overview"});
        let document = document(&edition(sample), &BTreeSet::new());
        let items =
            document.pointer("/properties/parts/properties/artifacts/properties/items").expect("items");

        assert_eq!((&items["minItems"], &items["maxItems"]), (&json!(1), &json!(1)));
        assert_eq!(items["hint"], "Upload exactly 1 item.");
        assert_eq!(items["items"]["properties"].get("student"), None);
    }
}
