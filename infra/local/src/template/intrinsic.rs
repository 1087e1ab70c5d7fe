//! `CloudFormation`'s intrinsic functions, as far as the template uses them, with local values.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Map, Value as Json};
use serde_norway::{Mapping, Value};

use super::{ACCOUNT, REGION};

/// Values for a template's parameters, by name.
pub type Parameters = BTreeMap<String, String>;

/// How deep conditions and substitutions may refer to one another.
const DEPTH: usize = 32;

/// What names mean in one template.
pub(super) struct Scope<'a> {
    resources: &'a Mapping,
    conditions: Option<&'a Mapping>,
    values: Parameters,
}

impl<'a> Scope<'a> {
    /// The scope of a document: its resources, its conditions, and its parameters with their values.
    pub(super) fn new(document: &'a Value, given: &Parameters) -> Result<Self> {
        let resources =
            document.get("Resources").and_then(Value::as_mapping).context("it has no Resources")?;
        let conditions = document.get("Conditions").and_then(Value::as_mapping);
        let declared = document.get("Parameters").and_then(Value::as_mapping);

        let mut values = pseudo_parameters();
        for (name, declaration) in declared.into_iter().flatten() {
            let name = text(name)?;
            let default = declaration.get("Default").map(scalar).transpose()?;
            let value = given.get(name).cloned().or(default);
            values.insert(
                name.to_owned(),
                value.with_context(|| format!("parameter {name} has no value here"))?,
            );
        }
        Ok(Self { resources, conditions, values })
    }

    /// Every resource of one type: its logical id and its whole body.
    pub(super) fn resources(&self, kind: &str) -> impl Iterator<Item = (&'a str, &'a Value)> {
        self.resources
            .iter()
            .filter(move |(_, body)| body.get("Type").and_then(Value::as_str) == Some(kind))
            .filter_map(|(id, body)| Some((id.as_str()?, body)))
    }

    /// A value with every intrinsic function in it replaced by what it comes to here.
    pub(super) fn resolve(&self, value: &Value) -> Result<Json> {
        self.value(value, DEPTH).map(|resolved| resolved.unwrap_or(Json::Null))
    }

    /// `None` is `AWS::NoValue`: the place is as if it were not written.
    fn value(&self, value: &Value, depth: usize) -> Result<Option<Json>> {
        ensure!(depth > 0, "references run in a circle");
        Ok(match value {
            Value::Null => Some(Json::Null),
            Value::Bool(flag) => Some(Json::Bool(*flag)),
            Value::Number(number) => Some(serde_json::to_value(number)?),
            Value::String(text) => Some(Json::String(text.clone())),
            Value::Sequence(items) => Some(self.sequence(items, depth)?),
            Value::Mapping(mapping) => self.mapping(mapping, depth)?,
            Value::Tagged(tagged) => {
                let tag = tagged.tag.to_string();
                self.call(tag.trim_start_matches('!'), &tagged.value, depth - 1)?
            }
        })
    }

    fn sequence(&self, items: &[Value], depth: usize) -> Result<Json> {
        let resolved: Result<Vec<_>> = items.iter().map(|item| self.value(item, depth)).collect();
        Ok(Json::Array(resolved?.into_iter().flatten().collect()))
    }

    fn mapping(&self, mapping: &Mapping, depth: usize) -> Result<Option<Json>> {
        if let Some((function, argument)) = long_form(mapping) {
            return self.call(function, argument, depth - 1);
        }
        let mut object = Map::new();
        for (name, value) in mapping {
            if let Some(value) = self.value(value, depth)? {
                object.insert(scalar(name)?, value);
            }
        }
        Ok(Some(Json::Object(object)))
    }

    fn call(&self, function: &str, argument: &Value, depth: usize) -> Result<Option<Json>> {
        match function {
            "Ref" => self.reference(text(argument)?),
            "GetAtt" => self.attribute(&attribute_path(argument)?).map(|value| Some(Json::String(value))),
            "Sub" => self.substitute(argument, depth).map(|value| Some(Json::String(value))),
            "Join" => self.join(argument, depth).map(|value| Some(Json::String(value))),
            "If" => self.choose(argument, depth),
            other => bail!("the intrinsic function {other} is not known to the local stack"),
        }
    }

    fn reference(&self, name: &str) -> Result<Option<Json>> {
        if name == "AWS::NoValue" {
            return Ok(None);
        }
        if let Some(value) = self.values.get(name) {
            return Ok(Some(Json::String(value.clone())));
        }
        if let Some(function) = self.aliased(name) {
            return Ok(Some(Json::String(function_arn(function))));
        }
        let kind = self.kind(name)?;
        Ok(Some(Json::String(match kind {
            "AWS::SQS::Queue" => queue_url(name),
            "AWS::S3::Bucket" => bucket_name(name),
            "AWS::SecretsManager::Secret" => arn("secretsmanager", &format!("secret:{name}")),
            _ => name.to_owned(),
        })))
    }

    fn attribute(&self, path: &str) -> Result<String> {
        let (id, attribute) =
            path.split_once('.').with_context(|| format!("GetAtt {path} names no attribute"))?;
        Ok(match (self.kind(id)?, attribute) {
            ("AWS::SQS::Queue", "Arn") => arn("sqs", id),
            ("AWS::SQS::Queue", "QueueName") => id.to_owned(),
            ("AWS::DynamoDB::Table", "Arn") => arn("dynamodb", &format!("table/{id}")),
            ("AWS::DynamoDB::Table", "StreamArn") => arn("dynamodb", &format!("table/{id}/stream/local")),
            ("AWS::S3::Bucket", "Arn") => format!("arn:aws:s3:::{}", bucket_name(id)),
            ("AWS::S3::Bucket", "DomainName" | "RegionalDomainName") => {
                format!("{}.localhost", bucket_name(id))
            }
            ("AWS::KMS::Key", "Arn") => arn("kms", &format!("key/{id}")),
            ("AWS::Serverless::Function", "Arn") => function_arn(id),
            (_, "Arn") => arn("local", id),
            (kind, _) => bail!("GetAtt {path}: the local stack knows no such attribute of {kind}"),
        })
    }

    /// The function of which AWS SAM makes an alias with this logical id, such as `SubmitAliaslive`. Here a function has
    /// one version, and the alias is the function.
    fn aliased(&self, name: &str) -> Option<&'a str> {
        let is_of = |(id, body): &(&str, &Value)| {
            let alias = name.strip_prefix(id).and_then(|rest| rest.strip_prefix("Alias"));
            alias.is_some() && alias == body["Properties"]["AutoPublishAlias"].as_str()
        };
        self.resources("AWS::Serverless::Function").find(is_of).map(|(id, _)| id)
    }

    fn kind(&self, id: &str) -> Result<&'a str> {
        self.resources
            .get(id)
            .and_then(|body| body.get("Type"))
            .and_then(Value::as_str)
            .with_context(|| format!("{id} is neither a parameter nor a resource"))
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "YAML of any other kind")]
    fn substitute(&self, argument: &Value, depth: usize) -> Result<String> {
        let (format, own) = match argument {
            Value::Sequence(items) => {
                let [format, own] = items.as_slice() else { bail!("Sub takes a text and a map") };
                (text(format)?, own.as_mapping())
            }
            single => (text(single)?, None),
        };

        let mut result = String::new();
        let mut rest = format;
        while let Some((before, after)) = rest.split_once("${") {
            let (name, after) =
                after.split_once('}').with_context(|| format!("Sub {format:?} is not closed"))?;
            result.push_str(before);
            result.push_str(&self.variable(name.trim(), own, depth)?);
            rest = after;
        }
        result.push_str(rest);
        Ok(result)
    }

    fn variable(&self, name: &str, own: Option<&Mapping>, depth: usize) -> Result<String> {
        if let Some(literal) = name.strip_prefix('!') {
            return Ok(format!("${{{literal}}}"));
        }
        if let Some(value) = own.and_then(|own| own.get(name)) {
            return as_text(self.value(value, depth)?);
        }
        if name.contains('.') && !name.contains("::") {
            return self.attribute(name);
        }
        as_text(self.reference(name)?)
    }

    fn join(&self, argument: &Value, depth: usize) -> Result<String> {
        let Some([separator, items]) = argument.as_sequence().map(Vec::as_slice) else {
            bail!("Join takes a separator and a list");
        };
        let Some(Json::Array(items)) = self.value(items, depth)? else { bail!("Join takes a list") };
        let items: Result<Vec<String>> = items.into_iter().map(|item| as_text(Some(item))).collect();
        Ok(items?.join(text(separator)?))
    }

    fn choose(&self, argument: &Value, depth: usize) -> Result<Option<Json>> {
        let Some([condition, yes, no]) = argument.as_sequence().map(Vec::as_slice) else {
            bail!("If takes a condition and two values");
        };
        let chosen = if self.holds(text(condition)?, depth)? { yes } else { no };
        self.value(chosen, depth)
    }

    /// Whether a named condition holds with the local values.
    fn holds(&self, name: &str, depth: usize) -> Result<bool> {
        ensure!(depth > 0, "conditions run in a circle");
        let condition = self.conditions.and_then(|all| all.get(name));
        self.truth(condition.with_context(|| format!("there is no condition {name}"))?, depth - 1)
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "YAML of any other kind")]
    fn truth(&self, condition: &Value, depth: usize) -> Result<bool> {
        let (function, argument) = match condition {
            Value::Tagged(tagged) => (tagged.tag.to_string(), &tagged.value),
            Value::Mapping(mapping) => {
                let (name, argument) = long_form(mapping).context("a condition is a function")?;
                (name.to_owned(), argument)
            }
            _ => bail!("a condition is a function"),
        };
        let items = || argument.as_sequence().context("this condition takes a list");
        match function.trim_start_matches('!') {
            "Condition" => self.holds(text(argument)?, depth),
            "Not" => Ok(!self.truth(items()?.first().context("Not takes one condition")?, depth)?),
            "And" => items()?.iter().try_fold(true, |all, item| Ok(all && self.truth(item, depth)?)),
            "Or" => items()?.iter().try_fold(false, |any, item| Ok(any || self.truth(item, depth)?)),
            "Equals" => {
                let [left, right] = items()?.as_slice() else { bail!("Equals takes two values") };
                Ok(self.value(left, depth)? == self.value(right, depth)?)
            }
            other => bail!("the condition function {other} is not known to the local stack"),
        }
    }
}

/// The URL by which a function knows a queue here. Nothing listens on it: it is the queue's name.
pub(super) fn queue_url(id: &str) -> String {
    format!("https://sqs.{REGION}.amazonaws.com/{ACCOUNT}/{id}")
}

/// The ARN of a local queue.
pub(super) fn queue_arn(id: &str) -> String {
    arn("sqs", id)
}

/// The ARN of a local function.
pub(super) fn function_arn(id: &str) -> String {
    arn("lambda", &format!("function:{id}"))
}

/// The local name of a bucket: bucket names are lower case.
pub(super) fn bucket_name(id: &str) -> String {
    id.to_lowercase()
}

fn arn(service: &str, resource: &str) -> String {
    format!("arn:aws:{service}:{REGION}:{ACCOUNT}:{resource}")
}

fn pseudo_parameters() -> Parameters {
    let values = [
        ("AWS::AccountId", ACCOUNT),
        ("AWS::Partition", "aws"),
        ("AWS::Region", REGION),
        ("AWS::StackName", "touchstone"),
        ("AWS::URLSuffix", "amazonaws.com"),
    ];
    values.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// `{"Fn::Sub": …}`, `{"Ref": …}` and `{"Condition": …}`, the long way to write a function.
fn long_form(mapping: &Mapping) -> Option<(&str, &Value)> {
    let (name, argument) = mapping.iter().next().filter(|_| mapping.len() == 1)?;
    let name = name.as_str()?;
    match name {
        "Ref" => Some((name, argument)),
        "Condition" if argument.is_string() => Some((name, argument)),
        _ => Some((name.strip_prefix("Fn::")?, argument)),
    }
}

#[expect(clippy::wildcard_enum_match_arm, reason = "YAML of any other kind")]
fn attribute_path(argument: &Value) -> Result<String> {
    match argument {
        Value::Sequence(parts) => Ok(parts.iter().map(text).collect::<Result<Vec<_>>>()?.join(".")),
        single => text(single).map(str::to_owned),
    }
}

fn text(value: &Value) -> Result<&str> {
    value.as_str().with_context(|| format!("{value:?} is not a text"))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "YAML of any other kind")]
fn scalar(value: &Value) -> Result<String> {
    match value {
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        Value::Bool(flag) => Ok(flag.to_string()),
        other => bail!("{other:?} is not a single value"),
    }
}

fn as_text(value: Option<Json>) -> Result<String> {
    match value {
        Some(Json::String(text)) => Ok(text),
        Some(Json::Number(number)) => Ok(number.to_string()),
        Some(Json::Bool(flag)) => Ok(flag.to_string()),
        other => bail!("{other:?} is not a text"),
    }
}
