//! Event patterns: which events a rule of `EventBridge`, or a filter of a stream, lets through.

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value};

/// An event pattern, read once.
///
/// An event matches when every field named in the pattern is in the event with one of the values
/// listed for it. Of the operators, `prefix`, `suffix`, `exists` and `anything-but` are known; another
/// one is refused when the pattern is read.
#[derive(Clone, Debug)]
pub struct Pattern {
    fields: Vec<(String, Expected)>,
}

#[derive(Clone, Debug)]
enum Expected {
    Within(Pattern),
    OneOf(Vec<Test>),
}

#[derive(Clone, Debug)]
enum Test {
    Equals(Value),
    Prefix(String),
    Suffix(String),
    Exists(bool),
    NoneOf(Vec<Value>),
}

impl Pattern {
    /// Reads a pattern.
    ///
    /// # Errors
    /// It isn't an object of objects and lists, or uses an operator that is not known here.
    pub fn parse(pattern: &Value) -> Result<Self> {
        let object = pattern.as_object().context("an event pattern is an object")?;
        let fields = object
            .iter()
            .map(|(name, value)| Ok((name.clone(), expected(value).with_context(|| format!("in {name}"))?)))
            .collect::<Result<_>>()?;
        Ok(Self { fields })
    }

    /// Whether an event is let through.
    #[must_use]
    pub fn matches(&self, event: &Value) -> bool {
        self.fields.iter().all(|(name, expected)| match (expected, event.get(name)) {
            (Expected::Within(inner), Some(value)) => inner.matches(value),
            (Expected::Within(inner), None) => inner.matches(&Value::Object(Map::new())),
            (Expected::OneOf(tests), value) => tests.iter().any(|test| test.passes(value)),
        })
    }
}

impl Test {
    fn passes(&self, value: Option<&Value>) -> bool {
        if let (Self::Exists(wanted), value) = (self, value) {
            return value.is_some() == *wanted;
        }
        match value {
            None => false,
            Some(Value::Array(items)) => items.iter().any(|item| self.passes(Some(item))),
            Some(value) => match self {
                Self::Equals(wanted) => value == wanted,
                Self::Prefix(prefix) => value.as_str().is_some_and(|text| text.starts_with(prefix)),
                Self::Suffix(suffix) => value.as_str().is_some_and(|text| text.ends_with(suffix)),
                Self::NoneOf(refused) => !refused.contains(value),
                Self::Exists(_) => true,
            },
        }
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "YAML of any other kind")]
fn expected(value: &Value) -> Result<Expected> {
    match value {
        Value::Object(_) => Ok(Expected::Within(Pattern::parse(value)?)),
        Value::Array(items) => Ok(Expected::OneOf(items.iter().map(test).collect::<Result<_>>()?)),
        _ => bail!("a pattern lists its values in []"),
    }
}

fn test(value: &Value) -> Result<Test> {
    let Value::Object(operator) = value else { return Ok(Test::Equals(value.clone())) };
    let (name, argument) = operator.iter().next().context("an operator has a name")?;
    let text = || argument.as_str().map(str::to_owned).with_context(|| format!("{name} takes a text"));

    Ok(match (name.as_str(), argument) {
        ("prefix", _) => Test::Prefix(text()?),
        ("suffix", _) => Test::Suffix(text()?),
        ("exists", Value::Bool(wanted)) => Test::Exists(*wanted),
        ("anything-but", Value::Array(refused)) => Test::NoneOf(refused.clone()),
        ("anything-but", single) if !single.is_object() => Test::NoneOf(vec![single.clone()]),
        _ => bail!("the operator {name} is not known to the local stack"),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(pattern: Value, event: Value, wanted: bool) {
        let pattern = Pattern::parse(&pattern).expect("the pattern is well formed");
        assert_eq!(pattern.matches(&event), wanted, "{pattern:?} on {event}");
    }

    #[test]
    fn an_event_passes_when_every_field_has_a_listed_value() {
        let pattern = json!({"source": ["aws.s3"], "detail": {"bucket": {"name": ["evidence", "other"]}}});
        check(
            pattern.clone(),
            json!({"source": "aws.s3", "detail": {"bucket": {"name": "evidence"}}, "x": 1}),
            true,
        );
        check(pattern.clone(), json!({"source": "aws.s3", "detail": {"bucket": {"name": "else"}}}), false);
        check(
            pattern.clone(),
            json!({"source": "aws.ec2", "detail": {"bucket": {"name": "evidence"}}}),
            false,
        );
        check(pattern, json!({"source": "aws.s3"}), false);
    }

    #[test]
    fn operators_test_more_than_equality() {
        check(json!({"key": [{"prefix": "t/"}]}), json!({"key": "t/1"}), true);
        check(json!({"key": [{"prefix": "t/"}]}), json!({"key": "u/1"}), false);
        check(json!({"key": [{"suffix": ".mp4"}]}), json!({"key": "a.mp4"}), true);
        check(json!({"result": [{"anything-but": ["CLEAN"]}]}), json!({"result": "THREATS"}), true);
        check(json!({"result": [{"anything-but": "CLEAN"}]}), json!({"result": "CLEAN"}), false);
        check(json!({"new": {"kind": [{"exists": false}]}}), json!({}), true);
        check(json!({"new": {"kind": [{"exists": true}]}}), json!({"new": {"kind": "x"}}), true);
        check(json!({"tags": ["b"]}), json!({"tags": ["a", "b"]}), true);
    }

    #[test]
    fn an_unknown_operator_is_refused_when_read() {
        let refusal =
            Pattern::parse(&json!({"size": [{"numeric": [">", 1]}]})).expect_err("numeric is unknown");
        assert!(format!("{refusal:#}").contains("numeric"), "{refusal:#}");
    }
}
