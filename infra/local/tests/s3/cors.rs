//! Browsers: one origin may upload, and it can read every answer.

use super::bench::{Bench, KEY, ORIGIN, presigned, refusal};

const ALLOW_ORIGIN: &str = "access-control-allow-origin";

#[tokio::test]
async fn a_preflight_from_the_origin_is_answered() {
    let bench = Bench::new().await;
    let asked = bench
        .http
        .request(reqwest::Method::OPTIONS, bench.url(KEY))
        .header("origin", ORIGIN)
        .header("access-control-request-method", "PUT")
        .header("access-control-request-headers", "content-type,x-amz-checksum-sha256");
    let answer = asked.send().await.expect("S3 answers");
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()[ALLOW_ORIGIN], ORIGIN);
    assert_eq!(answer.headers()["access-control-allow-methods"], "PUT");
    assert_eq!(answer.headers()["access-control-allow-headers"], "content-type,x-amz-checksum-sha256");
    assert_eq!(answer.headers()["access-control-max-age"], "3600");
    assert!(answer.headers()["vary"].to_str().expect("it is text").contains("Origin"));
    assert_eq!(bench.s3.requests().get("Preflight"), Some(&1));
}

#[tokio::test]
async fn a_preflight_from_elsewhere_is_refused_without_an_allow_header() {
    let bench = Bench::new().await;
    let asked = bench
        .http
        .request(reqwest::Method::OPTIONS, bench.url(KEY))
        .header("origin", "https://evil.example")
        .header("access-control-request-method", "PUT");
    let answer = asked.send().await.expect("S3 answers");
    assert!(!answer.headers().contains_key(ALLOW_ORIGIN));
    assert_eq!(refusal(answer).await, (403, "AccessForbidden".to_owned()));
}

#[tokio::test]
async fn the_origin_reads_etags_checksums_and_refusals_and_others_read_nothing() {
    let bench = Bench::new().await;
    let id = bench.begin(KEY).await;
    let signed = presigned(bench.part(&id, 1, b"film")).await;
    let put =
        |origin: &str, body: &'static str| bench.request(&signed).header("origin", origin).body(body).send();

    let good = put(ORIGIN, "film").await.expect("S3 answers");
    assert_eq!(good.status(), 200);
    assert_eq!(good.headers()[ALLOW_ORIGIN], ORIGIN);
    assert_eq!(good.headers()["access-control-expose-headers"], "ETag, x-amz-checksum-sha256");

    let bad = put(ORIGIN, "fi1m").await.expect("S3 answers");
    assert_eq!(bad.status(), 400);
    assert_eq!(bad.headers()[ALLOW_ORIGIN], ORIGIN);

    let elsewhere = put("https://evil.example", "film").await.expect("S3 answers");
    assert!(!elsewhere.headers().contains_key(ALLOW_ORIGIN));
}
