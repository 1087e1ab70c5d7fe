//! What a cautious reviewer would look for in the template as `CloudFormation` gets it, as rules.
//!
//! The linter says whether a template is right; these say whether it is what we want. Each rule gives the
//! names of what breaks it.

mod functions;
mod headers;
mod operations;
mod releases;
mod routes;
mod storage;
mod watching;

use std::collections::BTreeMap;

use anyhow::{Context, ensure};
use serde_json::Value;

use crate::say;

/// The processed template: its resources by their names, and its parameters.
pub(crate) struct Resources {
    all: BTreeMap<String, Value>,
    parameters: Value,
}

/// One rule: what it says, and who breaks it.
type Rule = (&'static str, fn(&Resources) -> Vec<String>);

/// The most resources that we let a stack have. `CloudFormation` lets it have 500, and a function that takes over gradually is
/// five of them.
const MOST: usize = 490;

const RULES: &[Rule] = &[
    ("a stack stays below 500 resources, with room for an upgrade", few_enough),
    ("no statement allows everything, or anything on what isn't this stack's by name", functions::wildcards),
    ("what is allowed is named, never all but something", functions::exceptions),
    ("every function has a role of its own, within the boundary", functions::roles),
    ("the boundary names every action that a role grants", functions::boundary),
    (
        "AWS's own policies are SAM's four, and who isn't called by a queue or the stream has none for these",
        functions::managed,
    ),
    ("no environment holds a secret", functions::secrets),
    ("every function logs as JSON to a group that forgets, and is traced", functions::observed),
    ("what is invoked by events has an end for those it can't take", functions::ends),
    ("queues and streams hand back what failed alone", functions::partial_failures),
    ("functions that spend money are held to a number", functions::reserved),
    ("functions that could lose or leak something take over gradually", releases::gradual),
    ("of every other function it is said why it needn't", releases::reasoned),
    ("no bucket is public; each owns its objects, is encrypted, and takes TLS only", storage::buckets),
    (
        "evidence is versioned, encrypted with its own key, forgets, and is told of on the event bus",
        storage::evidence,
    ),
    ("an object of evidence is never overwritten, and a link to one dies within the hour", storage::objects),
    ("evidence is put by pages of the portal's origin and of no other", storage::cors),
    ("the table can be restored, is encrypted, and forgets what expires", storage::table),
    ("every queue is encrypted, and hands its dead to another", storage::queues),
    ("every topic is encrypted", storage::topics),
    ("a bucket, a queue or a topic lets in services by name, each for what it names", storage::policies),
    ("no key can be used by whoever may administer it; data keys rotate", storage::keys),
    ("what holds records outlives its stack", storage::retained),
    ("every function but the background's has a route, and none of these", routes::reached),
    ("every route invokes a function of ours, by its alias if it has one", routes::invoke),
    ("functions are invoked in a role of the gateway's that may do nothing else", routes::role),
    (
        "a stack keeps its whole name in the names of its functions, and of roles that use a key",
        routes::names,
    ),
    ("the gateway throttles, and its log names neither path nor caller", watching::gateway),
    (
        "the distribution speaks TLS only, with headers on its pages, and lets preflights through",
        watching::distribution,
    ),
    (
        "browsers hold pages to their own files, frame them nowhere, guess no types, tell no addresses, and come back by TLS",
        headers::headers,
    ),
    ("the distribution keeps no error, and puts no page of its own in its place", headers::errors),
    ("the hosts that people come to are hosts, without a port", headers::hosts),
    ("every alarm rings, and has its entry in the run-book", watching::alarms),
    ("every entry of the run-book has its alarm", operations::book),
    ("every alarm is on the dashboard", operations::dashboard),
    ("an alarm looks at ten metrics at most", operations::metrics),
    ("what a rule or a schedule starts is tried again, and laid aside in the end", operations::delivered),
    ("what the clock starts has an alarm for when it doesn't succeed", operations::clocks),
    ("every dead-letter queue has an alarm", watching::dead_letters),
    ("what can go wrong has its alarm", watching::watched),
    ("every log group forgets", watching::logs),
];

/// Reviews a processed template against docs/run-book.md.
///
/// # Errors
/// A rule is broken; the message names each, and by what.
pub(crate) fn review(processed: &str) -> anyhow::Result<()> {
    let resources = Resources::read(processed)?;
    let mut broken = Vec::new();
    for (says, breaks) in RULES {
        let names = breaks(&resources);
        if !names.is_empty() {
            broken.push(format!("{says}: {}", names.join(", ")));
        }
    }
    ensure!(broken.is_empty(), "the template breaks rules of ours:\n  {}", broken.join("\n  "));
    say::line(format!("{} resources hold to {} rules", resources.all.len(), RULES.len()));
    Ok(())
}

impl Resources {
    fn read(processed: &str) -> anyhow::Result<Self> {
        let template: Value = serde_json::from_str(processed).context("the processed template is no JSON")?;
        let resources = template["Resources"].as_object().context("the template has no resources")?;
        Ok(Self { all: resources.clone().into_iter().collect(), parameters: template["Parameters"].clone() })
    }

    /// Every resource of a type, with its name and properties.
    fn of(&self, kind: &str) -> impl Iterator<Item = (&str, &Value)> {
        self.whole(kind).map(|(name, resource)| (name, &resource["Properties"]))
    }

    /// As [`Resources::of`], with all that is said of it.
    fn whole(&self, kind: &str) -> impl Iterator<Item = (&str, &Value)> {
        self.all.iter().filter(move |(_, one)| one["Type"] == kind).map(|(name, one)| (name.as_str(), one))
    }

    /// The names of those of a type whose properties are not `good`.
    fn but(&self, kind: &str, good: impl Fn(&Value) -> bool) -> Vec<String> {
        self.of(kind).filter(|(_, properties)| !good(properties)).map(|(name, _)| name.to_owned()).collect()
    }
}

fn few_enough(resources: &Resources) -> Vec<String> {
    let count = resources.all.len();
    if count <= MOST { Vec::new() } else { vec![format!("{count} resources")] }
}

/// The name that a `Ref` or a `GetAtt` of a value leads to.
fn target(value: &Value) -> Option<&str> {
    if let Some(name) = value.get("Ref") {
        return name.as_str();
    }
    let path = &value["Fn::GetAtt"];
    match path.as_array() {
        Some(path) => path.first()?.as_str(),
        None => path.as_str()?.split('.').next(),
    }
}

/// The members of a list, or the one value that stands for it.
fn several(value: &Value) -> Vec<&Value> {
    match value.as_array() {
        Some(all) => all.iter().collect(),
        None if value.is_null() => Vec::new(),
        None => vec![value],
    }
}

#[cfg(test)]
mod tests;
