//! Parts: for the right upload only, and all of them listed.

use aws_sdk_s3::types::ChecksumAlgorithm;

use super::bench::{BUCKET, Bench, KEY, code, presigned, refusal, sha256};

#[tokio::test]
async fn an_upload_id_works_for_its_own_key_alone() {
    let bench = Bench::new().await;
    let id = bench.begin(KEY).await;
    let part = bench.arrive(&id, 1, b"film").await;
    let other = "t/org/s/other/art";

    let signed = presigned(bench.part(&id, 2, b"film").key(other)).await;
    assert_eq!(refusal(bench.send(&signed, b"film").await).await, (404, "NoSuchUpload".to_owned()));
    let list = bench.client.list_parts().bucket(BUCKET).key(other).upload_id(&id).send().await;
    assert_eq!(code(list), "NoSuchUpload");
    assert_eq!(code(bench.complete(&id, &[part]).key(other).send().await), "NoSuchUpload");
    let abort = bench.client.abort_multipart_upload().bucket(BUCKET).key(other).upload_id(&id).send().await;
    assert_eq!(code(abort), "NoSuchUpload");

    assert_eq!(bench.listed_parts(&id).await, [1], "the upload is untouched");
}

#[tokio::test]
async fn unknown_aborted_and_completed_ids_are_no_uploads() {
    let bench = Bench::new().await;
    let aborted = bench.begin(KEY).await;
    bench.arrive(&aborted, 1, b"film").await;
    let abort = bench.client.abort_multipart_upload().bucket(BUCKET).key(KEY).upload_id(&aborted);
    abort.clone().send().await.expect("an open upload can be aborted");
    let completed = bench.begin(KEY).await;
    let part = bench.arrive(&completed, 1, b"film").await;
    bench.complete(&completed, std::slice::from_ref(&part)).send().await.expect("the upload completes");

    for id in [aborted.as_str(), completed.as_str(), "0123456789abcdef0123456789abcdef", "../../secret"] {
        let signed = presigned(bench.part(id, 1, b"film")).await;
        let (status, code_of_part) = refusal(bench.send(&signed, b"film").await).await;
        assert_eq!((status, code_of_part.as_str()), (404, "NoSuchUpload"), "{id:?}");
        let list = bench.client.list_parts().bucket(BUCKET).key(KEY).upload_id(id).send().await;
        assert_eq!(code(list), "NoSuchUpload", "{id:?}");
        assert_eq!(code(abort.clone().upload_id(id).send().await), "NoSuchUpload", "{id:?}");
    }
    assert_eq!(code(bench.complete(&aborted, &[part]).send().await), "NoSuchUpload");
}

#[tokio::test]
async fn part_numbers_go_from_1_to_10000() {
    let bench = Bench::new().await;
    let id = bench.begin(KEY).await;
    for number in [-1, 0, 10_001] {
        let signed = presigned(bench.part(&id, number, b"film")).await;
        let refused = refusal(bench.send(&signed, b"film").await).await;
        assert_eq!(refused, (400, "InvalidArgument".to_owned()), "{number}");
    }
    bench.arrive(&id, 10_000, b"film").await;
    bench.arrive(&id, 1, b"film").await;
    assert_eq!(bench.listed_parts(&id).await, [1, 10_000]);
}

#[tokio::test]
async fn parts_are_listed_by_number_with_size_etag_and_checksum() {
    let bench = Bench::new().await;
    let id = bench.begin(KEY).await;
    for number in [12, 3, 101, 1] {
        bench.arrive(&id, number, format!("part {number}").as_bytes()).await;
    }
    let list = bench.client.list_parts().bucket(BUCKET).key(KEY).upload_id(&id);
    let listed = list.send().await.expect("parts are listed");
    assert_eq!(listed.checksum_algorithm, Some(ChecksumAlgorithm::Sha256));
    assert_eq!(listed.is_truncated, Some(false));

    let numbers: Vec<i32> = listed.parts().iter().filter_map(|part| part.part_number).collect();
    assert_eq!(numbers, [1, 3, 12, 101]);
    let twelfth = &listed.parts()[2];
    assert_eq!(twelfth.size, Some(7));
    assert_eq!(twelfth.e_tag.as_deref(), Some("\"f03e77e117b611e3443b3ec6a8258fc6\""));
    assert_eq!(twelfth.checksum_sha256, Some(sha256(b"part 12")));
    assert!(twelfth.last_modified.is_some());
}

#[tokio::test]
async fn parts_are_listed_page_by_page() {
    let bench = Bench::new().await;
    let id = bench.begin(KEY).await;
    for number in 1..=5 {
        bench.arrive(&id, number, b"film").await;
    }
    let mut pages = Vec::new();
    let mut marker = None;
    loop {
        let list = bench.client.list_parts().bucket(BUCKET).key(KEY).upload_id(&id).max_parts(2);
        let page = list.set_part_number_marker(marker).send().await.expect("parts are listed");
        pages.push(page.parts().iter().filter_map(|part| part.part_number).collect::<Vec<_>>());
        marker = page.next_part_number_marker.clone();
        if page.is_truncated != Some(true) {
            break;
        }
    }
    assert_eq!(pages, [vec![1, 2], vec![3, 4], vec![5]]);
    assert_eq!(marker, None);
}

#[tokio::test]
async fn a_part_sent_again_takes_the_place_of_the_first() {
    let bench = Bench::new().await;
    let id = bench.begin(KEY).await;
    let first = bench.arrive(&id, 1, b"first").await;
    let second = bench.arrive(&id, 1, b"second").await;
    assert_eq!(bench.listed_parts(&id).await, [1]);

    assert_eq!(code(bench.complete(&id, &[first]).send().await), "InvalidPart");
    bench.complete(&id, &[second]).send().await.expect("the upload completes");
    let get = bench.client.get_object().bucket(BUCKET).key(KEY).send().await.expect("the object is there");
    assert_eq!(get.body.collect().await.expect("the bytes come").to_vec(), b"second");
}

#[tokio::test]
async fn every_part_brings_the_checksum_that_the_upload_was_begun_with() {
    let bench = Bench::new().await;
    let id = bench.begin(KEY).await;
    let part = || bench.client.upload_part().bucket(BUCKET).key(KEY).upload_id(&id).part_number(1);
    let none = presigned(part().content_length(4)).await;
    assert_eq!(refusal(bench.send(&none, b"film").await).await, (400, "InvalidRequest".to_owned()));
    let other = presigned(part().content_length(4).checksum_crc32("AAAAAA==")).await;
    assert_eq!(refusal(bench.send(&other, b"film").await).await, (400, "InvalidRequest".to_owned()));
}
