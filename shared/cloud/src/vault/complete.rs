//! Completing an upload, which the store may answer ambiguously: an error, a timeout or a
//! "precondition failed" can each stand for a success whose answer got lost. What counts then is
//! whether the object is there, made by our upload, with all its bytes.

use aws_sdk_s3::types::{CompletedMultipartUpload, CompletedPart};
use domain::artifact::{ArrivedPart, ObjectKey, Sha256Sum, Stored, Upload};

use super::{Vault, is};
use crate::{Failure, OrFailure};

/// How an upload ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Completion {
    /// The object is kept.
    Kept(Stored),
    /// There is neither upload nor object: it was aborted, or has to begin anew.
    Gone,
}

impl Vault {
    /// Makes the object of all `parts`, which are the whole file of `size` bytes, in order.
    ///
    /// # Errors
    /// The store can't be reached, or holds other bytes than it listed. Asking again is safe.
    pub async fn complete(
        &self,
        key: ObjectKey,
        upload: &Upload,
        parts: &[ArrivedPart],
        size: u64,
    ) -> Result<Completion, Failure> {
        let answer = self
            .client
            .complete_multipart_upload()
            .bucket(&self.bucket)
            .key(key.to_string())
            .upload_id(&upload.id)
            .if_none_match("*")
            .mpu_object_size(i64::try_from(size).or_failure("a file has no such size")?)
            .multipart_upload(listed(parts)?)
            .send()
            .await;

        match answer {
            Ok(made) => {
                let wanted = composite(parts);
                let (etag, checksum) = (made.e_tag, made.checksum_sha256.unwrap_or_else(|| wanted.clone()));
                if checksum != wanted {
                    return Err(Failure::because(
                        "the store completed an upload with other bytes than it listed",
                    ));
                }
                let etag =
                    etag.ok_or_else(|| Failure::because("the store completed an object without an ETag"))?;
                Ok(Completion::Kept(Stored { etag, checksum }))
            }
            Err(error) => match self.made_by(key, upload, size).await? {
                Some(stored) => Ok(Completion::Kept(stored)),
                None if is(&error, "NoSuchUpload") || is(&error, "ConditionalRequestConflict") => {
                    Ok(Completion::Gone)
                }
                None => Err(Failure::new("an upload could not be completed", error)),
            },
        }
    }

    /// The object that `upload` made, if it did: known by its token, with all `size` bytes.
    ///
    /// # Errors
    /// The store can't be reached, or keeps something else under the key.
    pub async fn made_by(
        &self,
        key: ObjectKey,
        upload: &Upload,
        size: u64,
    ) -> Result<Option<Stored>, Failure> {
        match self.find(key).await? {
            Some(kept) if kept.token.as_deref() == Some(upload.token.as_str()) && kept.size == size => {
                Ok(Some(kept.stored))
            }
            Some(_) => Err(Failure::because("the store keeps another object under the key of an upload")),
            None => Ok(None),
        }
    }
}

fn listed(parts: &[ArrivedPart]) -> Result<CompletedMultipartUpload, Failure> {
    let completed = |part: &ArrivedPart| {
        let number = i32::try_from(part.number).or_failure("a part has no number")?;
        let sum = part.sha256.map(|sum| sum.to_string());
        Ok(CompletedPart::builder().part_number(number).e_tag(&part.etag).set_checksum_sha256(sum).build())
    };
    let parts = parts.iter().map(completed).collect::<Result<Vec<_>, Failure>>()?;
    Ok(CompletedMultipartUpload::builder().set_parts(Some(parts)).build())
}

fn composite(parts: &[ArrivedPart]) -> String {
    Sha256Sum::composite(&parts.iter().filter_map(|part| part.sha256).collect::<Vec<_>>())
}
