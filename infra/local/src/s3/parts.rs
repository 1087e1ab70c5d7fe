//! Parts of an upload: one arrives, all are listed.

use std::sync::Arc;

use s3s::dto::{
    CopyPartResult, CopySource, ListPartsInput, ListPartsOutput, Part, Range, UploadPartCopyInput,
    UploadPartCopyOutput, UploadPartInput, UploadPartOutput,
};
use s3s::{S3Error, S3Request, S3Response, S3Result, s3_error};

use super::checksums::{Carrier as _, Promise};
use super::drafts::{self, Arrival, Delivery};
use super::records::{ContentId, PartRecord, UploadRecord, wire_etag, wire_size, wire_time};
use super::store::Store;
use super::{machine, reading};

/// Parts of one upload, at most.
pub(super) const MOST_PARTS: i32 = 10_000;

/// Parts on one page of a list, at most.
const PAGE: i32 = 1000;

/// `UploadPart`: the bytes are kept only if they are what was signed, promised, and for this upload.
///
/// # Errors
/// `InvalidArgument`: a part number out of 1 to 10,000. `NoSuchUpload`: no open upload of this id for this key.
/// `InvalidRequest`: another checksum algorithm than the upload's. What [`drafts::receive`] answers.
pub(super) async fn upload(
    store: &Arc<Store>,
    request: S3Request<UploadPartInput>,
) -> S3Result<S3Response<UploadPartOutput>> {
    let input = request.input;
    let number = number(input.part_number)?;
    let promise = Promise::of(&input, input.checksum_algorithm.as_ref())?;
    let (key, id) = (input.key, input.upload_id);
    let open = move |store: &Store| store.open_upload(&key, &id);

    let upload = store.read(open.clone()).await?;
    agree(&upload, promise.as_ref())?;
    let delivery = Delivery {
        body: input.body,
        length: input.content_length,
        md5: input.content_md5,
        promise,
        trailers: request.trailing_headers,
    };
    let arrival = drafts::receive(&store.drafts(), delivery).await?;

    let output = answer(&arrival);
    // It may have been completed or aborted while the bytes came in.
    let add = move |store: &Store| add(store, &open(store)?, number, arrival);
    store.change(add).await?;
    Ok(S3Response::new(output))
}

/// `UploadPartCopy`: a part whose bytes are a range of an object that is kept here.
///
/// # Errors
/// `InvalidArgument`: a part number out of 1 to 10,000, or a range that is none. `NoSuchKey`: no such object. `NoSuchUpload`:
/// no open upload of this id for this key.
pub(super) async fn copy(
    store: &Arc<Store>,
    request: S3Request<UploadPartCopyInput>,
) -> S3Result<S3Response<UploadPartCopyOutput>> {
    let input = request.input;
    let number = number(input.part_number)?;
    let CopySource::Bucket { key: source, .. } = input.copy_source else {
        return Err(s3_error!(NotImplemented, "Only objects of this bucket can be copied."));
    };
    let range = input.copy_source_range.as_deref().map(Range::parse).transpose();
    let range = range.map_err(|_| s3_error!(InvalidArgument, "The copy source range is malformed"))?;
    let (key, id) = (input.key, input.upload_id);
    let open = move |store: &Store| store.open_upload(&key, &id);

    let upload = store.read(open.clone()).await?;
    let body = reading::body(store, source.into(), range).await?;
    let arrival = drafts::copied(&store.drafts(), body, upload.algorithm).await?;

    let mut result = CopyPartResult {
        e_tag: Some(wire_etag(&arrival.etag)),
        last_modified: Some(wire_time(machine::now())),
        ..CopyPartResult::default()
    };
    if let Some((algorithm, value)) = arrival.checksum.clone() {
        result.carry(algorithm, value);
    }
    let add = move |store: &Store| add(store, &open(store)?, number, arrival);
    store.change(add).await?;
    Ok(S3Response::new(UploadPartCopyOutput {
        copy_part_result: Some(result),
        ..UploadPartCopyOutput::default()
    }))
}

/// `ListParts`: by number, at most 1,000 on a page.
///
/// # Errors
/// `NoSuchUpload`: no open upload of this id for this key. `InvalidArgument`: a negative `max-parts`.
pub(super) async fn list(
    store: &Arc<Store>,
    request: S3Request<ListPartsInput>,
) -> S3Result<S3Response<ListPartsOutput>> {
    let input = request.input;
    let page = page_size(input.max_parts, PAGE, "max-parts")?;
    let marker = input.part_number_marker.unwrap_or(0);
    let (key, id) = (input.key.clone(), input.upload_id.clone());
    let (upload, parts) = store
        .read(move |store| {
            let upload = store.open_upload(&key, &id)?;
            let parts = store.parts(&upload.id)?;
            Ok((upload, parts))
        })
        .await?;

    let mut rest = parts.into_values().filter(|part| part.number > marker).peekable();
    let parts: Vec<Part> = rest.by_ref().take(page).map(|part| listed(&upload, part)).collect();
    let is_truncated = rest.peek().is_some();
    let last = parts.last().and_then(|part| part.part_number);
    Ok(S3Response::new(ListPartsOutput {
        bucket: Some(input.bucket),
        key: Some(input.key),
        upload_id: Some(input.upload_id),
        checksum_algorithm: upload.algorithm.map(|algorithm| algorithm.wire()),
        checksum_type: upload.algorithm.map(|_| super::uploads::composite()),
        part_number_marker: Some(marker),
        next_part_number_marker: last.filter(|_| is_truncated),
        max_parts: i32::try_from(page).ok(),
        is_truncated: Some(is_truncated),
        parts: Some(parts),
        ..ListPartsOutput::default()
    }))
}

/// A part number, if it is one.
///
/// # Errors
/// `InvalidArgument`: it isn't 1 to 10,000.
pub(super) fn number(number: i32) -> S3Result<i32> {
    if (1..=MOST_PARTS).contains(&number) {
        return Ok(number);
    }
    Err(s3_error!(InvalidArgument, "Part number must be an integer between 1 and {MOST_PARTS}, inclusive"))
}

/// How many items a page holds: what was asked, but never more than `most`.
///
/// # Errors
/// `InvalidArgument`: a negative number was asked.
pub(super) fn page_size(asked: Option<i32>, most: i32, name: &str) -> S3Result<usize> {
    let size = asked.unwrap_or(most).min(most);
    usize::try_from(size).map_err(|_| s3_error!(InvalidArgument, "{name} must be between 0 and 2147483647"))
}

/// Each part must bring a checksum of the upload's algorithm, and none if the upload has none.
fn agree(upload: &UploadRecord, promise: Option<&Promise>) -> S3Result {
    let brought = promise.map(|promise| promise.algorithm);
    if brought == upload.algorithm {
        return Ok(());
    }
    let name = |algorithm: Option<super::checksums::Algorithm>| {
        algorithm.map_or_else(|| "null".to_owned(), |algorithm| algorithm.lower())
    };
    Err(s3_error!(
        InvalidRequest,
        "Checksum Type mismatch occurred, expected checksum Type: {}, actual checksum Type: {}",
        name(upload.algorithm),
        name(brought)
    ))
}

fn answer(arrival: &Arrival) -> UploadPartOutput {
    let mut output =
        UploadPartOutput { e_tag: Some(wire_etag(&arrival.etag)), ..UploadPartOutput::default() };
    if let Some((algorithm, value)) = arrival.checksum.clone() {
        output.carry(algorithm, value);
    }
    output
}

fn add(store: &Store, upload: &UploadRecord, number: i32, arrival: Arrival) -> S3Result {
    let Arrival { draft, size, etag, checksum } = arrival;
    let token = ContentId::fresh().map_err(S3Error::internal_error)?;
    let part = PartRecord {
        number,
        file: format!("{number:05}-{}", token.as_str()),
        size,
        etag,
        checksum: checksum.map(|(_, value)| value),
        modified: machine::now(),
    };
    store.keep(draft, &upload.id, &part.file)?;
    store.add_part(&upload.id, &part)
}

fn listed(upload: &UploadRecord, part: PartRecord) -> Part {
    let mut listed = Part {
        part_number: Some(part.number),
        size: Some(wire_size(part.size)),
        e_tag: Some(wire_etag(&part.etag)),
        last_modified: Some(wire_time(part.modified)),
        ..Part::default()
    };
    if let (Some(algorithm), Some(value)) = (upload.algorithm, part.checksum) {
        listed.carry(algorithm, value);
    }
    listed
}
