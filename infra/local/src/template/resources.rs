//! The table, the bucket and the queues of the template.

use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value as Json, json};
use serde_norway::Value;

use super::intrinsic::{Scope, bucket_name, queue_arn, queue_url};

/// The table, as `CreateTable` takes it.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its name here, which is its logical id.
    pub name: String,
    /// The body of the `CreateTable` call.
    pub create: Json,
    /// The attribute that says when an item expires, in seconds of the Unix epoch.
    pub expires: Option<String>,
}

/// The bucket that holds evidence.
#[derive(Clone, Debug)]
pub struct Bucket {
    /// Its name here.
    pub name: String,
    /// The origins whose pages may write to it.
    pub allowed_origins: Vec<String>,
    /// After how many days an upload that was not completed is aborted.
    pub abort_after_days: Option<u32>,
    /// Days after which versions of what was deleted are forgotten.
    pub forget_after_days: Option<u32>,
}

/// One queue.
#[derive(Clone, Debug)]
pub struct Queue {
    /// Its logical id, which is its name here.
    pub id: String,
    /// The URL by which functions know it. Nothing listens there.
    pub url: String,
    /// Its ARN.
    pub arn: String,
    /// For how long a message is hidden once it was handed out.
    pub visibility: Duration,
    /// For how long a new message is hidden.
    pub delay: Duration,
    /// For how long a message is kept.
    pub retention: Duration,
    /// Where messages go that were handed out too often.
    pub dead_letters: Option<DeadLetters>,
}

/// When and where a queue gives up on a message.
#[derive(Clone, Debug)]
pub struct DeadLetters {
    /// The ARN of the queue that takes them.
    pub queue: String,
    /// How often a message is handed out before that.
    pub max_receive_count: u32,
}

pub(super) fn table(scope: &Scope<'_>) -> Result<Table> {
    let (id, body) = single(scope, "AWS::DynamoDB::Table")?;
    read_table(id, body, scope).with_context(|| format!("table {id}"))
}

fn read_table(id: &str, body: &Value, scope: &Scope<'_>) -> Result<Table> {
    let properties = properties(body, scope)?;
    let mut create = json!({
        "TableName": id,
        "BillingMode": "PAY_PER_REQUEST",
        "AttributeDefinitions": properties["AttributeDefinitions"],
        "KeySchema": properties["KeySchema"],
    });
    if let Some(indexes) = properties["GlobalSecondaryIndexes"].as_array() {
        create["GlobalSecondaryIndexes"] = indexes.iter().map(index).collect();
    }
    if let Some(view) = properties["StreamSpecification"]["StreamViewType"].as_str() {
        create["StreamSpecification"] = json!({"StreamEnabled": true, "StreamViewType": view});
    }

    let expiry = &properties["TimeToLiveSpecification"];
    let expires = expiry["Enabled"].as_bool().unwrap_or(false).then(|| expiry["AttributeName"].as_str());
    Ok(Table { name: id.to_owned(), create, expires: expires.flatten().map(str::to_owned) })
}

fn index(index: &Json) -> Json {
    json!({
        "IndexName": index["IndexName"],
        "KeySchema": index["KeySchema"],
        "Projection": index["Projection"],
    })
}

pub(super) fn bucket(scope: &Scope<'_>) -> Result<Bucket> {
    let evidence =
        |body: &Value| body.get("Properties").is_some_and(|it| it.get("CorsConfiguration").is_some());
    let mut found = scope.resources("AWS::S3::Bucket").filter(|(_, body)| evidence(body));
    let (id, body) = found.next().context("it has no bucket that browsers may write to")?;
    ensure!(found.next().is_none(), "it has several buckets that browsers may write to");

    let properties = properties(body, scope).with_context(|| format!("bucket {id}"))?;
    let rules = properties["CorsConfiguration"]["CorsRules"].as_array();
    let origins = rules.into_iter().flatten().flat_map(|rule| rule["AllowedOrigins"].as_array()).flatten();
    let lifecycle = properties["LifecycleConfiguration"]["Rules"].as_array();
    let days = |path: &[&str]| {
        let named = |rule: &Json| path.iter().fold(rule, |value, name| &value[*name]).as_u64();
        lifecycle.into_iter().flatten().find_map(named).and_then(|days| u32::try_from(days).ok())
    };
    Ok(Bucket {
        name: bucket_name(id),
        allowed_origins: origins.filter_map(Json::as_str).map(str::to_owned).collect(),
        abort_after_days: days(&["AbortIncompleteMultipartUpload", "DaysAfterInitiation"]),
        forget_after_days: days(&["NoncurrentVersionExpiration", "NoncurrentDays"]),
    })
}

pub(super) fn queues(scope: &Scope<'_>) -> Result<Vec<Queue>> {
    let queues: Vec<Queue> = scope
        .resources("AWS::SQS::Queue")
        .map(|(id, body)| queue(id, body, scope).with_context(|| format!("queue {id}")))
        .collect::<Result<_>>()?;

    for queue in &queues {
        if let Some(dead) = &queue.dead_letters {
            let known = queues.iter().any(|other| other.arn == dead.queue);
            ensure!(known, "queue {} gives up to {}, which is no queue", queue.id, dead.queue);
        }
    }
    Ok(queues)
}

fn queue(id: &str, body: &Value, scope: &Scope<'_>) -> Result<Queue> {
    let properties = match body.get("Properties") {
        Some(properties) => scope.resolve(properties)?,
        None => Json::Null,
    };
    let redrive = &properties["RedrivePolicy"];
    let dead_letters = match redrive["deadLetterTargetArn"].as_str() {
        None => None,
        Some(target) => {
            let count = redrive["maxReceiveCount"].as_u64().and_then(|count| u32::try_from(count).ok());
            let max_receive_count = count.context("its RedrivePolicy has no maxReceiveCount")?;
            Some(DeadLetters { queue: target.to_owned(), max_receive_count })
        }
    };
    Ok(Queue {
        id: id.to_owned(),
        url: queue_url(id),
        arn: queue_arn(id),
        visibility: seconds(&properties, "VisibilityTimeout", 30)?,
        delay: seconds(&properties, "DelaySeconds", 0)?,
        retention: seconds(&properties, "MessageRetentionPeriod", 345_600)?,
        dead_letters,
    })
}

fn single<'a>(scope: &Scope<'a>, kind: &str) -> Result<(&'a str, &'a Value)> {
    let mut found = scope.resources(kind);
    match (found.next(), found.next()) {
        (Some(only), None) => Ok(only),
        (None, _) => bail!("it has no {kind}"),
        (Some(_), Some(_)) => bail!("it has several {kind}; the local stack runs one"),
    }
}

fn properties(body: &Value, scope: &Scope<'_>) -> Result<Json> {
    scope.resolve(body.get("Properties").context("it has no Properties")?)
}

#[expect(clippy::wildcard_enum_match_arm, reason = "JSON of any other kind")]
fn seconds(properties: &Json, name: &str, default: u64) -> Result<Duration> {
    match &properties[name] {
        Json::Null => Ok(Duration::from_secs(default)),
        value => Ok(Duration::from_secs(
            value.as_u64().with_context(|| format!("{name} is not a number of seconds"))?,
        )),
    }
}
