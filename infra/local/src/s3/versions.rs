//! Versions: what is there, and what was deleted.

use std::sync::Arc;
use std::time::Duration;

use s3s::dto::{ListObjectVersionsInput, ListObjectVersionsOutput, ObjectVersion};
use s3s::{S3Request, S3Response, S3Result, s3_error};

use super::machine;
use super::parts::page_size;
use super::records::{ObjectRecord, wire_etag, wire_size, wire_time};
use super::store::Store;

/// Versions on one page, at most.
const PAGE: i32 = 1000;

/// `ListObjectVersions`: by key, at most 1,000 on a page.
///
/// # Errors
/// `NotImplemented`: a delimiter or a marker; whoever deletes what is listed needs none. `InvalidArgument`: a negative
/// `max-keys`.
pub(super) async fn list(
    store: &Arc<Store>,
    request: S3Request<ListObjectVersionsInput>,
) -> S3Result<S3Response<ListObjectVersionsOutput>> {
    let input = request.input;
    if input.delimiter.is_some() || input.key_marker.is_some() {
        return Err(s3_error!(
            NotImplemented,
            "Versions are listed from the first one here, without a delimiter."
        ));
    }
    let page = page_size(input.max_keys, PAGE, "max-keys")?;
    let prefix = input.prefix.clone().unwrap_or_default();
    let all = move |store: &Store| {
        let present = store.objects()?.into_iter().map(|object| (object, true));
        let former = store.former()?.into_iter().map(|former| (former.object, false));
        Ok(present.chain(former).filter(|(object, _)| object.key.starts_with(&prefix)).collect::<Vec<_>>())
    };
    let mut all = store.read(all).await?;
    all.sort_by(|(one, is_first), (other, is_other_first)| {
        (&one.key, is_other_first, &one.content).cmp(&(&other.key, is_first, &other.content))
    });

    let is_truncated = all.len() > page;
    let versions = all.into_iter().take(page).map(listed).collect();
    Ok(S3Response::new(ListObjectVersionsOutput {
        name: Some(input.bucket),
        prefix: input.prefix,
        max_keys: i32::try_from(page).ok(),
        is_truncated: Some(is_truncated),
        versions: Some(versions),
        ..ListObjectVersionsOutput::default()
    }))
}

/// The keys of all objects, versions and open uploads whose key begins so.
///
/// # Errors
/// `InternalError`: the disk refuses.
pub(super) async fn keys(store: &Arc<Store>, beginning: &str) -> S3Result<Vec<String>> {
    let beginning = beginning.to_owned();
    let all = move |store: &Store| {
        let objects = store.objects()?.into_iter().map(|object| object.key);
        let former = store.former()?.into_iter().map(|former| former.object.key);
        let uploads = store.uploads()?.into_iter().map(|upload| upload.key);
        Ok(objects.chain(former).chain(uploads).filter(|key| key.starts_with(&beginning)).collect())
    };
    store.read(all).await
}

/// What the bucket's lifecycle rule does: forgets what was deleted longer ago than this.
///
/// # Errors
/// `InternalError`: the disk refuses.
pub(super) async fn forget_older(store: &Arc<Store>, age: Duration) -> S3Result<usize> {
    let now = machine::now();
    let forget = move |store: &Store| {
        let mut forgotten = 0;
        for former in store.former()? {
            if now.duration_since(former.deleted).unsigned_abs() >= age {
                store.remove_version(&former.object.key, former.object.content.as_str())?;
                forgotten += 1;
            }
        }
        Ok(forgotten)
    };
    store.change(forget).await
}

fn listed((object, is_latest): (ObjectRecord, bool)) -> ObjectVersion {
    ObjectVersion {
        version_id: Some(object.content.as_str().to_owned()),
        is_latest: Some(is_latest),
        key: Some(object.key),
        size: Some(wire_size(object.size)),
        e_tag: Some(wire_etag(&object.etag)),
        last_modified: Some(wire_time(object.modified)),
        ..ObjectVersion::default()
    }
}
