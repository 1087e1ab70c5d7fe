//! A presigned URL carries exactly what was signed.

use std::time::{Duration, SystemTime};

use aws_sdk_s3::presigning::PresigningConfig;

use super::bench::{BUCKET, Bench, KEY, MIB_5, client, code, minutes, presigned, refusal};

#[tokio::test]
async fn a_header_that_was_not_signed_is_refused() {
    let bench = Bench::new().await;
    bench.put("private", b"not yours").await;
    let put = bench.client.put_object().bucket(BUCKET).key(KEY).content_length(4);
    let signed = put.presigned(minutes(15)).await.expect("a URL can be signed");

    for (name, value) in [
        ("x-amz-copy-source", "evidence/private"),
        ("x-amz-tagging", "a=b"),
        ("x-amz-meta-owner", "me"),
        ("x-amz-website-redirect-location", "https://evil.example"),
    ] {
        let response =
            bench.request(&signed).header(name, value).body("film").send().await.expect("S3 answers");
        assert_eq!(refusal(response).await, (403, "AccessDenied".to_owned()), "{name}");
    }
    let head = bench.client.head_object().bucket(BUCKET).key(KEY).send().await;
    assert!(head.is_err(), "nothing was stored");
}

#[tokio::test]
async fn bytes_that_contradict_their_signed_checksum_are_refused_and_not_kept() {
    let bench = Bench::new().await;
    let id = bench.begin(KEY).await;
    let signed = presigned(bench.part(&id, 1, b"film")).await;

    let response = bench.send(&signed, b"fi1m").await;
    assert_eq!(refusal(response).await, (400, "BadDigest".to_owned()));
    assert_eq!(bench.listed_parts(&id).await, [0; 0]);

    assert_eq!(bench.send(&signed, b"film").await.status(), 200, "the URL still carries the right bytes");
}

#[tokio::test]
async fn bytes_that_contradict_their_signed_content_hash_are_refused_and_not_kept() {
    let bench = Bench::new().await;
    let id = bench.begin(KEY).await;
    let hash = "0000000000000000000000000000000000000000000000000000000000000000";
    let part = bench.part(&id, 1, b"film").customize().mutate_request(move |request| {
        request.headers_mut().insert("x-amz-content-sha256", hash);
    });
    let signed = part.presigned(minutes(15)).await.expect("a URL can be signed");
    assert!(signed.headers().any(|(name, _)| name == "x-amz-content-sha256"));

    let response = bench.send(&signed, b"film").await;
    assert_eq!(refusal(response).await, (400, "XAmzContentSHA256Mismatch".to_owned()));
    assert_eq!(bench.listed_parts(&id).await, [0; 0]);
}

#[tokio::test]
async fn another_length_than_signed_is_refused() {
    let bench = Bench::new().await;
    let id = bench.begin(KEY).await;
    let signed = presigned(bench.part(&id, 1, b"film")).await;
    for body in [&b"films"[..], b"fil", b""] {
        let response = bench.send(&signed, body).await;
        assert_eq!(refusal(response).await, (403, "SignatureDoesNotMatch".to_owned()));
    }
}

#[tokio::test]
async fn a_body_of_unknown_length_is_refused() {
    let bench = Bench::new().await;
    let put = bench.client.put_object().bucket(BUCKET).key(KEY);
    let signed = put.presigned(minutes(15)).await.expect("a URL can be signed");
    let chunks = futures_util::stream::iter([Ok::<_, std::io::Error>("film")]);
    let request = bench.request(&signed).body(reqwest::Body::wrap_stream(chunks));
    let response = request.send().await.expect("S3 answers");
    assert_eq!(refusal(response).await, (411, "MissingContentLength".to_owned()));
}

#[tokio::test]
async fn a_url_for_one_thing_is_good_for_no_other() {
    let bench = Bench::new().await;
    let id = bench.begin(KEY).await;
    let signed = presigned(bench.part(&id, 1, b"film")).await;
    for (from, to) in [
        ("partNumber=1", "partNumber=2"),
        (KEY, "t/org/s/other/art"),
        ("X-Amz-Expires=900", "X-Amz-Expires=9000"),
    ] {
        let url = signed.uri().replace(from, to);
        assert_ne!(url, signed.uri());
        let request = signed
            .headers()
            .filter(|(name, _)| name.starts_with("x-amz-"))
            .fold(bench.http.put(url), |request, (name, value)| request.header(name, value));
        let response = request.body("film").send().await.expect("S3 answers");
        assert_eq!(refusal(response).await, (403, "SignatureDoesNotMatch".to_owned()));
    }
}

#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "S3 has a clock of its own, and this URL is old by that one")]
async fn an_expired_url_is_refused() {
    let bench = Bench::new().await;
    let id = bench.begin(KEY).await;
    let signed_then = SystemTime::now() - Duration::from_secs(901);
    let life =
        PresigningConfig::builder().start_time(signed_then).expires_in(Duration::from_secs(900)).build();
    let signed = bench.part(&id, 1, b"film").presigned(life.expect("the times are valid")).await;
    let response = bench.send(&signed.expect("a URL can be signed"), b"film").await;
    assert_eq!(refusal(response).await, (403, "AccessDenied".to_owned()));
}

#[tokio::test]
async fn nobody_gets_in_unsigned_or_with_another_key() {
    let bench = Bench::new().await;
    bench.put(KEY, b"film").await;
    let response = bench.http.get(bench.url(KEY)).send().await.expect("S3 answers");
    assert_eq!(refusal(response).await, (403, "AccessDenied".to_owned()));

    let stranger = client(bench.s3.address(), "someone");
    let get = stranger.get_object().bucket(BUCKET).key(KEY).send().await;
    assert_eq!(code(get), "InvalidAccessKeyId");
}

#[tokio::test]
async fn there_is_one_bucket() {
    let bench = Bench::new().await;
    let put = bench.client.put_object().bucket("another").key(KEY).body(b"film".to_vec().into()).send().await;
    assert_eq!(code(put), "NoSuchBucket");
    bench.client.head_bucket().bucket(BUCKET).send().await.expect("the bucket was made");
}

#[tokio::test]
async fn a_refusal_in_the_middle_of_a_large_body_is_heard() {
    let bench = Bench::new().await;
    let response = bench.http.put(bench.url(KEY)).body(vec![0; 3 * MIB_5]).send().await.expect("S3 answers");
    assert_eq!(refusal(response).await, (403, "AccessDenied".to_owned()));
}
