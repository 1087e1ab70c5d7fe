//! The functions of the template.

use std::{collections::BTreeMap, path::Path, time::Duration};

use anyhow::{Context, Result, ensure};
use serde_json::Value as Json;
use serde_norway::Value;

use super::{Route, intrinsic::Scope, routes, triggers, triggers::Trigger};

/// What Lambda gives a function that states no timeout.
const DEFAULT_TIMEOUT: u64 = 3;

/// How often Lambda tries a failed event again when the function doesn't say.
const DEFAULT_RETRIES: u64 = 2;

/// One Lambda function.
#[derive(Debug)]
pub struct Function {
    /// Its logical id in the template, such as `SignParts`.
    pub id: String,
    /// The folder of its crate, which is its name, such as `sign-parts`.
    pub name: String,
    /// The folder its crate is in, such as `earner`.
    pub group: String,
    /// How long one invocation may take.
    pub timeout: Duration,
    /// The environment it reads, with local values.
    pub environment: BTreeMap<String, String>,
    /// What starts it.
    pub triggers: Vec<Trigger>,
    /// What becomes of an event from the bus or the clock that it failed on.
    pub on_event_failure: EventFailure,
}

/// How Lambda treats an asynchronous invocation that failed (`EventInvokeConfig`).
#[derive(Debug)]
pub struct EventFailure {
    /// How often it is tried again.
    pub retries: u32,
    /// The ARN of the queue that takes the event afterwards.
    pub destination: Option<String>,
}

/// Reads every `AWS::Serverless::Function` of a template.
pub(super) fn read(document: &Value, scope: &Scope<'_>) -> Result<Vec<Function>> {
    let globals = match document.get("Globals").and_then(|globals| globals.get("Function")) {
        Some(globals) => Globals::read(globals, scope).context("Globals")?,
        None => Globals::default(),
    };

    let mut routes = routes::read(scope)?;
    let functions: Vec<Function> = scope
        .resources("AWS::Serverless::Function")
        .map(|(id, body)| {
            let routes = routes.remove(id).unwrap_or_default();
            function(id, body, routes, &globals, scope).with_context(|| format!("function {id}"))
        })
        .collect::<Result<_>>()?;
    ensure!(!functions.is_empty(), "it has no functions");
    ensure!(routes.is_empty(), "no function serves {routes:?}");
    Ok(functions)
}

/// What every function has unless it says otherwise.
#[derive(Default)]
struct Globals {
    timeout: Option<Duration>,
    environment: BTreeMap<String, String>,
}

impl Globals {
    fn read(globals: &Value, scope: &Scope<'_>) -> Result<Self> {
        Ok(Self { timeout: timeout(globals, scope)?, environment: environment(globals, scope)? })
    }
}

fn function(
    id: &str,
    body: &Value,
    routes: Vec<Route>,
    globals: &Globals,
    scope: &Scope<'_>,
) -> Result<Function> {
    let properties = body.get("Properties").context("it has no Properties")?;
    let (group, name) = folder(properties, scope)?;

    let mut environment = globals.environment.clone();
    environment.extend(self::environment(properties, scope)?);
    let triggers = routes.into_iter().map(Trigger::Route).chain(triggers::read(properties, scope)?).collect();

    Ok(Function {
        id: id.to_owned(),
        name,
        group,
        timeout: timeout(properties, scope)?
            .or(globals.timeout)
            .unwrap_or(Duration::from_secs(DEFAULT_TIMEOUT)),
        environment,
        triggers,
        on_event_failure: event_failure(properties, scope)?,
    })
}

fn event_failure(properties: &Value, scope: &Scope<'_>) -> Result<EventFailure> {
    let config = scope.resolve(properties.get("EventInvokeConfig").unwrap_or(&Value::Null))?;
    let retries = config["MaximumRetryAttempts"].as_u64().unwrap_or(DEFAULT_RETRIES);
    Ok(EventFailure {
        retries: u32::try_from(retries).context("MaximumRetryAttempts is not a count")?,
        destination: config["DestinationConfig"]["OnFailure"]["Destination"].as_str().map(str::to_owned),
    })
}

/// The last two folders of `CodeUri`: `functions/<group>/<name>`.
fn folder(properties: &Value, scope: &Scope<'_>) -> Result<(String, String)> {
    let uri = scope.resolve(properties.get("CodeUri").context("it has no CodeUri")?)?;
    let uri = uri.as_str().context("its CodeUri is not a text")?;

    let mut folders = Path::new(uri).iter().rev().filter_map(|folder| folder.to_str());
    match (folders.next(), folders.next(), folders.next()) {
        (Some(name), Some(group), Some("functions")) => Ok((group.to_owned(), name.to_owned())),
        _ => anyhow::bail!("its CodeUri {uri} is not functions/<group>/<name>"),
    }
}

fn timeout(properties: &Value, scope: &Scope<'_>) -> Result<Option<Duration>> {
    let Some(seconds) = properties.get("Timeout") else { return Ok(None) };
    let seconds = scope.resolve(seconds)?;
    Ok(Some(Duration::from_secs(seconds.as_u64().context("its Timeout is not a number of seconds")?)))
}

fn environment(properties: &Value, scope: &Scope<'_>) -> Result<BTreeMap<String, String>> {
    let Some(variables) = properties.get("Environment").and_then(|environment| environment.get("Variables"))
    else {
        return Ok(BTreeMap::new());
    };
    let Json::Object(variables) = scope.resolve(variables)? else {
        anyhow::bail!("its Environment is not a list of names");
    };
    variables
        .into_iter()
        .map(|(name, value)| match value {
            Json::String(text) => Ok((name, text)),
            Json::Number(number) => Ok((name, number.to_string())),
            Json::Bool(flag) => Ok((name, flag.to_string())),
            Json::Null | Json::Array(_) | Json::Object(_) => anyhow::bail!("{name} is not a text"),
        })
        .collect()
}
