//! Every small change of a document.

use serde_json::{Value, json};

/// The document with one thing changed, in every way, and what was changed.
pub(super) fn all(document: &Value) -> Vec<(String, Value)> {
    let mut pointers = Vec::new();
    collect(document, String::new(), &mut pointers);
    pointers.iter().flat_map(|pointer| at(document, pointer)).collect()
}

fn collect(value: &Value, pointer: String, pointers: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                collect(member, format!("{pointer}/{key}"), pointers);
            }
        }
        Value::Array(entries) => {
            for (index, entry) in entries.iter().enumerate() {
                collect(entry, format!("{pointer}/{index}"), pointers);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    pointers.push(pointer);
}

/// The changes at one place: a leaf gets another value, a member or an entry goes, an object gets
/// one more member of a term that the contexts know.
fn at(document: &Value, pointer: &str) -> Vec<(String, Value)> {
    let mut changes = Vec::new();
    let mut change = |what: &str, edit: &dyn Fn(&mut Value)| {
        let mut copy = document.clone();
        edit(&mut copy);
        if copy != *document {
            changes.push((format!("{what} {pointer}"), copy));
        }
    };
    change("changing", &|copy| alter(copy.pointer_mut(pointer).expect("a place")));
    change("taking away", &|copy| take(copy, pointer));
    change("adding to", &|copy| {
        if let Some(Value::Object(object)) = copy.pointer_mut(pointer) {
            object.entry("narrative").or_insert(json!("and more"));
        }
    });
    changes
}

fn alter(value: &mut Value) {
    match value {
        Value::String(text) => match text.pop() {
            Some('1') => text.push('2'),
            Some(_) | None => text.push('1'),
        },
        Value::Bool(flag) => *flag = !*flag,
        Value::Number(number) => *value = json!(number.as_f64().unwrap_or_default() + 0.25),
        Value::Null | Value::Array(_) | Value::Object(_) => {}
    }
}

fn take(document: &mut Value, pointer: &str) {
    let Some((parent, key)) = pointer.rsplit_once('/') else { return };
    match document.pointer_mut(parent) {
        Some(Value::Object(object)) => drop(object.shift_remove(key)),
        Some(Value::Array(entries)) => drop(entries.remove(key.parse().expect("an index"))),
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_)) | None => {}
    }
}
