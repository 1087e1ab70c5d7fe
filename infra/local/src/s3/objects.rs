//! Objects put at once, and removed.

use std::sync::Arc;

use s3s::dto::{
    DeleteObjectInput, DeleteObjectOutput, DeleteObjectsInput, DeleteObjectsOutput, DeletedObject,
    PutObjectInput, PutObjectOutput,
};
use s3s::{S3Error, S3Request, S3Response, S3Result, s3_error};

use super::attributes;
use super::checksums::{Carrier as _, Checksum, Kind, Promise};
use super::conditions::{self, WriteConditions};
use super::drafts::{self, Arrival, Delivery};
use super::machine;
use super::records::{Attributes, ContentId, ObjectRecord, PartRecord, wire_etag};
use super::store::Store;

/// The one part of an object that was put at once.
const ONLY_FILE: &str = "whole";

/// `PutObject`: replaces the object if the bytes are what was promised and the conditions hold.
///
/// # Errors
/// What [`drafts::receive`] and [`conditions::check_write`] answer. `MetadataTooLarge`. `NotImplemented`: tags.
pub(super) async fn put(
    store: &Arc<Store>,
    request: S3Request<PutObjectInput>,
) -> S3Result<S3Response<PutObjectOutput>> {
    let input = request.input;
    attributes::refuse_unsupported(input.tagging.is_some(), input.sse_customer_algorithm.is_some())?;
    let attributes = attributes::of_put(&input)?;
    let promise = Promise::of(&input, input.checksum_algorithm.as_ref())?;
    let conditions = WriteConditions { none_match: input.if_none_match, matches: input.if_match };
    let key = input.key.clone();
    let delivery = Delivery {
        body: input.body,
        length: input.content_length,
        md5: input.content_md5,
        promise,
        trailers: request.trailing_headers,
    };
    let arrival = drafts::receive(&store.drafts(), delivery).await?;

    let put = move |store: &Store| {
        conditions::check_write(&conditions, store.object(&key)?.as_ref())?;
        let (draft, object) = object(key, attributes, arrival)?;
        store.keep(draft, &object.content, ONLY_FILE)?;
        store.install(&object)?;
        Ok(object)
    };
    let object = store.change(put).await?;

    let mut output = PutObjectOutput { e_tag: Some(wire_etag(&object.etag)), ..PutObjectOutput::default() };
    if let Some(checksum) = object.checksum {
        output.checksum_type = Some(checksum.wire_kind());
        output.carry(checksum.algorithm, checksum.value);
    }
    Ok(S3Response::new(output))
}

/// `DeleteObject`: afterwards there is no such object, or no such version.
///
/// # Errors
/// `NotImplemented`: a condition is named.
pub(super) async fn delete(
    store: &Arc<Store>,
    request: S3Request<DeleteObjectInput>,
) -> S3Result<S3Response<DeleteObjectOutput>> {
    let input = request.input;
    if input.if_match.is_some() {
        return Err(s3_error!(NotImplemented, "Conditional deletes are not known here."));
    }
    store
        .change(move |store| match &input.version_id {
            Some(version) => store.remove_version(&input.key, version),
            None => store.remove(&input.key),
        })
        .await?;
    Ok(S3Response::new(DeleteObjectOutput::default()))
}

/// `DeleteObjects`: afterwards there are no such objects.
///
/// # Errors
/// `InternalError`: the disk refuses; some may be removed then.
pub(super) async fn delete_many(
    store: &Arc<Store>,
    request: S3Request<DeleteObjectsInput>,
) -> S3Result<S3Response<DeleteObjectsOutput>> {
    let delete = request.input.delete;
    let keys: Vec<String> = delete.objects.into_iter().map(|object| object.key).collect();
    let removed = keys.clone();
    store.change(move |store| removed.iter().try_for_each(|key| store.remove(key))).await?;

    let told = if delete.quiet.unwrap_or(false) { Vec::new() } else { keys };
    let told = told.into_iter().map(|key| DeletedObject { key: Some(key), ..DeletedObject::default() });
    Ok(S3Response::new(DeleteObjectsOutput {
        deleted: Some(told.collect()),
        ..DeleteObjectsOutput::default()
    }))
}

fn object(key: String, attributes: Attributes, arrival: Arrival) -> S3Result<(drafts::Draft, ObjectRecord)> {
    let Arrival { draft, size, etag, checksum } = arrival;
    let modified = machine::now();
    let part = PartRecord {
        number: 1,
        file: ONLY_FILE.to_owned(),
        size,
        etag: etag.clone(),
        checksum: None,
        modified,
    };
    let object = ObjectRecord {
        key,
        content: ContentId::fresh().map_err(S3Error::internal_error)?,
        size,
        etag,
        checksum: checksum.map(|(algorithm, value)| Checksum { algorithm, kind: Kind::FullObject, value }),
        modified,
        attributes,
        parts: vec![part],
    };
    Ok((draft, object))
}
