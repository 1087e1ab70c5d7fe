//! `ListObjectsV2`: objects by key, folded at a delimiter, page by page.

use std::sync::Arc;

use s3s::dto::{CommonPrefix, ListObjectsV2Input, ListObjectsV2Output, Object};
use s3s::{S3Request, S3Response, S3Result};

use super::parts::page_size;
use super::records::{ObjectRecord, wire_etag, wire_size, wire_time};
use super::store::Store;

/// Keys on one page, at most.
const PAGE: i32 = 1000;

/// A line of the list: an object, or all keys with this beginning.
struct Line {
    key: String,
    object: Option<Object>,
}

/// Lists objects. Keys go out as they are, whatever encoding was asked for; the answer says so.
///
/// # Errors
/// `InvalidArgument`: a negative `max-keys`.
pub(super) async fn list(
    store: &Arc<Store>,
    request: S3Request<ListObjectsV2Input>,
) -> S3Result<S3Response<ListObjectsV2Output>> {
    let input = request.input;
    let page = page_size(input.max_keys, PAGE, "max-keys")?;
    let mut objects = store.read(Store::objects).await?;
    objects.sort_by(|one, other| one.key.cmp(&other.key));

    let mut rest = lines(objects, &input).into_iter().peekable();
    let lines: Vec<Line> = rest.by_ref().take(page).collect();
    let is_truncated = page > 0 && rest.peek().is_some();
    let last = lines.last().filter(|_| is_truncated).map(|line| line.key.clone());
    let count = i32::try_from(lines.len()).ok();
    let (objects, folded): (Vec<Line>, Vec<Line>) = lines.into_iter().partition(|line| line.object.is_some());
    Ok(S3Response::new(ListObjectsV2Output {
        name: Some(input.bucket),
        prefix: input.prefix,
        delimiter: input.delimiter,
        start_after: input.start_after,
        continuation_token: input.continuation_token,
        next_continuation_token: last,
        max_keys: i32::try_from(page).ok(),
        key_count: count,
        is_truncated: Some(is_truncated),
        contents: Some(objects.into_iter().filter_map(|line| line.object).collect()),
        common_prefixes: Some(
            folded.into_iter().map(|line| CommonPrefix { prefix: Some(line.key) }).collect(),
        ),
        ..ListObjectsV2Output::default()
    }))
}

/// The lines after the marker, in order; keys with the same beginning up to the delimiter are one line.
fn lines(objects: Vec<ObjectRecord>, input: &ListObjectsV2Input) -> Vec<Line> {
    let prefix = input.prefix.as_deref().unwrap_or_default();
    let delimiter = input.delimiter.as_deref().filter(|delimiter| !delimiter.is_empty());
    let marker =
        input.continuation_token.as_ref().max(input.start_after.as_ref()).cloned().unwrap_or_default();

    let mut lines: Vec<Line> = Vec::new();
    for object in objects {
        let Some(tail) = object.key.strip_prefix(prefix) else { continue };
        let cut = delimiter.and_then(|delimiter| tail.find(delimiter).map(|at| at + delimiter.len()));
        let line = match cut {
            Some(cut) => Line { key: object.key[..prefix.len() + cut].to_owned(), object: None },
            None => Line { key: object.key.clone(), object: Some(listed(object)) },
        };
        let is_repeated = lines.last().is_some_and(|last| last.key == line.key);
        if line.key > marker && !is_repeated {
            lines.push(line);
        }
    }
    lines
}

fn listed(object: ObjectRecord) -> Object {
    Object {
        key: Some(object.key),
        size: Some(wire_size(object.size)),
        e_tag: Some(wire_etag(&object.etag)),
        last_modified: Some(wire_time(object.modified)),
        checksum_algorithm: object.checksum.as_ref().map(|checksum| vec![checksum.algorithm.wire()]),
        checksum_type: object.checksum.as_ref().map(|checksum| checksum.wire_kind()),
        ..Object::default()
    }
}
