//! Rules about what browsers are told: on resources that hold to them, and on the same with one thing changed.

use serde_json::{Value, json};

use super::breaking::each_breaks;
use crate::review::{Resources, headers};

/// What the distribution says of pages.
fn pages() -> Value {
    json!({
        "ContentSecurityPolicy": {"Override": true, "ContentSecurityPolicy": {"Fn::Sub": "default-src 'self'; \
            img-src 'self' blob: data: https://${EvidenceBucket.RegionalDomainName}; object-src 'none'; \
            base-uri 'none'; form-action 'self'; frame-ancestors 'none'"}},
        "ContentTypeOptions": {"Override": true},
        "FrameOptions": {"FrameOption": "DENY", "Override": true},
        "ReferrerPolicy": {"ReferrerPolicy": "same-origin", "Override": true},
        "StrictTransportSecurity": {"AccessControlMaxAgeSec": 63_072_000, "Override": true},
    })
}

fn policy(said: &Value) -> Value {
    json!({"Type": "AWS::CloudFront::ResponseHeadersPolicy",
        "Properties": {"ResponseHeadersPolicyConfig": {"SecurityHeadersConfig": said}}})
}

fn distribution() -> Value {
    let pages = pages();
    let assets = json!({
        "ContentTypeOptions": pages["ContentTypeOptions"],
        "StrictTransportSecurity": pages["StrictTransportSecurity"],
    });
    let files = |pattern: &str, policy: &str| json!({"TargetOriginId": "files", "PathPattern": pattern, "ResponseHeadersPolicyId": {"Ref": policy}});
    let default = json!({"TargetOriginId": "files", "ResponseHeadersPolicyId": {"Ref": "Pages"}});
    let behaviours = [
        files("/assets/embed.*", "Pages"),
        files("/assets/*", "Assets"),
        json!({"TargetOriginId": "gateway", "PathPattern": "/api/*"}),
    ];
    json!({
        "Web": {"Type": "AWS::CloudFront::Distribution", "Properties": {"DistributionConfig":
            {"DefaultCacheBehavior": default, "CacheBehaviors": behaviours}}},
        "Pages": policy(&pages),
        "Assets": policy(&assets),
    })
}

#[test]
fn a_page_or_a_file_with_weaker_headers_is_found() {
    let said = |name: &str, below: &str| {
        format!("/{name}/Properties/ResponseHeadersPolicyConfig/SecurityHeadersConfig/{below}")
    };
    for (name, below, value) in [
        ("Pages", "ContentSecurityPolicy", Value::Null),
        ("Pages", "ContentSecurityPolicy/Override", json!(false)),
        ("Pages", "ContentTypeOptions", Value::Null),
        ("Pages", "ContentTypeOptions/Override", json!(false)),
        ("Pages", "FrameOptions", Value::Null),
        ("Pages", "FrameOptions/FrameOption", json!("SAMEORIGIN")),
        ("Pages", "ReferrerPolicy", Value::Null),
        ("Pages", "ReferrerPolicy/ReferrerPolicy", json!("unsafe-url")),
        ("Pages", "StrictTransportSecurity", Value::Null),
        ("Pages", "StrictTransportSecurity/AccessControlMaxAgeSec", json!(86_400)),
        ("Pages", "StrictTransportSecurity/Override", json!(false)),
        ("Assets", "ContentTypeOptions", Value::Null),
        ("Assets", "StrictTransportSecurity/AccessControlMaxAgeSec", json!(31_535_999)),
    ] {
        each_breaks(headers::headers, &distribution(), &[(&said(name, below), value)]);
    }
    let config = "/Web/Properties/DistributionConfig";
    for (below, policy) in [
        ("DefaultCacheBehavior/ResponseHeadersPolicyId", json!({"Ref": "Assets"})),
        ("CacheBehaviors/0/ResponseHeadersPolicyId", json!({"Ref": "Assets"})),
        ("CacheBehaviors/1/ResponseHeadersPolicyId", json!({"Ref": "Web"})),
        ("CacheBehaviors/1/ResponseHeadersPolicyId", Value::Null),
    ] {
        each_breaks(headers::headers, &distribution(), &[(&format!("{config}/{below}"), policy)]);
    }
}

#[test]
fn a_page_that_may_run_or_load_what_isnt_ours_is_found() {
    let at = "/Pages/Properties/ResponseHeadersPolicyConfig/SecurityHeadersConfig\
        /ContentSecurityPolicy/ContentSecurityPolicy/Fn::Sub";
    let good = distribution();
    let policy = good.pointer(at).and_then(Value::as_str).expect("a policy");
    for (is, becomes) in [
        ("default-src 'self'; ", ""),
        ("default-src 'self'", "default-src *"),
        ("object-src 'none'; ", ""),
        ("base-uri 'none'", "base-uri 'self'"),
        ("form-action 'self'; ", ""),
        ("frame-ancestors 'none'", "frame-ancestors 'self'"),
        ("img-src 'self'", "img-src https:"),
        ("img-src 'self'", "script-src 'unsafe-inline'"),
        ("img-src 'self'", "style-src-elem 'self'"),
        ("img-src 'self'", "connect-src https://example.org"),
    ] {
        assert!(policy.contains(is), "{is}");
        each_breaks(headers::headers, &good, &[(at, json!(policy.replacen(is, becomes, 1)))]);
    }
}

#[test]
fn an_error_that_is_kept_or_replaced_is_found() {
    let forgotten = |code: u64| json!({"ErrorCode": code, "ErrorCachingMinTTL": 0});
    let all = [400, 403, 404, 405, 414, 500, 501, 502, 503, 504].map(forgotten);
    let good = json!({"Web": {"Type": "AWS::CloudFront::Distribution", "Properties":
        {"DistributionConfig": {"CustomErrorResponses": all}}}});
    let told = "/Web/Properties/DistributionConfig/CustomErrorResponses";
    for (below, value) in [
        ("", Value::Null),
        ("/2/ErrorCachingMinTTL", json!(10)),
        ("/2/ErrorCachingMinTTL", Value::Null),
        ("/2/ErrorCode", json!(403)),
        ("/9", json!({"ErrorCode": 504, "ErrorCachingMinTTL": 0, "ResponsePagePath": "/404.html"})),
    ] {
        each_breaks(headers::errors, &good, &[(&format!("{told}{below}"), value)]);
    }
}

#[test]
fn a_host_that_may_have_a_port_is_found() {
    let hosts = |origin: &str| {
        let parameters = json!({
            "Origin": {"AllowedPattern": origin},
            "BadgeHost": {"AllowedPattern": "^[a-z0-9.-]+$"},
        });
        let template = json!({"Parameters": parameters, "Resources": {}}).to_string();
        headers::hosts(&Resources::read(&template).expect("a template"))
    };
    assert_eq!(hosts("^https://[a-z0-9.-]+$"), [""; 0]);
    assert_eq!(hosts("^https://[a-z0-9.-]+(:[0-9]+)?$"), ["Origin"]);
}
