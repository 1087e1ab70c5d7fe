//! What the store holds, page by page: objects by key, uploads that aren't finished, and which of some are not there.

use domain::artifact::ObjectKey;
use futures_util::{StreamExt, TryStreamExt, stream};
use jiff::Timestamp;

use super::Vault;
use crate::{Failure, OrFailure};

/// How many objects are asked for at the same time.
const AT_ONCE: usize = 16;

/// An upload that isn't finished, as the store lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// Which object it is to become.
    pub key: String,
    /// The store's name for it.
    pub id: String,
    /// When it was created; none if the store doesn't say.
    pub begun: Option<Timestamp>,
}

impl Vault {
    /// A page of the keys of objects that begin so, in order, after that one; and the key after which the next page
    /// begins.
    ///
    /// # Errors
    /// The store can't be reached.
    pub async fn objects_after(
        &self,
        beginning: &str,
        after: Option<&str>,
    ) -> Result<(Vec<String>, Option<String>), Failure> {
        let list = self.client.list_objects_v2().bucket(&self.bucket).prefix(beginning);
        let page = list.set_start_after(after.map(str::to_owned)).send().await;
        let page = page.or_failure("objects could not be listed")?;
        let keys: Vec<String> =
            page.contents().iter().filter_map(|object| object.key().map(str::to_owned)).collect();
        let next = keys.last().filter(|_| page.is_truncated == Some(true)).cloned();
        Ok((keys, next))
    }

    /// A page of the uploads that aren't finished and whose keys begin so, after that one (key and id); and after which
    /// the next page begins.
    ///
    /// # Errors
    /// The store can't be reached.
    pub async fn unfinished_after(
        &self,
        beginning: &str,
        after: Option<&(String, String)>,
    ) -> Result<(Vec<Unfinished>, Option<(String, String)>), Failure> {
        let (key, id) = after.cloned().unzip();
        let list = self.client.list_multipart_uploads().bucket(&self.bucket).prefix(beginning);
        let page = list.set_key_marker(key).set_upload_id_marker(id).send().await;
        let page = page.or_failure("uploads could not be listed")?;
        let listed = |upload: &aws_sdk_s3::types::MultipartUpload| {
            let begun = upload.initiated().and_then(|at| Timestamp::from_second(at.secs()).ok());
            Some(Unfinished { key: upload.key()?.to_owned(), id: upload.upload_id()?.to_owned(), begun })
        };
        let uploads = page.uploads().iter().filter_map(listed).collect();
        let next = page.next_key_marker.zip(page.next_upload_id_marker);
        Ok((uploads, next.filter(|_| page.is_truncated == Some(true))))
    }

    /// Those of `keys` under which nothing is kept.
    ///
    /// # Errors
    /// The store can't be reached.
    pub async fn absent(&self, keys: Vec<ObjectKey>) -> Result<Vec<ObjectKey>, Failure> {
        let asked = stream::iter(keys).map(async |key| {
            let is_there = self.has(key).await?;
            Ok::<_, Failure>((!is_there).then_some(key))
        });
        asked.buffered(AT_ONCE).try_filter_map(async |absent| Ok(absent)).try_collect().await
    }
}
