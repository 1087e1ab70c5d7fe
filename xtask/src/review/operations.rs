//! Rules about what is watched while it runs: releases that take over, clocks, alarms and their dashboard.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use super::functions::{FUNCTION, ROLE, actions};
use super::{Resources, several, target};
use crate::repository;

const ALARM: &str = "AWS::CloudWatch::Alarm";

/// The most metrics that an alarm may look at.
const METRICS: usize = 10;

/// What a role allows by which a bad release could lose what nobody gets back, or show it to somebody who may not see it:
/// evidence read, written or deleted, a signature, and the seal, which opens links and sessions and makes them.
const GRAVE: [&str; 7] = [
    "s3:GetObject",
    "s3:PutObject",
    "s3:DeleteObject",
    "s3:DeleteObjectVersion",
    "s3:AbortMultipartUpload",
    "kms:Sign",
    "secretsmanager:GetSecretValue",
];

/// Functions whose role doesn't show it.
const NAMED: [(&str, &str); 12] = [
    ("SaveResponses", "keeps what an earner types"),
    ("Submit", "freezes an attempt and pins its files"),
    ("Decide", "makes an award, or denies it"),
    ("Unblind", "tells whose work it is"),
    ("NoteScan", "opens evidence, and closes it"),
    ("ReadSubmission", "shows an earner's whole work, and staff some of it without her name"),
    ("ReadBadge", "tells the public names that earners may have hidden"),
    ("ReadHostedBadge", "tells the public names that earners may have hidden"),
    ("ReadBundle", "tells the public names that earners may have hidden"),
    ("ReadReceipt", "tells the public how work was assessed, without a name"),
    ("PublishReports", "keeps groups of people too small to tell apart"),
    ("ReadReport", "tells districts of groups of their people"),
];

/// Functions whose role shows more than they could do harm by.
const EXCUSED: [(&str, &str); 5] = [
    ("BeginUpload", "creates an upload in which nothing is yet"),
    ("DeclineAssignment", "opens a session to pass work on; nothing is lost, and keep-time passes on too"),
    ("ReadCommentBank", "shows an assessor sentences of her own"),
    ("SaveCommentBank", "keeps an assessor's own sentences, with a version"),
    ("NoteBounce", "opens the return address of a letter that came back; so few that a tenth is none"),
];

/// What alarms look at of a function, by the metric's name.
fn looks_at<'a>(alarm: &'a Value, metric: &str) -> BTreeSet<&'a str> {
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

/// Functions that could lose or leak something.
fn delicate(resources: &Resources) -> BTreeSet<&str> {
    let roles: BTreeMap<&str, &Value> = resources.of(ROLE).collect();
    let is_named = |list: &[(&str, &str)], name: &str| list.iter().any(|(one, _)| *one == name);
    let is_grave = |function: &Value| {
        let role = target(&function["Role"]).and_then(|role| roles.get(role));
        let policies = role.map(|role| several(&role["Policies"])).unwrap_or_default();
        let granted = policies.into_iter().flat_map(|policy| actions(&policy["PolicyDocument"]));
        granted.into_iter().any(|action| GRAVE.contains(&action))
    };
    let functions = resources
        .of(FUNCTION)
        .filter(|(name, function)| is_named(&NAMED, name) || is_grave(function) && !is_named(&EXCUSED, name));
    functions.map(|(name, _)| name).collect()
}

pub(super) fn gradual(resources: &Resources) -> Vec<String> {
    let alarms: BTreeMap<&str, &Value> = resources.of(ALARM).collect();
    let groups: BTreeMap<&str, &Value> = resources.of("AWS::CodeDeploy::DeploymentGroup").collect();
    let is_taken_back = |name: &str| {
        let Some(group) = groups.get(format!("{name}DeploymentGroup").as_str()) else { return false };
        let watched: Vec<&str> = several(&group["AlarmConfiguration"]["Alarms"])
            .into_iter()
            .filter_map(|alarm| target(&alarm["Name"]))
            .collect();
        let stops = watched.iter().filter_map(|alarm| alarms.get(alarm));
        group["AutoRollbackConfiguration"]["Enabled"] == true
            && watched.contains(&"NewVersionsFail")
            && stops.into_iter().any(|alarm| looks_at(alarm, "Errors").contains(name))
    };
    let functions: BTreeSet<&str> = resources.of(FUNCTION).map(|(name, _)| name).collect();
    let gone = NAMED.iter().chain(&EXCUSED).map(|(name, _)| *name).filter(|name| !functions.contains(name));
    let sudden = delicate(resources).into_iter().filter(|name| !is_taken_back(name));
    sudden.map(str::to_owned).chain(gone.map(|name| format!("{name}, which isn't there"))).collect()
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
mod tests;
