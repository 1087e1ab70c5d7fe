//! What starts a function: routes, and the `Events` of the template.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::Value as Json;
use serde_norway::Value;

use super::{Pattern, Route, intrinsic::Scope};

/// One thing that starts a function.
#[derive(Clone, Debug)]
pub enum Trigger {
    /// A request to the HTTP API.
    Route(Route),
    /// Changes of the table.
    Stream(StreamMapping),
    /// Messages of a queue.
    Queue(QueueMapping),
    /// The clock.
    Schedule(Schedule),
    /// An event on the bus.
    Event(EventRule),
}

/// How the changes of the table reach a function.
#[derive(Clone, Debug)]
pub struct StreamMapping {
    /// The most changes in one invocation.
    pub batch_size: usize,
    /// How often a failed batch is tried again before it is given up; `None` is without end.
    pub retries: Option<u32>,
    /// Whether a failed batch is halved before it is tried again.
    pub bisect: bool,
    /// Whether the function names the change that failed (`ReportBatchItemFailures`).
    pub partial: bool,
    /// The ARN of the queue told of changes that were given up.
    pub on_failure: Option<String>,
    /// Which changes the function is told of; empty is all.
    pub filters: Vec<Pattern>,
}

/// How the messages of a queue reach a function.
#[derive(Clone, Debug)]
pub struct QueueMapping {
    /// The ARN of the queue.
    pub queue: String,
    /// The most messages in one invocation.
    pub batch_size: usize,
    /// Whether the function names the messages that failed (`ReportBatchItemFailures`).
    pub partial: bool,
    /// The most invocations at the same time.
    pub concurrency: usize,
}

/// When a function is started by the clock.
#[derive(Clone, Debug)]
pub struct Schedule {
    /// The time from one start to the next.
    pub every: Duration,
}

/// Which events on the bus a function is started by.
#[derive(Clone, Debug)]
pub struct EventRule {
    /// What the event must look like.
    pub pattern: Pattern,
}

/// Reads the `Events` of one function.
pub(super) fn read(properties: &Value, scope: &Scope<'_>) -> Result<Vec<Trigger>> {
    let Some(events) = properties.get("Events") else { return Ok(Vec::new()) };
    let events = events.as_mapping().context("its Events is not a list of names")?;
    events
        .iter()
        .map(|(name, event)| {
            let name = name.as_str().unwrap_or("?");
            trigger(event, scope).with_context(|| format!("event {name}"))
        })
        .collect()
}

fn trigger(event: &Value, scope: &Scope<'_>) -> Result<Trigger> {
    let kind = event.get("Type").and_then(Value::as_str).context("it has no Type")?;
    let properties = scope.resolve(event.get("Properties").unwrap_or(&Value::Null))?;
    Ok(match kind {
        "DynamoDB" => Trigger::Stream(stream(&properties)?),
        "SQS" => Trigger::Queue(queue(&properties)?),
        "Schedule" | "ScheduleV2" => Trigger::Schedule(schedule(&properties)?),
        "EventBridgeRule" | "CloudWatchEvent" => Trigger::Event(rule(&properties)?),
        other => bail!("the local stack has no event source {other}"),
    })
}

fn stream(properties: &Json) -> Result<StreamMapping> {
    let retries = match properties["MaximumRetryAttempts"].as_i64() {
        None | Some(-1) => None,
        Some(retries) => Some(u32::try_from(retries).context("MaximumRetryAttempts is not a count")?),
    };
    Ok(StreamMapping {
        batch_size: count(properties, "BatchSize", 100)?,
        retries,
        bisect: properties["BisectBatchOnFunctionError"].as_bool().unwrap_or(false),
        partial: reports_failures(properties),
        on_failure: properties["DestinationConfig"]["OnFailure"]["Destination"].as_str().map(str::to_owned),
        filters: filters(properties)?,
    })
}

fn filters(properties: &Json) -> Result<Vec<Pattern>> {
    let filters = properties["FilterCriteria"]["Filters"].as_array();
    filters
        .into_iter()
        .flatten()
        .map(|filter| {
            let pattern = text(filter, "Pattern")?;
            Pattern::parse(&serde_json::from_str(pattern).context("the filter is not JSON")?)
        })
        .collect()
}

fn queue(properties: &Json) -> Result<QueueMapping> {
    Ok(QueueMapping {
        queue: text(properties, "Queue")?.to_owned(),
        batch_size: count(properties, "BatchSize", 10)?,
        partial: reports_failures(properties),
        concurrency: count(&properties["ScalingConfig"], "MaximumConcurrency", 5)?,
    })
}

fn schedule(properties: &Json) -> Result<Schedule> {
    let expression = properties["Schedule"].as_str().or(properties["ScheduleExpression"].as_str());
    let expression = expression.context("it has no Schedule")?;
    let every =
        rate(expression).with_context(|| format!("the local stack runs rate(…), not {expression}"))?;
    Ok(Schedule { every })
}

fn rate(expression: &str) -> Option<Duration> {
    let (number, unit) = expression.strip_prefix("rate(")?.strip_suffix(')')?.split_once(' ')?;
    let seconds = match unit {
        "minute" | "minutes" => 60,
        "hour" | "hours" => 3_600,
        "day" | "days" => 86_400,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(seconds).filter(|seconds| *seconds > 0).map(Duration::from_secs)
}

fn rule(properties: &Json) -> Result<EventRule> {
    Ok(EventRule { pattern: Pattern::parse(&properties["Pattern"])? })
}

fn reports_failures(properties: &Json) -> bool {
    properties["FunctionResponseTypes"]
        .as_array()
        .is_some_and(|types| types.iter().any(|kind| kind == "ReportBatchItemFailures"))
}

fn text<'a>(properties: &'a Json, name: &str) -> Result<&'a str> {
    properties[name].as_str().with_context(|| format!("it has no {name}"))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "JSON of any other kind")]
fn count(properties: &Json, name: &str, default: usize) -> Result<usize> {
    match &properties[name] {
        Json::Null => Ok(default),
        value => {
            let count =
                value.as_u64().and_then(|count| usize::try_from(count).ok()).filter(|count| *count > 0);
            count.with_context(|| format!("{name} is not a count"))
        }
    }
}
