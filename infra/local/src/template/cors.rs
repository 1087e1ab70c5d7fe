//! What the gateway lets pages of other sites read (CORS).

use anyhow::{Context, Result};
use serde_json::Value as Json;

use super::intrinsic::Scope;

/// The `CorsConfiguration` of the HTTP API. With one, API Gateway answers every preflight itself and marks
/// every answer; what functions say about it doesn't count.
#[derive(Clone, Debug, Default)]
pub struct Cors {
    /// Whose pages may read; `*` for everybody's.
    pub origins: Vec<String>,
    /// With which methods.
    pub methods: Vec<String>,
    /// With which headers.
    pub headers: Vec<String>,
    /// Which headers of the answer they may read.
    pub exposed: Vec<String>,
    /// For how many seconds that may be relied on.
    pub max_age: u64,
}

/// The CORS of the template's HTTP API; `None` without one.
pub(super) fn read(scope: &Scope<'_>) -> Result<Option<Cors>> {
    let Some((_, body)) = scope.resources("AWS::Serverless::HttpApi").next() else { return Ok(None) };
    let written = body.get("Properties").and_then(|properties| properties.get("CorsConfiguration"));
    let Some(written) = written else { return Ok(None) };
    let written = scope.resolve(written)?;
    let list = |name: &str| -> Result<Vec<String>> {
        let items = written[name].as_array().with_context(|| format!("CorsConfiguration has no {name}"))?;
        Ok(items.iter().filter_map(Json::as_str).map(str::to_owned).collect())
    };
    Ok(Some(Cors {
        origins: list("AllowOrigins")?,
        methods: list("AllowMethods")?,
        headers: list("AllowHeaders")?,
        exposed: list("ExposeHeaders")?,
        max_age: written["MaxAge"].as_u64().context("CorsConfiguration has no MaxAge")?,
    }))
}
