//! [`changes`]: where one document differs from another.

use serde_json::Value;

/// The most places that are told.
const MOST: usize = 8;

/// The places (JSON Pointers, RFC 6901) at which `theirs` differs from `ours`, but for the order of
/// members; of many the first.
#[must_use]
pub fn changes(ours: &Value, theirs: &Value) -> Vec<String> {
    let mut found = Vec::new();
    collect(ours, theirs, &mut String::new(), &mut found);
    found
}

fn collect(ours: &Value, theirs: &Value, place: &mut String, found: &mut Vec<String>) {
    if found.len() == MOST {
        return;
    }
    match (ours, theirs) {
        (Value::Object(ours), Value::Object(theirs)) => {
            for (key, value) in theirs {
                match ours.get(key) {
                    Some(known) => below(place, key, |place| collect(known, value, place, found)),
                    None => below(place, key, |place| note(place, found)),
                }
            }
            for key in ours.keys().filter(|key| !theirs.contains_key(*key)) {
                below(place, key, |place| note(place, found));
            }
        }
        (Value::Array(ours), Value::Array(theirs)) if ours.len() == theirs.len() => {
            for (index, (ours, theirs)) in ours.iter().zip(theirs).enumerate() {
                below(place, &index.to_string(), |place| collect(ours, theirs, place, found));
            }
        }
        (ours, theirs) if ours != theirs => note(place, found),
        (_, _) => {}
    }
}

fn note(place: &str, found: &mut Vec<String>) {
    if found.len() < MOST {
        found.push(place.to_owned());
    }
}

fn below(place: &mut String, key: &str, then: impl FnOnce(&mut String)) {
    let length = place.len();
    place.push('/');
    place.push_str(&key.replace('~', "~0").replace('/', "~1"));
    then(place);
    place.truncate(length);
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_place_that_differs_is_told_but_not_the_order_of_members() {
        let ours = json!({"a": 1, "b": {"c": [1, 2], "d/e": "x"}, "f": null});
        for (theirs, wanted) in [
            (json!({"f": null, "b": {"d/e": "x", "c": [1, 2]}, "a": 1}), vec![]),
            (json!({"a": 2, "b": {"c": [1, 3], "d/e": "y"}, "f": null}), vec!["/a", "/b/c/1", "/b/d~1e"]),
            (json!({"a": 1, "b": {"c": [1], "d/e": "x"}, "g": 1}), vec!["/b/c", "/g", "/f"]),
            (json!([]), vec![""]),
        ] {
            assert_eq!(changes(&ours, &theirs), wanted, "{theirs}");
        }
        let many: Value = (0..100).map(|number| (number.to_string(), json!(number))).collect();
        assert_eq!(changes(&json!({}), &many).len(), MOST);
    }
}
