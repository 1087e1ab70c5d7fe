//! Rules about the routes of the HTTP API: whom they invoke, and as what.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::Value;

use super::functions::{FUNCTION, ROLE, actions};
use super::{Resources, several, target};
use crate::repository;

/// The most characters of a function's name or a role's, and how many of them `CloudFormation` draws, with their hyphen.
const NAME: usize = 64;
const DRAWN: usize = 14;

/// The most characters of a stack's name, as docs/deploying.md has it.
const STACK: usize = 24;

/// The one who takes the role in which functions are invoked.
const GATEWAY: &str = "apigateway.amazonaws.com";

/// Every operation with its route, such as `GET /api/health`.
fn operations(resources: &Resources) -> Vec<(String, &Value)> {
    let paths =
        resources.of("AWS::ApiGatewayV2::Api").filter_map(|(_, api)| api["Body"]["paths"].as_object());
    let methods = paths.flatten().filter_map(|(path, methods)| Some((path, methods.as_object()?)));
    methods
        .flat_map(|(path, methods)| {
            methods.iter().map(move |(method, it)| (format!("{} {path}", method.to_uppercase()), it))
        })
        .collect()
}

fn integration(operation: &Value) -> &Value {
    &operation["x-amazon-apigateway-integration"]
}

/// The function that an operation invokes: by its alias if it has one, since a new version takes over by that.
fn invoked<'a>(operation: &'a Value, resources: &'a Resources) -> Option<&'a str> {
    let uri = integration(operation)["uri"]["Fn::Sub"].as_str()?;
    let (_, named) = uri.strip_suffix("}/invocations")?.split_once("/functions/${")?;
    let aliases: BTreeMap<&str, &str> = resources
        .of("AWS::Lambda::Alias")
        .filter_map(|(alias, properties)| Some((alias, target(&properties["FunctionName"])?)))
        .collect();
    match named.strip_suffix(".Arn") {
        Some(function) => {
            let is_function = resources.of(FUNCTION).any(|(name, _)| name == function);
            let has_alias = aliases.values().any(|aliased| *aliased == function);
            (is_function && !has_alias).then_some(function)
        }
        None => aliases.get(named).copied(),
    }
}

pub(super) fn invoke(resources: &Resources) -> Vec<String> {
    let lost = operations(resources).into_iter().filter(|(_, it)| invoked(it, resources).is_none());
    lost.map(|(route, _)| route).collect()
}

/// Functions of the folder `background` are started by what happens; all others wait for somebody to ask.
pub(super) fn reached(resources: &Resources) -> Vec<String> {
    let asked: BTreeSet<&str> =
        operations(resources).into_iter().filter_map(|(_, it)| invoked(it, resources)).collect();
    let wrong = resources.of(FUNCTION).filter(|(name, function)| {
        let code = function["Code"]["S3Key"].as_str().unwrap_or_default();
        code.starts_with("functions/background/") == asked.contains(name)
    });
    wrong.map(|(name, _)| name.to_owned()).collect()
}

pub(super) fn role(resources: &Resources) -> Vec<String> {
    let users: BTreeSet<&str> = resources.of(FUNCTION).filter_map(|(_, it)| target(&it["Role"])).collect();
    let good = |name: &str| {
        let mut role = resources.of(ROLE).filter(|(role, _)| *role == name && !users.contains(role));
        role.next().is_some_and(|(_, role)| invokes_only(role))
    };
    let wrong = operations(resources)
        .into_iter()
        .filter(|(_, operation)| !target(&integration(operation)["credentials"]).is_some_and(good));
    wrong.map(|(route, _)| route).collect()
}

/// Whether a role is the gateway's alone, and invokes functions and nothing else. A condition on the account or the API
/// that asks would refuse every call: the gateway names neither when it takes a role for an integration.
fn invokes_only(role: &Value) -> bool {
    let trusts = several(&role["AssumeRolePolicyDocument"]["Statement"]);
    let mut granted = several(&role["Policies"]).into_iter().flat_map(|one| actions(&one["PolicyDocument"]));
    !trusts.is_empty()
        && trusts.iter().all(|one| one["Principal"]["Service"] == GATEWAY && one["Condition"].is_null())
        && role["ManagedPolicyArns"].is_null()
        && granted.all(|action| action == "lambda:InvokeFunction")
}

/// `CloudFormation` cuts a name short that would be too long with the stack's. The gateway's role finds functions by the
/// stack's name, and so do the keys' policies the roles that may use them, with `Role` at the end of their own.
pub(super) fn names(resources: &Resources) -> Vec<String> {
    let Ok(stages) = fs::read_to_string(repository::path("infra/samconfig.toml")) else {
        return vec!["infra/samconfig.toml can't be read".to_owned()];
    };
    let stacks = stages.lines().filter_map(|line| line.strip_prefix("stack_name = "));
    let stacks = stacks.map(|name| name.trim_matches('"')).filter(|name| name.len() > STACK);
    let is_long = |name: &str| name.len() > NAME - DRAWN - 1 - STACK;
    let functions = resources.of(FUNCTION).map(|(name, _)| name).filter(|name| is_long(name));
    let roles = resources.of(ROLE).filter(|(_, role)| uses_a_key(role)).map(|(name, _)| name);
    let roles = roles.filter(|name| is_long(name) || !name.ends_with("Role"));
    stacks.chain(functions).chain(roles).map(str::to_owned).collect()
}

fn uses_a_key(role: &Value) -> bool {
    let policies = several(&role["Policies"]).into_iter();
    policies.flat_map(|one| actions(&one["PolicyDocument"])).any(|action| action.starts_with("kms:"))
}
