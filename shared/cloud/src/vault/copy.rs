//! Copying an object inside the store: its bytes pass through nobody.

use domain::artifact::{Artifact, ObjectKey, PART_SIZE, Stored, Upload, UploadToken};
use futures_util::{StreamExt, TryStreamExt, stream};
use jiff::Timestamp;

use super::{Completion, Vault};
use crate::{Failure, OrFailure};

/// How many parts are copied at the same time.
const AT_ONCE: usize = 16;

impl Vault {
    /// Copies the object of `file` to `key`, cut into the very parts that it was sent in, so that the copy looks like
    /// anything else that was uploaded.
    ///
    /// # Errors
    /// The store can't be reached, or doesn't keep the object any more.
    pub async fn copy(
        &self,
        file: &Artifact,
        key: ObjectKey,
        token: UploadToken,
        now: Timestamp,
    ) -> Result<Stored, Failure> {
        let id = self.create(key, file.media_type, &token).await?;
        let parts = stream::iter(1..=file.plan().parts());
        let copies = parts.map(|number| self.copy_part(file, key, &id, number));
        copies.buffer_unordered(AT_ONCE).try_collect::<Vec<()>>().await?;

        let gone = || Failure::because("an upload disappeared while an object was copied");
        let arrived = self.arrived(key, &id).await?.ok_or_else(gone)?;
        match self.complete(key, &Upload::new(id, token, now), &arrived, file.size).await? {
            Completion::Kept(stored) => Ok(stored),
            Completion::Gone => Err(gone()),
        }
    }

    async fn copy_part(&self, file: &Artifact, key: ObjectKey, id: &str, number: u32) -> Result<(), Failure> {
        let from = u64::from(number - 1) * PART_SIZE;
        let length = file.plan().length_of(number).unwrap_or_default();
        let number = i32::try_from(number).or_failure("a part has no number")?;
        self.client
            .upload_part_copy()
            .bucket(&self.bucket)
            .key(key.to_string())
            .upload_id(id)
            .part_number(number)
            .copy_source(format!("{}/{}", self.bucket, file.key()))
            .copy_source_range(format!("bytes={from}-{}", (from + length).saturating_sub(1)))
            .send()
            .await
            .map(drop)
            .or_failure("a part could not be copied")
    }
}
