//! The disk is the state: a restart forgets nothing, and tidies up after a kill.

use super::bench::{BUCKET, Bench, KEY, MIB_5, code, files, presigned};

#[tokio::test]
async fn an_upload_goes_on_after_a_restart() {
    let bench = Bench::new().await;
    let id = bench.begin(KEY).await;
    let first = bench.arrive(&id, 1, &vec![b'a'; MIB_5]).await;
    let bench = bench.restarted().await;

    let listed = bench.client.list_parts().bucket(BUCKET).key(KEY).upload_id(&id).send().await;
    let listed = listed.expect("parts are listed");
    assert_eq!(listed.parts()[0].checksum_sha256, first.checksum_sha256);
    assert_eq!(listed.parts()[0].e_tag, first.e_tag);

    let last = bench.arrive(&id, 2, b"end").await;
    bench.complete(&id, &[first, last]).send().await.expect("the upload completes");
    let head = bench.client.head_object().bucket(BUCKET).key(KEY).send().await.expect("the object is there");
    assert_eq!(head.content_type.as_deref(), Some("video/mp4"));
    assert_eq!(head.metadata().and_then(|all| all.get("upload-token")).map(String::as_str), Some("token-1"));
}

#[tokio::test]
async fn an_object_and_a_repeated_complete_survive_a_restart() {
    let bench = Bench::new().await;
    let (id, parts) = bench.three_parts().await;
    let etag = bench.complete(&id, &parts).send().await.expect("the upload completes").e_tag;
    let bench = bench.restarted().await;

    assert_eq!(bench.complete(&id, &parts).send().await.expect("and again").e_tag, etag);
    let get = bench.client.get_object().bucket(BUCKET).key(KEY).send().await.expect("the object is there");
    assert_eq!(get.body.collect().await.expect("the bytes come").to_vec().len(), 2 * MIB_5 + 3);
}

#[tokio::test]
async fn a_kill_right_after_the_object_was_made_leaves_a_completed_upload() {
    let bench = Bench::new().await;
    let id = bench.begin(KEY).await;
    let part = bench.arrive(&id, 1, b"film").await;
    let upload = bench.bucket_folder().join("uploads").join(&id);
    let record = std::fs::read(upload.join("upload.json")).expect("the upload is on disk");
    bench.complete(&id, &[part]).send().await.expect("the upload completes");

    // As if the process had been killed before it forgot the upload.
    std::fs::create_dir(&upload).expect("the upload was forgotten");
    std::fs::write(upload.join("upload.json"), record).expect("the record can be written");
    let abort = bench.client.abort_multipart_upload().bucket(BUCKET).key(KEY).upload_id(&id);
    assert_eq!(code(abort.send().await), "NoSuchUpload");
    assert_eq!(bench.s3.abort_incomplete(std::time::Duration::ZERO).await.expect("the disk obeys"), []);

    let bench = bench.restarted().await;
    assert!(!upload.exists());
    let get = bench.client.get_object().bucket(BUCKET).key(KEY).send().await.expect("the object is there");
    assert_eq!(get.body.collect().await.expect("the bytes come").to_vec(), b"film");
}

#[tokio::test]
async fn what_a_kill_left_half_done_is_tidied_up() {
    let bench = Bench::new().await;
    bench.put(KEY, b"film").await;
    let folder = bench.bucket_folder();
    let orphan = folder.join("bytes/0123456789abcdef0123456789abcdef");
    std::fs::create_dir(&orphan).expect("the folder can be made");
    std::fs::write(orphan.join("00001"), b"orphan").expect("the file can be written");
    std::fs::write(folder.join("drafts/draft"), b"half a pa").expect("the file can be written");
    std::fs::create_dir(folder.join("uploads/0123456789abcdef0123456789abcdef"))
        .expect("the folder can be made");

    let bench = bench.restarted().await;
    assert!(!orphan.exists());
    assert_eq!(files(&folder.join("drafts")).len(), 0);
    assert_eq!(std::fs::read_dir(folder.join("uploads")).expect("the folder is there").count(), 0);
    bench.client.head_object().bucket(BUCKET).key(KEY).send().await.expect("the object stands");
}

#[tokio::test]
async fn a_journal_line_cut_short_costs_one_part_at_most() {
    let bench = Bench::new().await;
    let id = bench.begin(KEY).await;
    bench.arrive(&id, 1, b"film").await;
    let journal = bench.bucket_folder().join("uploads").join(&id).join("parts.jsonl");
    let mut lines = std::fs::read(&journal).expect("the journal is on disk");
    lines.extend_from_slice(b"\n{\"number\":2,\"fi");
    std::fs::write(&journal, lines).expect("the journal can be written");

    let bench = bench.restarted().await;
    assert_eq!(bench.listed_parts(&id).await, [1]);
    bench.arrive(&id, 2, b"film").await;
    assert_eq!(bench.listed_parts(&id).await, [1, 2]);
}

#[tokio::test]
async fn an_upload_aborted_while_a_part_comes_in_takes_no_part() {
    let bench = Bench::new().await;
    let id = bench.begin(KEY).await;
    let signed = presigned(bench.part(&id, 1, b"film")).await;
    let (sender, receiver) = tokio::sync::mpsc::channel::<Result<Vec<u8>, std::io::Error>>(1);
    let body =
        futures_util::stream::unfold(receiver, async |mut receiver| Some((receiver.recv().await?, receiver)));
    let request = bench.request(&signed).header("content-length", "4").body(reqwest::Body::wrap_stream(body));
    let part = tokio::spawn(request.send());
    sender.send(Ok(b"fi".to_vec())).await.expect("the body is read");
    while files(&bench.bucket_folder().join("drafts")).is_empty() {
        tokio::task::yield_now().await;
    }

    let abort = bench.client.abort_multipart_upload().bucket(BUCKET).key(KEY).upload_id(&id).send().await;
    abort.expect("an open upload can be aborted");
    sender.send(Ok(b"lm".to_vec())).await.expect("the body is read");
    drop(sender);
    let response = part.await.expect("it ran").expect("S3 answers");
    assert_eq!(response.status(), 404);
    assert_eq!(files(&bench.bucket_folder()).len(), 0);
}
