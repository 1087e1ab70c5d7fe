//! `CompleteMultipartUpload`: an upload becomes an object, or stays exactly as it was.
//!
//! No byte is moved or hashed: the object's record lists the parts' files, its ETag is made of the parts' ETags and
//! its checksum of the parts' checksums, so 10 GB complete as fast as 10 bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

use s3s::crypto::{Checksum as _, Md5};
use s3s::dto::{CompleteMultipartUploadInput, CompleteMultipartUploadOutput, CompletedPart};
use s3s::{S3ErrorCode, S3Request, S3Response, S3Result, s3_error};

use super::checksums::{Algorithm, Carrier as _, Checksum, Promise};
use super::conditions::{self, WriteConditions};
use super::drafts;
use super::machine;
use super::parts;
use super::records::{ObjectRecord, PartRecord, UploadRecord, wire_etag};
use super::store::Store;

/// Bytes of every part but the last, at least.
const LEAST_PART: u64 = 5 * 1024 * 1024;

/// A part as the request lists it.
#[derive(Debug, Clone)]
struct Listed {
    number: i32,
    etag: String,
    checksum: Option<Promise>,
}

/// What the request says of the object as a whole.
#[derive(Debug)]
struct Expected {
    size: Option<i64>,
    checksum: Option<Promise>,
}

/// Completes an upload. The same request once more gives the same answer, as long as the object is still there.
///
/// # Errors
/// `MalformedXML`, `InvalidArgument`, `InvalidPartOrder`: the list can't be one. `NoSuchUpload`: no open upload of
/// this id for this key. `PreconditionFailed`, `NoSuchKey`: `If-None-Match` or `If-Match`. `InvalidPart`: a part is
/// missing, or another one than listed. `EntityTooSmall`: one before the last is below 5 MiB. `InvalidRequest`,
/// `BadDigest`: sizes or checksums differ. The upload is untouched then.
pub(super) async fn complete(
    store: &Arc<Store>,
    request: S3Request<CompleteMultipartUploadInput>,
) -> S3Result<S3Response<CompleteMultipartUploadOutput>> {
    let mut input = request.input;
    let list = input.multipart_upload.take().and_then(|upload| upload.parts).unwrap_or_default();
    let list = ascending(list)?;
    let expected = Expected { size: input.mpu_object_size, checksum: Promise::in_fields(&input)? };
    let conditions = WriteConditions { none_match: input.if_none_match, matches: input.if_match };
    let (key, id) = (input.key, input.upload_id);

    let complete = move |store: &Store| {
        let former = store.object(&key)?;
        if let Some(object) = former.as_ref().filter(|object| was_made_by(object, &id, &list)) {
            return Ok(object.clone());
        }
        let upload = store.open_upload(&key, &id)?;
        conditions::check_write(&conditions, former.as_ref())?;
        let arrived = store.parts(&upload.id)?;
        let object = assemble(upload, &list, arrived, &expected)?;
        store.install(&object)?;
        store.close(&object);
        Ok(object)
    };
    let object = store.change(complete).await?;

    let mut output = answer(object);
    output.location = Some(request.uri.path().to_owned());
    output.bucket = Some(input.bucket);
    Ok(S3Response::new(output))
}

fn answer(object: ObjectRecord) -> CompleteMultipartUploadOutput {
    let mut output = CompleteMultipartUploadOutput {
        key: Some(object.key),
        e_tag: Some(wire_etag(&object.etag)),
        ..CompleteMultipartUploadOutput::default()
    };
    if let Some(checksum) = object.checksum {
        output.checksum_type = Some(checksum.wire_kind());
        output.carry(checksum.algorithm, checksum.value);
    }
    output
}

fn ascending(list: Vec<CompletedPart>) -> S3Result<Vec<Listed>> {
    if list.is_empty() {
        return Err(s3_error!(MalformedXML, "You must specify at least one part"));
    }
    let listed = |part: CompletedPart| {
        let checksum = Promise::in_fields(&part)?;
        let number = parts::number(part.part_number.ok_or(S3ErrorCode::MalformedXML)?)?;
        let etag = part.e_tag.ok_or(S3ErrorCode::MalformedXML)?.into_value();
        Ok(Listed { number, etag, checksum })
    };
    let list = list.into_iter().map(listed).collect::<S3Result<Vec<_>>>()?;
    if !list.is_sorted_by(|one, next| one.number < next.number) {
        return Err(s3_error!(InvalidPartOrder, "The list of parts was not in ascending order."));
    }
    Ok(list)
}

/// Whether a former, identical request made this object.
fn was_made_by(object: &ObjectRecord, upload: &str, list: &[Listed]) -> bool {
    let same =
        |(part, listed): (&PartRecord, &Listed)| part.number == listed.number && part.etag == listed.etag;
    object.content.as_str() == upload
        && object.parts.len() == list.len()
        && object.parts.iter().zip(list).all(same)
}

fn assemble(
    upload: UploadRecord,
    list: &[Listed],
    mut arrived: BTreeMap<i32, PartRecord>,
    expected: &Expected,
) -> S3Result<ObjectRecord> {
    let parts = list
        .iter()
        .map(|listed| found(listed, arrived.remove(&listed.number), upload.algorithm))
        .collect::<S3Result<Vec<_>>>()?;
    check_sizes(&parts)?;
    let size = parts.iter().map(|part| part.size).sum();
    check_size(size, expected.size)?;
    let checksum = upload.algorithm.map(|algorithm| whole_checksum(algorithm, &parts)).transpose()?;
    check_checksum(checksum.as_ref(), expected.checksum.as_ref())?;

    Ok(ObjectRecord {
        key: upload.key,
        content: upload.id,
        size,
        etag: whole_etag(&parts),
        checksum,
        modified: machine::now(),
        attributes: upload.attributes,
        parts,
    })
}

/// The part that is listed, if it is the one that arrived.
fn found(listed: &Listed, arrived: Option<PartRecord>, algorithm: Option<Algorithm>) -> S3Result<PartRecord> {
    let part = arrived.filter(|part| part.etag == listed.etag).ok_or_else(invalid_part)?;
    match (&listed.checksum, algorithm) {
        (None, Some(algorithm)) => Err(s3_error!(
            InvalidRequest,
            "The upload was created using a {} checksum. The complete request must include the checksum for each \
             part. It was missing for part {} in the request.",
            algorithm.lower(),
            listed.number
        )),
        (Some(promise), _) if Some(promise.algorithm) != algorithm || promise.value != part.checksum => {
            Err(invalid_part())
        }
        (Some(_) | None, _) => Ok(part),
    }
}

fn invalid_part() -> s3s::S3Error {
    s3_error!(
        InvalidPart,
        "One or more of the specified parts could not be found. The part may not have been uploaded, or the \
         specified entity tag may not match the part's entity tag."
    )
}

fn check_sizes(parts: &[PartRecord]) -> S3Result {
    let all_but_last = parts.split_last().map_or(&[][..], |(_, rest)| rest);
    if all_but_last.iter().any(|part| part.size < LEAST_PART) {
        return Err(s3_error!(
            EntityTooSmall,
            "Your proposed upload is smaller than the minimum allowed size"
        ));
    }
    Ok(())
}

fn check_size(size: u64, expected: Option<i64>) -> S3Result {
    match expected {
        Some(expected) if u64::try_from(expected) != Ok(size) => Err(s3_error!(
            InvalidRequest,
            "The provided 'x-amz-mp-object-size' header value {expected} does not match what was computed: {size}"
        )),
        Some(_) | None => Ok(()),
    }
}

fn check_checksum(found: Option<&Checksum>, expected: Option<&Promise>) -> S3Result {
    let Some(expected) = expected else { return Ok(()) };
    let is_it = |found: &&Checksum| {
        let without_count = found.value.split('-').next();
        let value = expected.value.as_deref();
        found.algorithm == expected.algorithm && (value == Some(&found.value) || value == without_count)
    };
    match found.filter(is_it) {
        Some(_) => Ok(()),
        None => Err(s3_error!(
            BadDigest,
            "The {} you specified did not match the calculated checksum.",
            expected.algorithm.lower()
        )),
    }
}

fn whole_checksum(algorithm: Algorithm, parts: &[PartRecord]) -> S3Result<Checksum> {
    algorithm.composite(parts.iter().map(|part| part.checksum.as_deref().unwrap_or_default()))
}

/// MD5 of the parts' MD5s, and `-N`.
fn whole_etag(parts: &[PartRecord]) -> String {
    let mut md5 = Md5::new();
    for part in parts {
        md5.update(&drafts::unhex(&part.etag));
    }
    format!("{}-{}", drafts::hex(md5.finalize()), parts.len())
}
