//! Figures that alarms look at, as lines of the log from which CloudWatch takes numbers (its "embedded metric format").
//!
//! A request that fails is answered with a 500, so to Lambda it went well: what Lambda counts as errors are functions that
//! crash, stop in the middle, or fail over an event. Failures are therefore counted here, by function and version, and
//! for all functions together of which a new version takes over gradually. A line is written for what happened only.

use std::{
    collections::BTreeMap,
    io::Write as _,
    sync::{Arc, Mutex, PoisonError},
};

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::Settings;

/// The version of a function that has no others: its newest code is all there is.
const NEWEST: &str = "$LATEST";

/// Which function runs, in which version, as Lambda tells it.
#[derive(Debug, Clone)]
pub struct Running {
    /// The function's name, with its stack's.
    pub function: String,
    /// Its version.
    pub version: String,
}

/// Writes figures, where somebody reads them, and adds them up.
#[derive(Debug, Clone)]
pub struct Metrics {
    read: Option<(String, Running)>,
    sums: Arc<Mutex<BTreeMap<&'static str, u64>>>,
}

impl Metrics {
    /// Figures under the namespace of the settings; none are written where no Lambda runs.
    pub fn new(settings: &Settings) -> Self {
        Self { read: settings.metrics.clone().zip(settings.running.clone()), sums: Arc::default() }
    }

    /// So many requests, events or members of a batch failed.
    pub fn failed(&self, count: usize, now: Timestamp) {
        if let (Some((namespace, running)), true) = (&self.read, count > 0) {
            write(&failures(namespace, running, count, now));
        }
    }

    /// The figure of that name is `count` now.
    pub fn count(&self, name: &'static str, count: u64, now: Timestamp) {
        *self.sums.lock().unwrap_or_else(PoisonError::into_inner).entry(name).or_default() += count;
        if let Some((namespace, running)) = &self.read {
            write(&figure(namespace, running, (name, count), now));
        }
    }

    /// All that was counted under that name since the start.
    pub fn sum(&self, name: &str) -> u64 {
        self.sums.lock().unwrap_or_else(PoisonError::into_inner).get(name).copied().unwrap_or_default()
    }
}

/// Failures: of this version of this function, and of whatever takes over as it does.
fn failures(namespace: &str, running: &Running, count: usize, now: Timestamp) -> Value {
    let rollout = if running.version == NEWEST { "at-once" } else { "gradual" };
    json!({
        "_aws": directive(namespace, &json!([["Function", "Version"], ["Rollout"]]), "VersionFailures", now),
        "Function": running.function,
        "Version": running.version,
        "Rollout": rollout,
        "VersionFailures": count,
    })
}

/// A figure that one function knows.
fn figure(namespace: &str, running: &Running, (name, count): (&str, u64), now: Timestamp) -> Value {
    json!({
        "_aws": directive(namespace, &json!([["Function"]]), name, now),
        "Function": running.function,
        name: count,
    })
}

/// What CloudWatch is to take from a line.
fn directive(namespace: &str, dimensions: &Value, name: &str, now: Timestamp) -> Value {
    json!({
        "Timestamp": now.as_millisecond(),
        "CloudWatchMetrics": [{
            "Namespace": namespace,
            "Dimensions": dimensions,
            "Metrics": [{"Name": name, "Unit": "Count"}],
        }],
    })
}

/// A figure that can't be written is lost: nobody waits for it.
fn write(line: &Value) {
    let _ = writeln!(std::io::stdout().lock(), "{line}");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn running(version: &str) -> Running {
        Running { function: "touchstone-Submit-1".into(), version: version.into() }
    }

    /// The line, after every name that it points to was found in it.
    fn checked(line: Value) -> Value {
        let directive = &line["_aws"]["CloudWatchMetrics"][0];
        let dimensions = directive["Dimensions"].as_array().expect("a list").iter();
        for name in dimensions.flat_map(|set| set.as_array().expect("a list")) {
            assert!(line[name.as_str().expect("a name")].is_string(), "{name}: {line}");
        }
        let name = directive["Metrics"][0]["Name"].as_str().expect("a name");
        assert!(line[name].is_u64() && directive["Namespace"] == "Touchstone/x", "{line}");
        assert_eq!(line["_aws"]["Timestamp"], 0);
        line
    }

    #[test]
    fn a_failure_counts_for_its_version_and_for_all_that_take_over_gradually() {
        for (version, rollout) in [("12", "gradual"), ("$LATEST", "at-once")] {
            let line = checked(failures("Touchstone/x", &running(version), 2, Timestamp::UNIX_EPOCH));

            assert_eq!((&line["Version"], &line["Rollout"]), (&json!(version), &json!(rollout)));
            assert_eq!(line["VersionFailures"], 2);
        }
    }

    #[test]
    fn a_figure_is_a_function_s_own() {
        let line =
            checked(figure("Touchstone/x", &running("$LATEST"), ("ScansMissing", 3), Timestamp::UNIX_EPOCH));

        assert_eq!((&line["Function"], &line["ScansMissing"]), (&json!("touchstone-Submit-1"), &json!(3)));
    }
}
