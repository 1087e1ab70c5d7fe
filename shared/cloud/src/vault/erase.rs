//! Erasing for good: in a bucket that keeps versions, a deleted object is only out of sight.

use super::Vault;
use crate::{Failure, OrFailure};

/// What was erased.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Gone {
    /// Objects, and versions of what was deleted before.
    pub files: u64,
    /// Uploads that were not finished.
    pub uploads: u64,
}

impl Vault {
    /// Erases every version of everything whose key begins so, and every upload that isn't finished. What is there
    /// afterwards came while this ran.
    ///
    /// # Errors
    /// The store can't be reached. Some of it may be erased.
    pub async fn erase_under(&self, beginning: &str) -> Result<Gone, Failure> {
        // An upload could become an object, so uploads come first.
        let uploads = self.abort_under(beginning).await?;
        let files = self.erase_versions_under(beginning).await?;
        Ok(Gone { files, uploads })
    }

    async fn abort_under(&self, beginning: &str) -> Result<u64, Failure> {
        let mut aborted = 0;
        loop {
            let list = self.client.list_multipart_uploads().bucket(&self.bucket).prefix(beginning);
            let page = list.send().await.or_failure("uploads could not be listed")?;
            for upload in page.uploads() {
                let (key, id) = (upload.key().unwrap_or_default(), upload.upload_id().unwrap_or_default());
                self.abort_upload(key, id).await?;
                aborted += 1;
            }
            if page.is_truncated != Some(true) {
                return Ok(aborted);
            }
        }
    }

    async fn erase_versions_under(&self, beginning: &str) -> Result<u64, Failure> {
        let mut erased = 0;
        loop {
            let list = self.client.list_object_versions().bucket(&self.bucket).prefix(beginning);
            let page = list.send().await.or_failure("versions could not be listed")?;
            for version in page.versions() {
                self.erase_version(version.key(), version.version_id()).await?;
                erased += 1;
            }
            for marker in page.delete_markers() {
                self.erase_version(marker.key(), marker.version_id()).await?;
            }
            if page.is_truncated != Some(true) {
                return Ok(erased);
            }
        }
    }

    async fn erase_version(&self, key: Option<&str>, version: Option<&str>) -> Result<(), Failure> {
        let call = self.client.delete_object().bucket(&self.bucket).key(key.unwrap_or_default());
        let call = call.version_id(version.unwrap_or("null"));
        call.send().await.map(|_| ()).or_failure("a version could not be erased")
    }
}
