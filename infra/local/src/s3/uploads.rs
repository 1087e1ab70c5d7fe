//! Multipart uploads as a whole: begun, listed, aborted by the client or by age.

use std::sync::Arc;
use std::time::Duration;

use s3s::dto::{
    AbortMultipartUploadInput, AbortMultipartUploadOutput, ChecksumType, CreateMultipartUploadInput,
    CreateMultipartUploadOutput, ListMultipartUploadsInput, ListMultipartUploadsOutput, MultipartUpload,
};
use s3s::{S3Error, S3Request, S3Response, S3Result, s3_error};

use super::attributes;
use super::checksums::Algorithm;
use super::machine;
use super::parts::page_size;
use super::records::{ContentId, UploadRecord, wire_time};
use super::store::Store;

/// Uploads on one page of a list, at most.
const PAGE: i32 = 1000;

/// An upload that was aborted because of its age.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbortedUpload {
    /// The key it was for.
    pub key: String,
    /// The id it had.
    pub upload_id: String,
}

/// `CreateMultipartUpload`: fixes the key, the attributes and the checksum algorithm.
///
/// # Errors
/// `InvalidRequest`: a checksum algorithm or type that S3 doesn't combine so. `NotImplemented`: one that this S3
/// doesn't. `MetadataTooLarge`.
pub(super) async fn create(
    store: &Arc<Store>,
    request: S3Request<CreateMultipartUploadInput>,
) -> S3Result<S3Response<CreateMultipartUploadOutput>> {
    let input = request.input;
    let algorithm = input.checksum_algorithm.as_ref().map(Algorithm::named).transpose()?;
    check_kind(algorithm, input.checksum_type.as_ref())?;
    attributes::refuse_unsupported(input.tagging.is_some(), input.sse_customer_algorithm.is_some())?;

    let upload = UploadRecord {
        id: ContentId::fresh().map_err(S3Error::internal_error)?,
        key: input.key.clone(),
        initiated: machine::now(),
        algorithm,
        attributes: attributes::of_upload(&input)?,
    };
    let output = CreateMultipartUploadOutput {
        bucket: Some(input.bucket),
        key: Some(input.key),
        upload_id: Some(upload.id.as_str().to_owned()),
        checksum_algorithm: algorithm.map(Algorithm::wire),
        checksum_type: algorithm.map(|_| composite()),
        ..CreateMultipartUploadOutput::default()
    };
    store.change(move |store| store.begin(&upload)).await?;
    Ok(S3Response::new(output))
}

/// `AbortMultipartUpload`: forgets the upload and its parts.
///
/// # Errors
/// `NoSuchUpload`: no open upload of this id for this key.
pub(super) async fn abort(
    store: &Arc<Store>,
    request: S3Request<AbortMultipartUploadInput>,
) -> S3Result<S3Response<AbortMultipartUploadOutput>> {
    let AbortMultipartUploadInput { key, upload_id, .. } = request.input;
    let abort = move |store: &Store| {
        let upload = store.open_upload(&key, &upload_id)?;
        store.abort(&upload.id)
    };
    store.change(abort).await?;
    Ok(S3Response::new(AbortMultipartUploadOutput::default()))
}

/// `ListMultipartUploads`: by key, then by age, at most 1,000 on a page.
///
/// # Errors
/// `NotImplemented`: a delimiter. `InvalidArgument`: a negative `max-uploads`.
pub(super) async fn list(
    store: &Arc<Store>,
    request: S3Request<ListMultipartUploadsInput>,
) -> S3Result<S3Response<ListMultipartUploadsOutput>> {
    let input = request.input;
    if input.delimiter.is_some() {
        return Err(s3_error!(NotImplemented, "Uploads are listed without a delimiter here."));
    }
    let page = page_size(input.max_uploads, PAGE, "max-uploads")?;
    let mut uploads = store.read(Store::uploads).await?;
    uploads.sort_by(|one, other| (&one.key, &one.id).cmp(&(&other.key, &other.id)));

    let prefix = input.prefix.as_deref().unwrap_or_default();
    let mut rest = uploads
        .into_iter()
        .filter(|upload| upload.key.starts_with(prefix) && is_after_marker(upload, &input))
        .peekable();
    let page_of: Vec<MultipartUpload> = rest.by_ref().take(page).map(listed).collect();
    let is_truncated = rest.peek().is_some();
    let last = page_of.last().filter(|_| is_truncated);
    Ok(S3Response::new(ListMultipartUploadsOutput {
        next_key_marker: last.and_then(|upload| upload.key.clone()),
        next_upload_id_marker: last.and_then(|upload| upload.upload_id.clone()),
        bucket: Some(input.bucket),
        prefix: input.prefix,
        key_marker: input.key_marker,
        upload_id_marker: input.upload_id_marker,
        max_uploads: i32::try_from(page).ok(),
        is_truncated: Some(is_truncated),
        uploads: Some(page_of),
        ..ListMultipartUploadsOutput::default()
    }))
}

/// What the bucket's lifecycle rule does: aborts the uploads that were begun longer ago than this.
///
/// # Errors
/// `InternalError`: the disk refuses.
pub(super) async fn abort_older(store: &Arc<Store>, age: Duration) -> S3Result<Vec<AbortedUpload>> {
    let now = machine::now();
    let is_old = move |upload: &UploadRecord| now.duration_since(upload.initiated).unsigned_abs() >= age;
    let abort = move |store: &Store| {
        let old = store.uploads()?.into_iter().filter(is_old);
        old.map(|upload| {
            store.abort(&upload.id)?;
            Ok(AbortedUpload { key: upload.key, upload_id: upload.id.as_str().to_owned() })
        })
        .collect()
    };
    store.change(abort).await
}

/// The kind of checksum that every upload with an algorithm gets.
pub(super) fn composite() -> ChecksumType {
    ChecksumType::from_static(ChecksumType::COMPOSITE)
}

fn check_kind(algorithm: Option<Algorithm>, kind: Option<&ChecksumType>) -> S3Result {
    let Some(algorithm) = algorithm else {
        return match kind {
            None => Ok(()),
            Some(_) => Err(s3_error!(
                InvalidRequest,
                "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header."
            )),
        };
    };
    let full = kind.is_some_and(|kind| kind.as_str() == ChecksumType::FULL_OBJECT);
    if full && matches!(algorithm, Algorithm::Sha1 | Algorithm::Sha256) {
        return Err(s3_error!(
            InvalidRequest,
            "The FULL_OBJECT checksum type cannot be used with the {} checksum algorithm.",
            algorithm.lower()
        ));
    }
    if full || algorithm == Algorithm::Crc64Nvme {
        return Err(s3_error!(NotImplemented, "Checksums of whole multipart objects are not computed here."));
    }
    Ok(())
}

fn is_after_marker(upload: &UploadRecord, input: &ListMultipartUploadsInput) -> bool {
    let Some(key_marker) = &input.key_marker else { return true };
    match &input.upload_id_marker {
        Some(id_marker) => (&upload.key, upload.id.as_str()) > (key_marker, id_marker.as_str()),
        None => upload.key > *key_marker,
    }
}

fn listed(upload: UploadRecord) -> MultipartUpload {
    MultipartUpload {
        upload_id: Some(upload.id.as_str().to_owned()),
        initiated: Some(wire_time(upload.initiated)),
        checksum_algorithm: upload.algorithm.map(Algorithm::wire),
        checksum_type: upload.algorithm.map(|_| composite()),
        key: Some(upload.key),
        ..MultipartUpload::default()
    }
}
