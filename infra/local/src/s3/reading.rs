//! HEAD and GET: attributes, checksums, ranges, and the bytes as a stream.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use futures_util::stream::{self, Stream};
use http_body_util::StreamBody;
use hyper::body::{Bytes, Frame};
use s3s::dto::{
    ChecksumMode, GetObjectInput, GetObjectOutput, HeadObjectInput, HeadObjectOutput, Range, StreamingBlob,
};
use s3s::{Body, S3ErrorCode, S3Request, S3Response, S3Result, s3_error};
use tokio::fs::File;
use tokio::io::{AsyncReadExt as _, AsyncSeekExt as _};

use super::attributes;
use super::checksums::Carrier as _;
use super::conditions::{self, ReadConditions};
use super::records::{ObjectRecord, wire_etag, wire_size, wire_time};
use super::store::Store;

/// Bytes read from disk at a time.
const READ_SIZE: u64 = 256 * 1024;

/// A stretch of one file.
#[derive(Debug)]
struct Stretch {
    file: PathBuf,
    start: u64,
    length: u64,
}

/// `GetObject`: the bytes, or a range of them. `s3s` puts the `response-*` overrides of the URL over the headers.
///
/// # Errors
/// `NoSuchKey`. `InvalidRange`. What [`conditions::check_read`] answers. `NotImplemented`: a part or a version.
pub(super) async fn get(
    store: &Arc<Store>,
    request: S3Request<GetObjectInput>,
) -> S3Result<S3Response<GetObjectOutput>> {
    let input = request.input;
    refuse_unsupported(input.part_number.is_some(), input.version_id.as_deref())?;
    let object = existing(store, input.key.clone()).await?;
    conditions::check_read(&ReadConditions::from(&input), &object)?;
    let window = window(input.range, object.size)?;

    let stretches = stretches(store, &object, &window);
    let mut output = GetObjectOutput {
        body: Some(StreamingBlob::from(Body::http_body_unsync(StreamBody::new(bytes(stretches))))),
        accept_ranges: Some("bytes".to_owned()),
        content_length: Some(wire_size(window.end - window.start)),
        content_range: input.range.map(|_| content_range(&window, object.size)),
        e_tag: Some(wire_etag(&object.etag)),
        last_modified: Some(wire_time(object.modified)),
        ..GetObjectOutput::default()
    };
    let whole = window == (0..object.size);
    if let Some(checksum) = object.checksum.filter(|_| whole && wants_checksum(input.checksum_mode.as_ref()))
    {
        output.checksum_type = Some(checksum.wire_kind());
        output.carry(checksum.algorithm, checksum.value);
    }
    attributes::describe_get(&mut output, object.attributes);
    Ok(S3Response::new(output))
}

/// `HeadObject`: what a GET of the whole object would say.
///
/// # Errors
/// `NoSuchKey`. What [`conditions::check_read`] answers. `NotImplemented`: a range, a part or a version.
pub(super) async fn head(
    store: &Arc<Store>,
    request: S3Request<HeadObjectInput>,
) -> S3Result<S3Response<HeadObjectOutput>> {
    let input = request.input;
    refuse_unsupported(input.part_number.is_some() || input.range.is_some(), input.version_id.as_deref())?;
    let object = existing(store, input.key.clone()).await?;
    conditions::check_read(&ReadConditions::from(&input), &object)?;

    let mut output = HeadObjectOutput {
        accept_ranges: Some("bytes".to_owned()),
        content_length: Some(wire_size(object.size)),
        e_tag: Some(wire_etag(&object.etag)),
        last_modified: Some(wire_time(object.modified)),
        ..HeadObjectOutput::default()
    };
    if let Some(checksum) = object.checksum.filter(|_| wants_checksum(input.checksum_mode.as_ref())) {
        output.checksum_type = Some(checksum.wire_kind());
        output.carry(checksum.algorithm, checksum.value);
    }
    attributes::describe_head(&mut output, object.attributes);
    Ok(S3Response::new(output))
}

/// The bytes of an object, or of a range of it.
///
/// # Errors
/// `NoSuchKey`. `InvalidRange`.
pub(super) async fn body(store: &Arc<Store>, key: String, range: Option<Range>) -> S3Result<StreamingBlob> {
    let object = existing(store, key).await?;
    let window = window(range, object.size)?;
    let bytes = bytes(stretches(store, &object, &window));
    Ok(StreamingBlob::from(Body::http_body_unsync(StreamBody::new(bytes))))
}

async fn existing(store: &Arc<Store>, key: String) -> S3Result<ObjectRecord> {
    store.read(move |store| store.object(&key)?.ok_or_else(|| S3ErrorCode::NoSuchKey.into())).await
}

fn refuse_unsupported(piece: bool, version: Option<&str>) -> S3Result {
    if piece || version.is_some_and(|version| version != "null") {
        return Err(s3_error!(NotImplemented, "Parts and versions of an object can't be read here."));
    }
    Ok(())
}

fn wants_checksum(mode: Option<&ChecksumMode>) -> bool {
    mode.is_some_and(|mode| mode.as_str() == ChecksumMode::ENABLED)
}

fn window(range: Option<Range>, size: u64) -> S3Result<std::ops::Range<u64>> {
    match range {
        Some(range) => Ok(range.check(size)?),
        None => Ok(0..size),
    }
}

fn content_range(window: &std::ops::Range<u64>, size: u64) -> String {
    format!("bytes {}-{}/{size}", window.start, window.end.saturating_sub(1))
}

/// The files, and of each the stretch, that make up a window of the object.
fn stretches(store: &Store, object: &ObjectRecord, window: &std::ops::Range<u64>) -> Vec<Stretch> {
    let mut position = 0;
    let mut stretches = Vec::new();
    for part in &object.parts {
        let start = window.start.saturating_sub(position).min(part.size);
        let end = window.end.saturating_sub(position).min(part.size);
        if start < end {
            let file = store.bytes(&object.content, part);
            stretches.push(Stretch { file, start, length: end - start });
        }
        position += part.size;
    }
    stretches
}

/// The bytes of these stretches, opened one after another. Ends in an error if an object is removed while it is
/// being read; the connection is then cut, as the length was promised.
fn bytes(stretches: Vec<Stretch>) -> impl Stream<Item = io::Result<Frame<Bytes>>> {
    let start = (stretches.into_iter(), None);
    stream::try_unfold(start, |(mut rest, open)| async move {
        let (file, left) = match open {
            Some(open) => open,
            None => match rest.next() {
                Some(stretch) => open_at(stretch).await?,
                None => return Ok(None),
            },
        };
        let (chunk, file, left) = read_some(file, left).await?;
        let open = (left > 0).then_some((file, left));
        Ok(Some((Frame::data(chunk), (rest, open))))
    })
}

async fn open_at(stretch: Stretch) -> io::Result<(File, u64)> {
    let mut file = File::open(stretch.file).await?;
    file.seek(io::SeekFrom::Start(stretch.start)).await?;
    Ok((file, stretch.length))
}

async fn read_some(file: File, left: u64) -> io::Result<(Bytes, File, u64)> {
    let mut limited = file.take(left.min(READ_SIZE));
    let mut chunk = Vec::with_capacity(usize::try_from(limited.limit()).unwrap_or_default());
    let read = limited.read_to_end(&mut chunk).await? as u64;
    if read == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok((chunk.into(), limited.into_inner(), left - read))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_range_counts_from_zero_and_includes_its_end() {
        assert_eq!(content_range(&(0..1), 10), "bytes 0-0/10");
        assert_eq!(content_range(&(4..10), 10), "bytes 4-9/10");
    }
}
