//! Objects put at once, listed and removed.

use aws_sdk_s3::types::{ChecksumMode, Delete, ObjectIdentifier};

use super::bench::{BUCKET, Bench, KEY, code, files, minutes, refusal, sha256};

#[tokio::test]
async fn an_object_is_put_with_the_checksum_that_the_client_adds() {
    let bench = Bench::new().await;
    bench.put(KEY, b"film").await;
    let head = bench.client.head_object().bucket(BUCKET).key(KEY).checksum_mode(ChecksumMode::Enabled);
    let head = head.send().await.expect("the object is there");
    assert_eq!(head.content_length, Some(4));
    assert_eq!(head.checksum_crc32.as_deref(), Some("gkS+Ig=="));
}

#[tokio::test]
async fn bytes_that_are_not_what_was_promised_leave_the_former_object() {
    let bench = Bench::new().await;
    bench.put(KEY, b"former").await;
    let put = || bench.client.put_object().bucket(BUCKET).key(KEY);

    let signed = put().content_length(4).checksum_sha256(sha256(b"film")).presigned(minutes(5)).await;
    let response = bench.send(&signed.expect("a URL can be signed"), b"fi1m").await;
    assert_eq!(refusal(response).await, (400, "BadDigest".to_owned()));

    let signed = put().content_length(4).content_md5("1B2M2Y8AsgTpgAmY7PhCfg==").presigned(minutes(5)).await;
    let response = bench.send(&signed.expect("a URL can be signed"), b"film").await;
    assert_eq!(refusal(response).await, (400, "BadDigest".to_owned()));

    let got = bench.client.get_object().bucket(BUCKET).key(KEY).send().await.expect("the object is there");
    assert_eq!(got.body.collect().await.expect("the bytes come").to_vec(), b"former");
    assert_eq!(files(&bench.bucket_folder().join("drafts")).len(), 0);
    assert_eq!(files(&bench.bucket_folder().join("bytes")).len(), 1);
}

#[tokio::test]
async fn a_put_may_ask_that_the_object_be_new_or_a_certain_one() {
    let bench = Bench::new().await;
    let put = || bench.client.put_object().bucket(BUCKET).key(KEY).body(b"film".to_vec().into());
    assert_eq!(code(put().if_match("\"abc\"").send().await), "NoSuchKey");
    let first = put().if_none_match("*").send().await.expect("it is new");
    assert_eq!(code(put().if_none_match("*").send().await), "PreconditionFailed");
    assert_eq!(code(put().if_match("\"abc\"").send().await), "PreconditionFailed");
    put().if_match(first.e_tag.expect("an object has an ETag")).send().await.expect("it is that one");
}

#[tokio::test]
async fn removing_may_be_repeated_and_is_final_once_its_versions_are_removed_too() {
    let bench = Bench::new().await;
    for key in ["a", "b", "c"] {
        bench.put(key, b"film").await;
    }
    for _ in 0..2 {
        bench.client.delete_object().bucket(BUCKET).key("a").send().await.expect("it is removed");
    }
    let named = |key: &str| ObjectIdentifier::builder().key(key).build().expect("a key is all it needs");
    let delete =
        Delete::builder().objects(named("b")).objects(named("never")).build().expect("there are objects");
    let deleted = bench.client.delete_objects().bucket(BUCKET).delete(delete).send().await;
    assert_eq!(deleted.expect("they are removed").deleted().len(), 2);

    let listed = bench.client.list_objects_v2().bucket(BUCKET).send().await.expect("objects are listed");
    let keys: Vec<&str> = listed.contents().iter().filter_map(|object| object.key()).collect();
    assert_eq!(keys, ["c"]);

    let versions = bench.client.list_object_versions().bucket(BUCKET);
    let listed = versions.clone().send().await.expect("versions are listed");
    let told: Vec<_> = listed
        .versions()
        .iter()
        .map(|version| (version.key().unwrap_or_default(), version.is_latest()))
        .collect();
    assert_eq!(told, [("a", Some(false)), ("b", Some(false)), ("c", Some(true))]);
    for version in listed.versions() {
        let delete = bench.client.delete_object().bucket(BUCKET).key(version.key().expect("a key"));
        let delete = delete.version_id(version.version_id().expect("an id"));
        for _ in 0..2 {
            delete.clone().send().await.expect("it is removed");
        }
    }
    let left = versions.send().await.expect("versions are listed");
    assert!(left.versions().is_empty(), "{left:?}");
    assert!(files(&bench.bucket_folder().join("bytes")).is_empty());
}

#[tokio::test]
async fn what_was_deleted_long_ago_is_forgotten() {
    let bench = Bench::new().await;
    bench.put("a", b"film").await;
    bench.client.delete_object().bucket(BUCKET).key("a").send().await.expect("it is removed");
    let forget = async |age| bench.s3.forget_former(age).await.expect("the disk obeys");

    assert_eq!(forget(std::time::Duration::from_secs(3600)).await, 0);
    assert_eq!(forget(std::time::Duration::ZERO).await, 1);
    assert!(files(&bench.bucket_folder().join("bytes")).is_empty());
}

#[tokio::test]
async fn objects_are_listed_by_key_under_a_prefix_folded_and_page_by_page() {
    let bench = Bench::new().await;
    for key in ["t/2/x", "t/1/b", "u", "t/1/a", "t/3"] {
        bench.put(key, b"film").await;
    }
    let list = bench.client.list_objects_v2().bucket(BUCKET).prefix("t/");
    let all = list.clone().send().await.expect("objects are listed");
    let keys: Vec<&str> = all.contents().iter().filter_map(|object| object.key()).collect();
    assert_eq!(keys, ["t/1/a", "t/1/b", "t/2/x", "t/3"]);
    assert_eq!(all.contents()[0].size, Some(4));
    assert!(all.contents()[0].e_tag.is_some());

    let mut folded = Vec::new();
    let mut token = None;
    loop {
        let page = list.clone().delimiter("/").max_keys(1).set_continuation_token(token);
        let page = page.send().await.expect("objects are listed");
        assert_eq!(page.key_count, Some(1));
        folded.extend(page.common_prefixes().iter().filter_map(|prefix| prefix.prefix.clone()));
        folded.extend(page.contents().iter().filter_map(|object| object.key.clone()));
        token = page.next_continuation_token.clone();
        if page.is_truncated != Some(true) {
            break;
        }
    }
    assert_eq!(folded, ["t/1/", "t/2/", "t/3"]);
}
