//! HEAD and GET: ranges, overrides, conditions.

use aws_sdk_s3::error::ProvideErrorMetadata as _;
use aws_sdk_s3::operation::get_object::builders::GetObjectFluentBuilder;

use super::bench::{BUCKET, Bench, KEY, MIB_5, code, minutes};

async fn read(get: GetObjectFluentBuilder) -> (Option<String>, Vec<u8>) {
    let got = get.send().await.expect("the object is there");
    let bytes = got.body.collect().await.expect("the bytes come").to_vec();
    (got.content_range, bytes)
}

#[tokio::test]
async fn a_range_may_lie_in_one_part_or_across_several() {
    let bench = Bench::new().await;
    let (id, parts) = bench.three_parts().await;
    bench.complete(&id, &parts).send().await.expect("the upload completes");
    let get = bench.client.get_object().bucket(BUCKET).key(KEY);
    let size = 2 * MIB_5 + 3;

    for (range, start, end, expected) in [
        ("bytes=0-0".to_owned(), 0, 0, b"a".to_vec()),
        (format!("bytes={}-{}", MIB_5 - 2, MIB_5 + 1), MIB_5 - 2, MIB_5 + 1, b"aabb".to_vec()),
        (format!("bytes={}-", 2 * MIB_5 - 1), 2 * MIB_5 - 1, size - 1, b"bend".to_vec()),
        ("bytes=-3".to_owned(), size - 3, size - 1, b"end".to_vec()),
        (format!("bytes={}-99999999999", size - 1), size - 1, size - 1, b"d".to_vec()),
    ] {
        let (content_range, bytes) = read(get.clone().range(&range)).await;
        assert_eq!(content_range, Some(format!("bytes {start}-{end}/{size}")), "{range}");
        assert_eq!(bytes, expected, "{range}");
    }
    let (_, middle) = read(get.clone().range(format!("bytes=1-{}", 2 * MIB_5))).await;
    assert_eq!(middle, [vec![b'a'; MIB_5 - 1], vec![b'b'; MIB_5], b"e".to_vec()].concat());

    assert_eq!(code(get.range(format!("bytes={size}-")).send().await), "InvalidRange");
}

#[tokio::test]
async fn a_browser_seeks_through_a_presigned_url_and_gets_the_signed_type_and_disposition() {
    let bench = Bench::new().await;
    bench.put(KEY, b"<script>alert(1)</script>").await;
    let get = bench
        .client
        .get_object()
        .bucket(BUCKET)
        .key(KEY)
        .response_content_type("text/plain; charset=utf-8")
        .response_content_disposition("attachment; filename=\"lesson.txt\"")
        .response_cache_control("private, no-store");
    let signed = get.presigned(minutes(5)).await.expect("a URL can be signed");

    let whole = bench.request(&signed).send().await.expect("S3 answers");
    assert_eq!(whole.status(), 200);
    assert_eq!(whole.headers()["content-type"], "text/plain; charset=utf-8");
    assert_eq!(whole.headers()["content-disposition"], "attachment; filename=\"lesson.txt\"");
    assert_eq!(whole.headers()["cache-control"], "private, no-store");
    assert_eq!(whole.headers()["accept-ranges"], "bytes");
    assert_eq!(whole.headers()["content-length"], "25");

    let some = bench.request(&signed).header("range", "bytes=1-6").send().await.expect("S3 answers");
    assert_eq!(some.status(), 206);
    assert_eq!(some.headers()["content-range"], "bytes 1-6/25");
    assert_eq!(some.headers()["content-type"], "text/plain; charset=utf-8");
    assert_eq!(some.text().await.expect("the bytes come"), "script");

    let none = bench.request(&signed).header("range", "bytes=25-").send().await.expect("S3 answers");
    assert_eq!(none.status(), 416);

    let other = signed.uri().replace("attachment", "inline");
    let altered = bench.http.get(other).send().await.expect("S3 answers");
    assert_eq!(altered.status(), 403, "an override is signed like everything else");
}

#[tokio::test]
async fn an_object_of_no_bytes_can_be_read() {
    let bench = Bench::new().await;
    bench.put(KEY, b"").await;
    let (content_range, bytes) = read(bench.client.get_object().bucket(BUCKET).key(KEY)).await;
    assert_eq!((content_range, bytes), (None, vec![]));
}

#[tokio::test]
async fn what_is_not_there_is_not_found() {
    let bench = Bench::new().await;
    let get = bench.client.get_object().bucket(BUCKET).key("t/../../etc/passwd").send().await;
    assert_eq!(code(get), "NoSuchKey");
    let head = bench.client.head_object().bucket(BUCKET).key(KEY).send().await.expect_err("it isn't there");
    assert!(head.into_service_error().is_not_found());
}

#[tokio::test]
async fn a_reader_who_has_it_already_is_told_so() {
    let bench = Bench::new().await;
    bench.put(KEY, b"film").await;
    let get = bench.client.get_object().bucket(BUCKET).key(KEY);
    let got = get.clone().send().await.expect("the object is there");
    let etag = got.e_tag.expect("an object has an ETag");
    let modified = got.last_modified.expect("an object has a date");

    let status = async |get: GetObjectFluentBuilder| match get.send().await {
        Ok(_) => 200,
        Err(error) => error.raw_response().map_or(0, |raw| raw.status().as_u16()),
    };
    assert_eq!(status(get.clone().if_none_match(&etag)).await, 304);
    assert_eq!(status(get.clone().if_modified_since(modified)).await, 304);
    assert_eq!(status(get.clone().if_unmodified_since(modified)).await, 200);
    assert_eq!(status(get.clone().if_match(&etag)).await, 200);
    assert_eq!(status(get.clone().if_match("\"other\"")).await, 412);
    assert_eq!(status(get.clone().if_none_match("\"other\"")).await, 200);
}

#[tokio::test]
async fn checksums_are_told_to_who_asks() {
    let bench = Bench::new().await;
    bench.put(KEY, b"film").await;
    let head = bench.client.head_object().bucket(BUCKET).key(KEY).send().await.expect("the object is there");
    assert_eq!(head.checksum_type, None);
    assert_eq!(head.content_type.as_deref(), Some("application/octet-stream"));
}

#[tokio::test]
async fn what_it_does_not_know_it_refuses() {
    let bench = Bench::new().await;
    bench.put(KEY, b"film").await;
    let get = bench.client.get_object().bucket(BUCKET).key(KEY);
    assert_eq!(code(get.clone().version_id("abc").send().await), "NotImplemented");
    assert_eq!(code(get.part_number(1).send().await), "NotImplemented");
    let put = bench.client.put_object().bucket(BUCKET).key(KEY).tagging("a=b").send().await;
    assert_eq!(code(put), "NotImplemented");
    let copy = bench.client.copy_object().bucket(BUCKET).key("copy").copy_source("evidence/key").send().await;
    let refused = copy.expect_err("copies aren't made");
    assert_eq!(refused.code(), Some("NotImplemented"));
}
