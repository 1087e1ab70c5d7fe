//! Rules about what the distribution tells browsers to hold pages to, what it keeps, and where it is found.

use serde_json::Value;

use super::{Resources, several, target};

/// What a page's policy says.
const SAID: [&str; 5] = [
    "default-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
];

/// Whom it lets pages load anything from: this origin, what they made themselves, and the evidence.
const SOURCES: [&str; 5] =
    ["'self'", "'none'", "blob:", "data:", "https://${EvidenceBucket.RegionalDomainName}"];

/// What of a page comes from this origin alone, as `default-src` has it, and is never told otherwise.
const OWN: [&str; 3] = ["script-src", "style-src", "worker-src"];

/// How long a browser comes back by TLS only, at least: a year, in seconds.
const YEAR: u64 = 31_536_000;

/// The behaviour for files that are no pages: scripts, styles and pictures with their hash in their names.
const ASSETS: &str = "/assets/*";

/// The files that are served with headers too weak for what they are.
pub(super) fn headers(resources: &Resources) -> Vec<String> {
    let mut weak = Vec::new();
    for (_, distribution) in resources.of("AWS::CloudFront::Distribution") {
        let config = &distribution["DistributionConfig"];
        let others = several(&config["CacheBehaviors"]).into_iter();
        let files =
            others.chain([&config["DefaultCacheBehavior"]]).filter(|one| one["TargetOriginId"] == "files");
        for behaviour in files {
            let pattern = behaviour["PathPattern"].as_str().unwrap_or("any other path");
            let policy = target(&behaviour["ResponseHeadersPolicyId"]).unwrap_or_default();
            let mut policies = resources.of("AWS::CloudFront::ResponseHeadersPolicy");
            let said = policies.find(|(name, _)| *name == policy).map(|(_, policy)| policy);
            let said = said.map(|policy| &policy["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]);
            if !said.is_some_and(|said| is_typed_over_tls(said) && (pattern == ASSETS || is_a_pages(said))) {
                weak.push(pattern.to_owned());
            }
        }
    }
    weak
}

fn is_typed_over_tls(said: &Value) -> bool {
    let tls = &said["StrictTransportSecurity"];
    said["ContentTypeOptions"]["Override"] == true
        && tls["Override"] == true
        && tls["AccessControlMaxAgeSec"].as_u64().is_some_and(|seconds| seconds >= YEAR)
}

fn is_a_pages(said: &Value) -> bool {
    let (content, frames, referrer) =
        (&said["ContentSecurityPolicy"], &said["FrameOptions"], &said["ReferrerPolicy"]);
    [content, frames, referrer].iter().all(|one| one["Override"] == true)
        && is_closed(&content["ContentSecurityPolicy"])
        && frames["FrameOption"] == "DENY"
        && ["same-origin", "no-referrer"].iter().any(|known| referrer["ReferrerPolicy"] == *known)
}

fn is_closed(policy: &Value) -> bool {
    let policy = policy.as_str().or(policy["Fn::Sub"].as_str()).unwrap_or_default();
    let directives: Vec<&str> = policy.split(';').map(str::trim).collect();
    let keeps = |directive: &&str| {
        let mut words = directive.split_whitespace();
        let is_own = words.next().is_some_and(|name| OWN.iter().any(|own| name.starts_with(own)));
        !is_own && words.all(|source| SOURCES.contains(&source))
    };
    SAID.iter().all(|directive| directives.contains(directive)) && directives.iter().all(keeps)
}

/// The errors that `CloudFront` may keep for ten seconds unless it is told not to: 400, 403 and 405 where their headers allow
/// it, the others always
/// (<https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/HTTPStatusCodes.html>).
const ERRORS: [u64; 10] = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504];

/// The errors that a distribution may keep: what one person is refused could be the next one's answer.
pub(super) fn errors(resources: &Resources) -> Vec<String> {
    let mut kept = Vec::new();
    for (name, distribution) in resources.of("AWS::CloudFront::Distribution") {
        let told = several(&distribution["DistributionConfig"]["CustomErrorResponses"]);
        let forgets = |code: u64| {
            told.iter().any(|one| {
                one["ErrorCode"] == code
                    && one["ErrorCachingMinTTL"] == 0
                    && one["ResponsePagePath"].is_null()
            })
        };
        kept.extend(ERRORS.iter().filter(|code| !forgets(**code)).map(|code| format!("{name} {code}")));
    }
    kept
}

/// `CloudFront` takes the hosts of these parameters as its aliases, where a port would be refused in the middle of a deployment.
const HOSTS: [(&str, &str); 2] = [("Origin", "^https://[a-z0-9.-]+$"), ("BadgeHost", "^[a-z0-9.-]+$")];

pub(super) fn hosts(resources: &Resources) -> Vec<String> {
    let takes_others =
        HOSTS.iter().filter(|(name, hosts)| resources.parameters[name]["AllowedPattern"] != *hosts);
    takes_others.map(|(name, _)| (*name).to_owned()).collect()
}
