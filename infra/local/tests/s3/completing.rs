//! Complete: an upload becomes exactly the listed object, or stays as it was.

use aws_sdk_s3::error::ProvideErrorMetadata as _;
use aws_sdk_s3::types::{ChecksumMode, ChecksumType, CompletedPart};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use super::bench::{BUCKET, Bench, KEY, MIB_5, code, files, listed, sha256};

/// The SHA-256 of the parts' SHA-256, and their number.
fn composite(parts: &[&[u8]]) -> String {
    let raw: Vec<u8> =
        parts.iter().flat_map(|part| BASE64.decode(sha256(part)).expect("it is base64")).collect();
    format!("{}-{}", sha256(&raw), parts.len())
}

#[tokio::test]
async fn the_object_is_its_parts_with_a_composite_checksum_and_what_was_said_at_the_beginning() {
    let bench = Bench::new().await;
    let (id, parts) = bench.three_parts().await;
    let expected = composite(&[&vec![b'a'; MIB_5], &vec![b'b'; MIB_5], b"end"]);

    let size = i64::try_from(2 * MIB_5 + 3).expect("it is small");
    let complete = bench.complete(&id, &parts).mpu_object_size(size).if_none_match("*");
    let completed = complete.send().await.expect("the upload completes");
    assert_eq!(completed.checksum_sha256.as_ref(), Some(&expected));
    assert_eq!(completed.checksum_type, Some(ChecksumType::Composite));
    let etag = completed.e_tag.expect("an object has an ETag");
    assert!(etag.ends_with("-3\""), "{etag}");

    let head = bench.client.head_object().bucket(BUCKET).key(KEY).checksum_mode(ChecksumMode::Enabled);
    let head = head.send().await.expect("the object is there");
    assert_eq!(head.content_length, Some(size));
    assert_eq!(head.content_type.as_deref(), Some("video/mp4"));
    assert_eq!(head.metadata().and_then(|all| all.get("upload-token")).map(String::as_str), Some("token-1"));
    assert_eq!(head.checksum_sha256.as_ref(), Some(&expected));
    assert_eq!(head.checksum_type, Some(ChecksumType::Composite));
    assert_eq!(head.e_tag.as_ref(), Some(&etag));

    let get = bench.client.get_object().bucket(BUCKET).key(KEY).checksum_mode(ChecksumMode::Enabled);
    let get = get.send().await.expect("the object is there");
    assert_eq!(get.content_type.as_deref(), Some("video/mp4"));
    assert_eq!(get.metadata().and_then(|all| all.get("upload-token")).map(String::as_str), Some("token-1"));
    assert_eq!(get.checksum_sha256, Some(expected));
    let bytes = get.body.collect().await.expect("the bytes come").to_vec();
    assert_eq!(bytes, [vec![b'a'; MIB_5], vec![b'b'; MIB_5], b"end".to_vec()].concat());
}

#[tokio::test]
async fn numbers_may_have_gaps_and_parts_may_be_left_out() {
    let bench = Bench::new().await;
    let id = bench.begin(KEY).await;
    let first = bench.arrive(&id, 7, &vec![b'a'; MIB_5]).await;
    bench.arrive(&id, 8, b"left out").await;
    let last = bench.arrive(&id, 4000, b"end").await;

    bench.complete(&id, &[first, last]).send().await.expect("the upload completes");
    let head = bench.client.head_object().bucket(BUCKET).key(KEY).send().await.expect("the object is there");
    assert_eq!(head.content_length, i64::try_from(MIB_5 + 3).ok());
    let kept = files(&bench.bucket_folder().join("bytes"));
    assert_eq!(kept.len(), 2, "the bytes that were left out are gone: {kept:?}");
}

#[tokio::test]
async fn a_failed_complete_harms_nothing() {
    let bench = Bench::new().await;
    let (id, parts) = bench.three_parts().await;
    let [one, two, three] = [&parts[0], &parts[1], &parts[2]].map(Clone::clone);
    let wrong_etag = listed(2, "\"0123456789abcdef0123456789abcdef\"", &vec![b'b'; MIB_5]);
    let wrong_checksum = CompletedPart::builder()
        .part_number(2)
        .set_e_tag(two.e_tag.clone())
        .checksum_sha256(sha256(b"other"))
        .build();
    let no_checksum = CompletedPart::builder().part_number(2).set_e_tag(two.e_tag.clone()).build();
    let never_came = listed(9, two.e_tag().unwrap_or_default(), &vec![b'b'; MIB_5]);
    let part_0 = listed(0, two.e_tag().unwrap_or_default(), &vec![b'b'; MIB_5]);

    for (list, expected) in [
        (vec![one.clone(), wrong_etag, three.clone()], "InvalidPart"),
        (vec![one.clone(), wrong_checksum, three.clone()], "InvalidPart"),
        (vec![one.clone(), no_checksum, three.clone()], "InvalidRequest"),
        (vec![one.clone(), never_came], "InvalidPart"),
        (vec![part_0, one.clone()], "InvalidArgument"),
        (vec![two.clone(), one.clone(), three.clone()], "InvalidPartOrder"),
        (vec![one.clone(), one.clone(), three.clone()], "InvalidPartOrder"),
        (vec![], "MalformedXML"),
    ] {
        assert_eq!(code(bench.complete(&id, &list).send().await), expected, "{list:?}");
    }
    let complete = bench.complete(&id, &parts);
    assert_eq!(code(complete.clone().mpu_object_size(1).send().await), "InvalidRequest");
    assert_eq!(code(complete.clone().checksum_sha256(sha256(b"other")).send().await), "BadDigest");
    assert_eq!(code(complete.clone().if_match("\"abc\"").send().await), "NoSuchKey");

    assert_eq!(bench.listed_parts(&id).await, [1, 2, 3]);
    complete.send().await.expect("the upload completes after all");
}

#[tokio::test]
async fn only_the_last_part_may_be_below_5_mib() {
    let bench = Bench::new().await;
    let id = bench.begin(KEY).await;
    let small = bench.arrive(&id, 1, &vec![b'a'; MIB_5 - 1]).await;
    let last = bench.arrive(&id, 2, b"z").await;
    assert_eq!(code(bench.complete(&id, &[small.clone(), last]).send().await), "EntityTooSmall");
    bench.complete(&id, &[small]).send().await.expect("alone it is the last");
}

#[tokio::test]
async fn the_same_complete_again_gives_the_same_answer() {
    let bench = Bench::new().await;
    let (id, parts) = bench.three_parts().await;
    let complete = bench.complete(&id, &parts).if_none_match("*");
    let first = complete.clone().send().await.expect("the upload completes");
    let again = complete.clone().send().await.expect("and again");
    assert_eq!(first.e_tag, again.e_tag);
    assert_eq!(first.checksum_sha256, again.checksum_sha256);

    assert_eq!(
        code(bench.complete(&id, &parts[..1]).send().await),
        "NoSuchUpload",
        "another list is another request"
    );
    bench.client.delete_object().bucket(BUCKET).key(KEY).send().await.expect("the object is removed");
    assert_eq!(code(complete.send().await), "NoSuchUpload", "the object is gone");
}

#[tokio::test]
async fn an_object_that_must_be_new_is_never_replaced() {
    let bench = Bench::new().await;
    bench.put(KEY, b"was here first").await;
    let id = bench.begin(KEY).await;
    let part = bench.arrive(&id, 1, b"film").await;
    let complete = bench.complete(&id, &[part]);

    let refused = complete.clone().if_none_match("*").send().await.expect_err("it exists");
    assert_eq!(refused.raw_response().map(|raw| raw.status().as_u16()), Some(412));
    assert_eq!(refused.code(), Some("PreconditionFailed"));
    assert_eq!(bench.listed_parts(&id).await, [1]);

    complete.send().await.expect("without the condition it replaces");
}

#[tokio::test]
async fn of_many_completes_for_one_new_object_one_wins() {
    let bench = Bench::new().await;
    let mut attempts = tokio::task::JoinSet::new();
    for letter in b'a'..b'i' {
        let id = bench.begin(KEY).await;
        let part = bench.arrive(&id, 1, &[letter]).await;
        attempts.spawn(bench.complete(&id, &[part]).if_none_match("*").send());
    }
    let outcomes = attempts.join_all().await;
    let won = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    assert_eq!(won, 1);
}

#[tokio::test]
async fn replaced_bytes_are_gone() {
    let bench = Bench::new().await;
    bench.put(KEY, b"first").await;
    let (id, parts) = bench.three_parts().await;
    bench.complete(&id, &parts).send().await.expect("the upload completes");
    assert_eq!(files(&bench.bucket_folder().join("bytes")).len(), 3);
    assert_eq!(files(&bench.bucket_folder().join("uploads")).len(), 0);
    assert_eq!(files(&bench.bucket_folder().join("drafts")).len(), 0);
}
