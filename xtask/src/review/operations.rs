//! Rules about what is watched while it runs: clocks, alarms and their dashboard.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use super::{Resources, several, target};
use crate::repository;

pub(super) const ALARM: &str = "AWS::CloudWatch::Alarm";

/// The most metrics that an alarm may look at.
const METRICS: usize = 10;

/// What alarms look at of a function, by the metric's name.
pub(super) fn looks_at<'a>(alarm: &'a Value, metric: &str) -> BTreeSet<&'a str> {
    let metrics = several(&alarm["Metrics"]).into_iter().map(|one| &one["MetricStat"]["Metric"]);
    let named = metrics.filter(|one| one["MetricName"] == metric);
    named.flat_map(|one| several(&one["Dimensions"])).filter_map(|one| target(&one["Value"])).collect()
}

/// Functions that a schedule starts.
fn by_clock(resources: &Resources) -> BTreeSet<&str> {
    let rules = resources.of("AWS::Events::Rule").filter(|(_, rule)| !rule["ScheduleExpression"].is_null());
    let targets = rules.flat_map(|(_, rule)| several(&rule["Targets"]));
    targets.filter_map(|one| behind(resources, target(&one["Arn"])?)).collect()
}

/// The function that an alias stands for, or the function itself.
pub(super) fn behind<'a>(resources: &'a Resources, name: &'a str) -> Option<&'a str> {
    let mut aliases = resources.of("AWS::Lambda::Alias").filter(|(alias, _)| *alias == name);
    aliases.next().map_or(Some(name), |(_, alias)| target(&alias["FunctionName"]))
}

/// Who hears of an event only once hears of it again when that failed, and what nobody takes is laid aside.
pub(super) fn delivered(resources: &Resources) -> Vec<String> {
    let tries = |one: &Value| one["MaximumRetryAttempts"].as_u64().is_some_and(|tries| tries > 0);
    let rules = resources.but("AWS::Events::Rule", |rule| {
        several(&rule["Targets"]).into_iter().all(|one| {
            tries(&one["RetryPolicy"]) && target(&one["DeadLetterConfig"]["Arn"]) == Some("LostEventsQueue")
        })
    });
    rules.into_iter().chain(resources.but("AWS::Lambda::EventInvokeConfig", tries)).collect()
}

/// Of each function that the clock starts an alarm counts how often it was asked and how often it failed.
pub(super) fn clocks(resources: &Resources) -> Vec<String> {
    let is_watched = |name: &str| {
        resources.of(ALARM).any(|(_, alarm)| {
            ["Invocations", "Errors"].iter().all(|metric| looks_at(alarm, metric).contains(name))
                && alarm["TreatMissingData"] == "breaching"
        })
    };
    by_clock(resources).into_iter().filter(|name| !is_watched(name)).map(str::to_owned).collect()
}

pub(super) fn metrics(resources: &Resources) -> Vec<String> {
    resources.but(ALARM, |alarm| {
        several(&alarm["Metrics"]).into_iter().filter(|one| !one["MetricStat"].is_null()).count() <= METRICS
    })
}

pub(super) fn dashboard(resources: &Resources) -> Vec<String> {
    let boards: Vec<String> = resources
        .of("AWS::CloudWatch::Dashboard")
        .map(|(_, board)| board["DashboardBody"].to_string())
        .collect();
    let shown = |name: &str| boards.iter().any(|board| board.contains(&format!("${{{name}.Arn}}")));
    // What is there on a condition can't stand on a board that is always there.
    let alarms = resources.whole(ALARM);
    let hidden = alarms.filter(|(name, alarm)| !shown(name) || !alarm["Condition"].is_null());
    hidden.map(|(name, _)| name.to_owned()).collect()
}

pub(super) fn book(resources: &Resources) -> Vec<String> {
    let Ok(book) = fs::read_to_string(repository::path("docs/run-book.md")) else {
        return vec!["docs/run-book.md can't be read".to_owned()];
    };
    let alarms: BTreeSet<&str> = resources.of(ALARM).map(|(name, _)| name).collect();
    let entries = book.lines().filter_map(|line| line.strip_prefix("## "));
    entries.filter(|entry| !alarms.contains(entry)).map(str::to_owned).collect()
}

#[cfg(test)]
pub(super) mod tests;
