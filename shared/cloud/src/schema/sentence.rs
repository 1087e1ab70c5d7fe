//! What a schema's complaint means to the person who wrote the value.
//!
//! Sentences never repeat what was sent, however short: it stands in the caller's own body, at the pointer.

use domain::Fault;
use jsonschema::{
    JsonType, ValidationError,
    error::{TypeKind, ValidationErrorKind as Kind},
};
use serde_json::Value;

use super::documents::Document;

/// The most faults that one complaint is spelled out in.
const MOST_OF_A_KIND: usize = 20;
/// The longest pointer that is told, in bytes. Keys are the caller's and may be of any length.
const LONGEST_POINTER: usize = 256;
/// The longest key that is told, in bytes.
const LONGEST_KEY: usize = 64;

/// The faults that one complaint names: several when several fields are not known, otherwise one.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "kinds of somebody else's library: those without a sentence of their own share one"
)]
pub(super) fn faults(document: &Document, common: &Value, error: &ValidationError<'_>) -> Vec<Fault> {
    let pointer = bounded(error.instance_path().as_str());
    match error.kind() {
        Kind::AdditionalProperties { unexpected } | Kind::UnevaluatedProperties { unexpected } => {
            unknown_fields(&pointer, unexpected)
        }
        Kind::Required { property } => {
            let name = property.as_str().unwrap_or_default();
            let schema =
                document.around(error, common).and_then(|schema| schema.get("properties")?.get(name));
            let message = schema.and_then(hint).unwrap_or_else(|| "This is missing.".to_owned());
            vec![Fault::at(below(&pointer, name), message)]
        }
        _ => {
            let hint = document.around(error, common).and_then(hint);
            vec![Fault::at(pointer, sentence(error, hint))]
        }
    }
}

fn unknown_fields(pointer: &str, names: &[String]) -> Vec<Fault> {
    let short = names.iter().filter(|name| name.len() <= LONGEST_KEY).take(MOST_OF_A_KIND);
    let mut faults: Vec<Fault> = short
        .map(|name| Fault::at(below(pointer, name), "There is no such field here. Leave it out."))
        .collect();
    if faults.len() < names.len() {
        let more = names.len() - faults.len();
        faults.push(Fault::at(
            pointer,
            format!("There are {more} more fields here that are not known. Leave them out."),
        ));
    }
    faults
}

/// The sentence for one complaint. A hint of the schema's author is better than anything general, except where the
/// general sentence can count.
#[expect(clippy::wildcard_enum_match_arm, reason = "the rest are complaints that our schemas can't raise")]
fn sentence(error: &ValidationError<'_>, hint: Option<String>) -> String {
    match error.kind() {
        Kind::Custom { message, .. } => message.clone(),
        Kind::FalseSchema => "This does not belong here. Leave it out.".to_owned(),
        Kind::Type { kind } => of_type(kind),
        Kind::MaxLength { limit } => format!("Use at most {limit} characters."),
        Kind::Minimum { limit } => format!("Give a number of at least {limit}."),
        Kind::Maximum { limit } => format!("Give a number of at most {limit}."),
        Kind::Enum { options } => format!("Choose one of: {}.", list(options)),
        Kind::PropertyNames { .. } => {
            "A name here is none that can be. Names are ids such as \"first-draft\".".to_owned()
        }
        kind => hint.unwrap_or_else(|| general(kind)),
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the rest are complaints that our schemas can't raise")]
fn general(kind: &Kind) -> String {
    match kind {
        Kind::Constant { expected_value } => format!("This must be {}.", plain(expected_value)),
        Kind::MinLength { limit: 1 } => "Write something here.".to_owned(),
        Kind::MinLength { limit } => format!("Use at least {limit} characters."),
        Kind::MinItems { limit: 1 } => "Give at least one.".to_owned(),
        Kind::MinItems { limit } => format!("Give at least {limit}."),
        Kind::MaxItems { limit } | Kind::MaxProperties { limit } => format!("Give at most {limit}."),
        Kind::UniqueItems => "Give each only once.".to_owned(),
        Kind::Pattern { .. } => "This doesn't have the form that is asked for.".to_owned(),
        _ => "This is not what is asked for here.".to_owned(),
    }
}

fn of_type(kind: &TypeKind) -> String {
    let types: Vec<JsonType> = match kind {
        TypeKind::Single(one) => vec![*one],
        TypeKind::Multiple(several) => several.iter().collect(),
    };
    let words: Vec<&str> = types.into_iter().map(in_words).collect();
    format!("This must be {}.", words.join(" or "))
}

fn in_words(kind: JsonType) -> &'static str {
    match kind {
        JsonType::Array => "a list",
        JsonType::Boolean => "true or false",
        JsonType::Integer => "a whole number",
        JsonType::Null => "null",
        JsonType::Number => "a number",
        JsonType::Object => "an object",
        JsonType::String => "a text",
    }
}

fn list(options: &Value) -> String {
    let options = options.as_array().map(Vec::as_slice).unwrap_or_default();
    options.iter().map(plain).collect::<Vec<_>>().join(", ")
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn hint(schema: &Value) -> Option<String> {
    schema.get("hint").and_then(Value::as_str).map(str::to_owned)
}

fn below(pointer: &str, key: &str) -> String {
    bounded(&format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1")))
}

/// The pointer, or that of the nearest object around it which is short enough to tell.
fn bounded(pointer: &str) -> String {
    let mut told = pointer;
    while told.len() > LONGEST_POINTER {
        told = told.rsplit_once('/').map_or("", |(parent, _)| parent);
    }
    told.to_owned()
}
