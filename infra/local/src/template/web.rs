//! How CloudFront serves the portal: which addresses are its pages, which paths go to the gateway, and the headers.

use anyhow::{Context, Result};
use serde_json::Value as Json;
use serde_norway::Value;

use super::intrinsic::Scope;

/// What the distribution of the template does, as far as it can be seen from outside.
#[derive(Clone, Debug, Default)]
pub struct Web {
    /// First segments of the addresses that are pages of the portal.
    pub pages: Vec<String>,
    /// Paths of the files beside the assets.
    pub files: Vec<String>,
    /// Patterns of paths that go to the gateway, such as `/api/*`.
    pub routed: Vec<String>,
    /// Headers of pages.
    pub page_headers: Vec<(String, String)>,
    /// Headers of files below `/assets/`.
    pub asset_headers: Vec<(String, String)>,
}

/// Reads the distribution with its function and its policies of headers.
pub(super) fn read(scope: &Scope<'_>) -> Result<Option<Web>> {
    let Some((id, body)) = scope.resources("AWS::CloudFront::Distribution").next() else { return Ok(None) };
    read_from(body, scope).with_context(|| format!("distribution {id}")).map(Some)
}

fn read_from(distribution: &Value, scope: &Scope<'_>) -> Result<Web> {
    let config = &distribution["Properties"]["DistributionConfig"];
    let (_, function) =
        scope.resources("AWS::CloudFront::Function").next().context("it has no function for its pages")?;
    let code = function["Properties"]["FunctionCode"].as_str().context("the function has no code")?;
    let behaviors = config["CacheBehaviors"].as_sequence().map(Vec::as_slice).unwrap_or_default();
    let routed = behaviors.iter().filter(|behavior| behavior["TargetOriginId"].as_str() == Some("gateway"));
    let assets = behaviors
        .iter()
        .find(|behavior| behavior["PathPattern"].as_str() == Some("/assets/*"))
        .context("it has no behaviour for assets")?;
    Ok(Web {
        pages: listed(code, "PAGES")?,
        files: listed(code, "FILES")?,
        routed: routed.filter_map(|behavior| behavior["PathPattern"].as_str().map(str::to_owned)).collect(),
        page_headers: headers(&config["DefaultCacheBehavior"], scope)?,
        asset_headers: headers(assets, scope)?,
    })
}

/// The texts of the function's list of that name.
fn listed(code: &str, name: &str) -> Result<Vec<String>> {
    let start = format!("const {name} = [");
    let list = code.split_once(&start).and_then(|(_, rest)| rest.split_once(']'));
    let (list, _) = list.with_context(|| format!("its function has no list {name}"))?;
    Ok(list.split('\'').skip(1).step_by(2).map(str::to_owned).collect())
}

/// The headers that a behaviour's policy sets.
fn headers(behavior: &Value, scope: &Scope<'_>) -> Result<Vec<(String, String)>> {
    let policy = scope.resolve(&behavior["ResponseHeadersPolicyId"])?;
    let name = policy.as_str().context("a behaviour has no policy of headers")?;
    let (_, body) = scope
        .resources("AWS::CloudFront::ResponseHeadersPolicy")
        .find(|(id, _)| *id == name)
        .with_context(|| format!("there is no policy of headers {name}"))?;
    let config = scope.resolve(&body["Properties"]["ResponseHeadersPolicyConfig"])?;

    let custom = config["CustomHeadersConfig"]["Items"].as_array().into_iter().flatten();
    let custom = custom.filter_map(|item| {
        Some((item["Header"].as_str()?.to_lowercase(), item["Value"].as_str()?.to_owned()))
    });
    Ok(security(&config["SecurityHeadersConfig"]).into_iter().chain(custom).collect())
}

fn security(config: &Json) -> Vec<(String, String)> {
    let text = |kind: &str, value: &str| config[kind][value].as_str().map(str::to_owned);
    let transport = config["StrictTransportSecurity"]["AccessControlMaxAgeSec"].as_u64();
    let all = [
        ("content-security-policy", text("ContentSecurityPolicy", "ContentSecurityPolicy")),
        ("x-content-type-options", config["ContentTypeOptions"].as_object().map(|_| "nosniff".to_owned())),
        ("x-frame-options", text("FrameOptions", "FrameOption")),
        ("referrer-policy", text("ReferrerPolicy", "ReferrerPolicy")),
        ("strict-transport-security", transport.map(|seconds| format!("max-age={seconds}"))),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
}
