//! Rules about the ways in, and about what is seen of it all.

use std::fs;

use serde_json::Value;

use super::{Resources, several, target};
use crate::repository;

const ALARM: &str = "AWS::CloudWatch::Alarm";

/// What an access log may not hold: where in the system somebody was, and who.
const NEVER_LOGGED: [&str; 6] =
    ["$context.path", "$context.protocol", "queryString", "sourceIp", "userAgent", "$context.authorizer"];

pub(super) fn gateway(resources: &Resources) -> Vec<String> {
    resources.but("AWS::ApiGatewayV2::Stage", |stage| {
        let limits = &stage["DefaultRouteSettings"];
        let format = stage["AccessLogSettings"]["Format"].as_str().unwrap_or_default();
        limits["ThrottlingRateLimit"].is_number()
            && limits["ThrottlingBurstLimit"].is_number()
            && format.contains("$context.routeKey")
            && !NEVER_LOGGED.iter().any(|name| format.contains(name))
    })
}

pub(super) fn distribution(resources: &Resources) -> Vec<String> {
    resources.but("AWS::CloudFront::Distribution", |distribution| {
        let config = &distribution["DistributionConfig"];
        let behaviours =
            several(&config["CacheBehaviors"]).into_iter().chain([&config["DefaultCacheBehavior"]]);
        let origins = several(&config["Origins"]);
        behaviours.clone().all(|one| one["ViewerProtocolPolicy"] == "redirect-to-https")
            && behaviours
                .clone()
                .filter(|one| one["TargetOriginId"] == "files")
                .all(|one| !one["ResponseHeadersPolicyId"].is_null())
            && behaviours
                .filter(|one| one["TargetOriginId"] == "gateway")
                .all(|one| several(&one["AllowedMethods"]).into_iter().any(|method| method == "OPTIONS"))
            && origins.iter().all(|origin| {
                !origin["OriginAccessControlId"].is_null()
                    || origin["CustomOriginConfig"]["OriginProtocolPolicy"] == "https-only"
            })
    })
}

pub(super) fn alarms(resources: &Resources) -> Vec<String> {
    let Ok(book) = fs::read_to_string(repository::path("docs/run-book.md")) else {
        return vec!["docs/run-book.md can't be read".to_owned()];
    };
    let good = |(name, alarm): &(&str, &Value)| {
        let rings =
            several(&alarm["AlarmActions"]).into_iter().any(|action| target(action) == Some("AlarmTopic"));
        rings && book.lines().any(|line| line == format!("## {name}"))
    };
    resources.of(ALARM).filter(|one| !good(one)).map(|(name, _)| name.to_owned()).collect()
}

pub(super) fn dead_letters(resources: &Resources) -> Vec<String> {
    let watched: Vec<&str> = resources
        .of(ALARM)
        .flat_map(|(_, alarm)| several(&alarm["Dimensions"]))
        .filter_map(|dimension| target(&dimension["Value"]))
        .collect();
    let dead = resources.of("AWS::SQS::Queue").map(|(name, _)| name);
    let dead = dead.filter(|name| name.starts_with("Dead") || *name == "LostEventsQueue");
    dead.filter(|name| !watched.contains(name)).map(str::to_owned).collect()
}

/// What must ring, by its metric, and of what; without that, of everything together.
const WATCHED: [(&str, &str); 12] = [
    ("ApproximateAgeOfOldestMessage", "LettersQueue"),
    ("LettersNotTaken", "DeliverLetters"),
    ("ApproximateAgeOfOldestMessage", "AssignmentsQueue"),
    ("ApproximateAgeOfOldestMessage", "SignaturesQueue"),
    ("IteratorAge", "Relay"),
    ("5xx", "Api"),
    ("Failures", ""),
    ("Throttles", ""),
    ("BucketSizeBytes", "EvidenceBucket"),
    ("ScansMissing", "KeepTime"),
    ("EvidenceDiffers", "Reconcile"),
    ("VersionFailures", ""),
];

pub(super) fn watched(resources: &Resources) -> Vec<String> {
    let metrics: Vec<(&str, Vec<&str>)> = resources.of(ALARM).flat_map(|(_, alarm)| metrics(alarm)).collect();
    let rings = |(metric, of): &&(&str, &str)| {
        metrics.iter().any(|(name, dimensions)| {
            name == metric && if of.is_empty() { dimensions.is_empty() } else { dimensions.contains(of) }
        })
    };
    WATCHED.iter().filter(|one| !rings(one)).map(|(metric, of)| format!("{metric} {of}")).collect()
}

/// The metrics that an alarm looks at, each with what it is of.
fn metrics(alarm: &Value) -> Vec<(&str, Vec<&str>)> {
    let inner = several(&alarm["Metrics"]).into_iter().map(|one| &one["MetricStat"]["Metric"]);
    inner
        .chain([alarm])
        .filter_map(|metric| Some((metric["MetricName"].as_str()?, dimensions(metric))))
        .collect()
}

fn dimensions(metric: &Value) -> Vec<&str> {
    let dimensions = several(&metric["Dimensions"]).into_iter();
    dimensions.filter_map(|one| target(&one["Value"])).collect()
}

pub(super) fn logs(resources: &Resources) -> Vec<String> {
    resources.but("AWS::Logs::LogGroup", |group| !group["RetentionInDays"].is_null())
}
