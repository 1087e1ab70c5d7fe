//! Uploads in progress: listed, and aborted by age.

use std::time::Duration;

use super::bench::{BUCKET, Bench, KEY, files};

#[tokio::test]
async fn uploads_in_progress_are_listed_by_key_and_age() {
    let bench = Bench::new().await;
    let mut begun = Vec::new();
    for key in ["b", "a/2", "a/1", "b"] {
        begun.push((key, bench.begin(key).await));
    }
    let list = bench.client.list_multipart_uploads().bucket(BUCKET);
    let listed = list.clone().send().await.expect("uploads are listed");
    let keys: Vec<&str> = listed.uploads().iter().filter_map(|upload| upload.key.as_deref()).collect();
    assert_eq!(keys, ["a/1", "a/2", "b", "b"]);
    assert!(listed.uploads().iter().all(|upload| upload.initiated.is_some()));

    let within = list.prefix("a/").send().await.expect("uploads are listed");
    assert_eq!(within.uploads().len(), 2);
}

#[tokio::test]
async fn uploads_are_listed_page_by_page() {
    let bench = Bench::new().await;
    for key in ["b", "a", "b", "b", "c"] {
        bench.begin(key).await;
    }
    let mut found = Vec::new();
    let (mut key, mut id) = (None, None);
    loop {
        let list = bench.client.list_multipart_uploads().bucket(BUCKET).max_uploads(2);
        let page =
            list.set_key_marker(key).set_upload_id_marker(id).send().await.expect("uploads are listed");
        assert!(page.uploads().len() <= 2);
        found.extend(page.uploads().iter().map(|upload| (upload.key.clone(), upload.upload_id.clone())));
        (key, id) = (page.next_key_marker.clone(), page.next_upload_id_marker.clone());
        if page.is_truncated != Some(true) {
            break;
        }
    }
    let keys: Vec<&str> = found.iter().filter_map(|(key, _)| key.as_deref()).collect();
    assert_eq!(keys, ["a", "b", "b", "b", "c"]);
    found.dedup();
    assert_eq!(found.len(), 5, "each once");
}

#[tokio::test]
async fn old_uploads_are_aborted_and_their_bytes_are_gone() {
    let bench = Bench::new().await;
    let id = bench.begin(KEY).await;
    bench.arrive(&id, 1, b"film").await;

    let young = bench.s3.abort_incomplete(Duration::from_secs(3600)).await.expect("the disk obeys");
    assert_eq!(young, []);
    assert_eq!(bench.listed_parts(&id).await, [1]);

    let old = bench.s3.abort_incomplete(Duration::ZERO).await.expect("the disk obeys");
    let old: Vec<_> = old.iter().map(|upload| (upload.key.as_str(), upload.upload_id.as_str())).collect();
    assert_eq!(old, [(KEY, id.as_str())]);
    assert_eq!(files(&bench.bucket_folder()), Vec::<std::path::PathBuf>::new());
}

#[tokio::test]
async fn completed_uploads_are_neither_listed_nor_aborted() {
    let bench = Bench::new().await;
    let id = bench.begin(KEY).await;
    let part = bench.arrive(&id, 1, b"film").await;
    bench.complete(&id, &[part]).send().await.expect("the upload completes");

    let listed =
        bench.client.list_multipart_uploads().bucket(BUCKET).send().await.expect("uploads are listed");
    assert_eq!(listed.uploads(), []);
    assert_eq!(bench.s3.abort_incomplete(Duration::ZERO).await.expect("the disk obeys"), []);
    bench.client.head_object().bucket(BUCKET).key(KEY).send().await.expect("the object stands");
}
