//! Rules about functions and what they may.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Resources, operations, several, target};

pub(super) const FUNCTION: &str = "AWS::Lambda::Function";
pub(super) const ROLE: &str = "AWS::IAM::Role";

/// Actions that know no resource.
const WITHOUT_RESOURCE: [&str; 2] = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"];

/// What is the same in the names of everybody's resources in an account and a region.
const ANYBODYS: [&str; 3] = ["${AWS::Partition}", "${AWS::Region}", "${AWS::AccountId}"];

/// The rules by which `GuardDuty` hears of a bucket's events: it names them itself.
const GUARDDUTYS: &str = "rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*";

/// Functions that mail, spend bytes, draw or compute for anybody who asks, and the one whose every call has keys sign.
const SPENDERS: [&str; 7] = [
    "RequestSignIn",
    "BeginUpload",
    "ReadArtifact",
    "ReadBadge",
    "ReadAchievement",
    "VerifyBadge",
    "SignAwards",
];

pub(super) fn wildcards(resources: &Resources) -> Vec<String> {
    let policies = resources.of(ROLE).chain(resources.of("AWS::IAM::ManagedPolicy"));
    let loose = policies.filter(|(_, properties)| {
        let inline = several(&properties["Policies"]).into_iter().map(|policy| &policy["PolicyDocument"]);
        let documents = inline.chain([&properties["PolicyDocument"]]);
        documents.flat_map(|document| several(&document["Statement"])).any(is_loose)
    });
    loose.map(|(name, _)| name.to_owned()).collect()
}

fn is_loose(statement: &Value) -> bool {
    let actions: Vec<&str> = several(&statement["Action"]).into_iter().filter_map(Value::as_str).collect();
    let anything = actions.iter().any(|action| action.contains('*'));
    let everything = several(&statement["Resource"]).into_iter().any(is_anybodys);
    let excused = actions.iter().all(|action| WITHOUT_RESOURCE.contains(action));
    statement["Effect"] == "Allow" && (anything || (everything && !excused))
}

/// Whether a pattern of names fits what isn't this stack's: nothing before its first wildcard is the stack's own.
fn is_anybodys(resource: &Value) -> bool {
    let substituted = &resource["Fn::Sub"];
    let pattern = resource.as_str().or(substituted.as_str()).or(substituted[0].as_str()).unwrap_or_default();
    let Some((before, _)) = pattern.split_once(['*', '?']) else { return false };
    let own = ANYBODYS.iter().fold(before.to_owned(), |rest, name| rest.replace(name, ""));
    !own.contains("${") && !pattern.ends_with(GUARDDUTYS)
}

/// Whoever allows all but something allows what nobody thought of, wherever it is said.
pub(super) fn exceptions(resources: &Resources) -> Vec<String> {
    resources.all.iter().filter(|(_, one)| has_exceptions(one)).map(|(name, _)| name.clone()).collect()
}

fn has_exceptions(value: &Value) -> bool {
    let inverted = ["NotAction", "NotResource", "NotPrincipal"].iter().any(|word| !value[word].is_null());
    let mut inside: Box<dyn Iterator<Item = &Value>> = match value {
        Value::Object(members) => Box::new(members.values()),
        Value::Array(members) => Box::new(members.iter()),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Box::new(std::iter::empty()),
    };
    value["Effect"] == "Allow" && inverted || inside.any(has_exceptions)
}

pub(super) fn roles(resources: &Resources) -> Vec<String> {
    let mut users: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, properties) in resources.of(FUNCTION) {
        users.entry(target(&properties["Role"]).unwrap_or("a role of elsewhere")).or_default().push(name);
    }
    let roles: BTreeMap<&str, &Value> = resources.of(ROLE).collect();
    let bounded = |role: &str| {
        roles.get(role).is_some_and(|role| target(&role["PermissionsBoundary"]) == Some("FunctionsBoundary"))
    };
    let wrong = users.into_iter().filter(|(role, users)| users.len() > 1 || !bounded(role));
    wrong.flat_map(|(_, users)| users).map(str::to_owned).collect()
}

/// What a role may and the boundary doesn't name is refused when it is asked for, and an emulator need not know.
pub(super) fn boundary(resources: &Resources) -> Vec<String> {
    let boundaries = resources.of("AWS::IAM::ManagedPolicy").filter(|(name, _)| *name == "FunctionsBoundary");
    let within: BTreeSet<&str> =
        boundaries.flat_map(|(_, boundary)| actions(&boundary["PolicyDocument"])).collect();
    let beyond = resources.of(ROLE).filter(|(_, role)| target(&role["PermissionsBoundary"]).is_some());
    beyond
        .flat_map(|(name, role)| {
            let policies = several(&role["Policies"]).into_iter();
            let granted = policies.flat_map(|policy| actions(&policy["PolicyDocument"]));
            granted.filter(|action| !within.contains(action)).map(move |action| format!("{name}, {action}"))
        })
        .collect()
}

/// Every action that a policy names.
pub(super) fn actions(document: &Value) -> Vec<&str> {
    let statements = several(&document["Statement"]).into_iter();
    statements.flat_map(|statement| several(&statement["Action"])).filter_map(Value::as_str).collect()
}

/// AWS's own policies that SAM gives to functions, and of what whoever has one must be called by. Whatever they allow on any
/// resource the boundary keeps to this stack's.
const MANAGED: [(&str, Option<&str>); 4] = [
    ("AWSLambdaBasicExecutionRole", None),
    ("AWSXrayWriteOnlyAccess", None),
    ("AWSLambdaSQSQueueExecutionRole", Some("Queue")),
    ("AWSLambdaDynamoDBExecutionRole", Some("Table")),
];

/// What a function's role may by a policy that isn't ours.
pub(super) fn managed(resources: &Resources) -> Vec<String> {
    let sources: Vec<(Option<&str>, &str)> = resources
        .of("AWS::Lambda::EventSourceMapping")
        .filter_map(|(_, one)| Some((called(&one["FunctionName"]), target(&one["EventSourceArn"])?)))
        .collect();
    let by = |function: &str, kind: &str| {
        sources.iter().any(|(called, source)| *called == Some(function) && source.ends_with(kind))
    };
    let mut wrong = Vec::new();
    for (name, function) in resources.of(FUNCTION) {
        let role = target(&function["Role"]).and_then(|role| resources.all.get(role));
        let policies = role.map(|role| several(&role["Properties"]["ManagedPolicyArns"])).unwrap_or_default();
        for policy in policies {
            let text = policy.to_string();
            let known = MANAGED.iter().find(|(known, _)| text.ends_with(&format!("/{known}\"")));
            if !known.is_some_and(|(_, kind)| kind.is_none_or(|kind| by(name, kind))) {
                wrong.push(format!("{name}, {text}"));
            }
        }
    }
    wrong
}

/// The function that a mapping calls, by its alias if it has one.
fn called(name: &Value) -> Option<&str> {
    target(name).map(|name| name.strip_suffix("Aliaslive").unwrap_or(name))
}

pub(super) fn secrets(resources: &Resources) -> Vec<String> {
    resources.but(FUNCTION, |function| {
        let variables = function["Environment"]["Variables"].to_string();
        !["{{resolve:", "SecretString", "smtp://", "smtps://", "starttls://"]
            .iter()
            .any(|sign| variables.contains(sign))
    })
}

pub(super) fn observed(resources: &Resources) -> Vec<String> {
    let groups: Vec<&str> = resources.of("AWS::Logs::LogGroup").map(|(name, _)| name).collect();
    resources
        .but(FUNCTION, |function| {
            let logging = &function["LoggingConfig"];
            let group = target(&logging["LogGroup"]);
            let kept = group.is_some_and(|group| groups.contains(&group));
            let traced = &function["TracingConfig"]["Mode"];
            logging["LogFormat"] == "JSON" && kept && (*traced == "Active" || traced["Ref"] == "Tracing")
        })
        .into_iter()
        .filter(|name| !is_minutely(resources, name))
        .collect()
}

/// Whether the clock starts a function every minute: its traces would tell nothing, and cost more than all others.
fn is_minutely(resources: &Resources, function: &str) -> bool {
    let mut rules = resources.of("AWS::Events::Rule");
    rules.any(|(_, rule)| {
        let targets = several(&rule["Targets"]);
        rule["ScheduleExpression"] == "rate(1 minute)"
            && targets
                .into_iter()
                .filter_map(|one| operations::behind(resources, target(&one["Arn"])?))
                .any(|name| name == function)
    })
}

/// Rules and schedules invoke asynchronously; streams are polled.
pub(super) fn ends(resources: &Resources) -> Vec<String> {
    let configured: Vec<&str> = resources
        .of("AWS::Lambda::EventInvokeConfig")
        .filter(|(_, config)| config["DestinationConfig"]["OnFailure"]["Destination"].is_object())
        .filter_map(|(_, config)| target(&config["FunctionName"]))
        .collect();
    let rules = resources.of("AWS::Events::Rule").flat_map(|(_, rule)| several(&rule["Targets"]));
    let invoked = rules.filter_map(|rule| operations::behind(resources, target(&rule["Arn"])?));
    let endless = invoked.filter(|name| !configured.contains(name)).map(str::to_owned);
    let streams = resources.but("AWS::Lambda::EventSourceMapping", |mapping| {
        let is_queue = target(&mapping["EventSourceArn"]).is_some_and(|source| source.ends_with("Queue"));
        let stops = mapping["MaximumRetryAttempts"].as_u64().is_some_and(|tries| tries > 0)
            && mapping["MaximumRecordAgeInSeconds"].as_u64().is_some()
            && mapping["BisectBatchOnFunctionError"] == true
            && mapping["DestinationConfig"]["OnFailure"]["Destination"].is_object();
        is_queue || stops
    });
    endless.chain(streams).collect()
}

pub(super) fn partial_failures(resources: &Resources) -> Vec<String> {
    resources.but("AWS::Lambda::EventSourceMapping", |mapping| {
        several(&mapping["FunctionResponseTypes"]).into_iter().any(|kind| kind == "ReportBatchItemFailures")
    })
}

pub(super) fn reserved(resources: &Resources) -> Vec<String> {
    let functions: BTreeMap<&str, &Value> = resources.of(FUNCTION).collect();
    let held = |name: &&&str| {
        functions.get(**name).is_some_and(|function| !function["ReservedConcurrentExecutions"].is_null())
    };
    SPENDERS.iter().filter(|name| !held(name)).map(|name| (*name).to_owned()).collect()
}
