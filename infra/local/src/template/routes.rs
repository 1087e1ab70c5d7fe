//! The routes of the HTTP API, from its own definition (`OpenAPI`) in the template.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use serde_json::Value as Json;

use super::{REGION, intrinsic, intrinsic::Scope};

/// The methods that a route can have.
const METHODS: [&str; 7] = ["get", "head", "post", "put", "patch", "delete", "options"];

/// A route of the HTTP API.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Route {
    /// The method, upper case.
    pub method: String,
    /// The path with variables in braces, such as `/api/submissions/{submission}`.
    pub path: String,
}

/// The routes of each function, by its logical id.
pub(super) fn read(scope: &Scope<'_>) -> Result<BTreeMap<String, Vec<Route>>> {
    let mut routes: BTreeMap<String, Vec<Route>> = BTreeMap::new();
    let Some((id, api)) = scope.resources("AWS::Serverless::HttpApi").next() else { return Ok(routes) };
    let paths = scope.resolve(&api["Properties"]["DefinitionBody"]["paths"])?;
    let paths = paths.as_object().with_context(|| format!("{id} has no DefinitionBody with paths"))?;
    for (path, operations) in paths {
        let operations =
            operations.as_object().with_context(|| format!("the path {path} has no operations"))?;
        for (method, operation) in operations {
            let route = route(method, path)?;
            let function = invoked(operation).with_context(|| format!("{} {path}", route.method))?;
            routes.entry(function).or_default().push(route);
        }
    }
    Ok(routes)
}

fn route(method: &str, path: &str) -> Result<Route> {
    ensure!(path.starts_with('/'), "the path {path} does not start with /");
    ensure!(
        !path.contains("+}") && METHODS.contains(&method),
        "the local stack routes one method and one path at a time, not {method} {path}"
    );
    Ok(Route { method: method.to_uppercase(), path: path.to_owned() })
}

/// The logical id of the function that an operation's integration invokes.
fn invoked(operation: &Json) -> Result<String> {
    let integration = &operation["x-amazon-apigateway-integration"];
    ensure!(
        integration["type"] == "aws_proxy" && integration["payloadFormatVersion"] == "2.0",
        "the local stack has no integration but aws_proxy, with payload format 2.0"
    );
    let uri = integration["uri"].as_str().context("its integration has no uri")?;
    let gateway = format!("arn:aws:apigateway:{REGION}:lambda:path/2015-03-31/functions/");
    uri.strip_prefix(&gateway)
        .and_then(|uri| uri.strip_suffix("/invocations"))
        .and_then(|arn| arn.strip_prefix(&intrinsic::function_arn("")))
        .map(str::to_owned)
        .with_context(|| format!("its integration's uri {uri} invokes no function of the template"))
}
