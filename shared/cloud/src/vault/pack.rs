//! Reading whole objects and writing large ones, for exports: what is made piece by piece is sent piece by piece.

use aws_sdk_s3::{
    primitives::ByteStream,
    types::{CompletedMultipartUpload, CompletedPart},
};
use domain::{artifact::ObjectKey, export::VolumeKey};

use super::{READING_SECONDS, Vault, is, sign::lasting};
use crate::{Failure, OrFailure};

/// Bytes of every part but the last.
const PART: usize = 16 * 1024 * 1024;

/// A zip's media type.
const ZIP: &str = "application/zip";

/// An object that is read from its beginning to its end.
#[derive(Debug)]
pub struct Whole(ByteStream);

/// A volume that is being written. One that isn't finished is taken away by the bucket's rule after two days, or with
/// everything else of whom it was for.
#[derive(Debug)]
pub struct Writing<'a> {
    vault: &'a Vault,
    key: String,
    upload: String,
    waiting: Vec<u8>,
    parts: Vec<CompletedPart>,
    size: u64,
}

impl Whole {
    /// The next piece; `None` at the end.
    ///
    /// # Errors
    /// The object broke off.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, Failure> {
        let piece = self.0.try_next().await.or_failure("an object broke off while it was read")?;
        Ok(piece.map(|piece| piece.to_vec()))
    }
}

impl Vault {
    /// Reads an object as a whole; `None` when there is none (any more): the bucket's rule deletes what is old.
    ///
    /// # Errors
    /// The store can't be reached.
    pub async fn open(&self, key: ObjectKey) -> Result<Option<Whole>, Failure> {
        let call = self.client.get_object().bucket(&self.bucket).key(key.to_string());
        match call.send().await {
            Err(error) if is(&error, "NoSuchKey") => Ok(None),
            answer => Ok(Some(Whole(answer.or_failure("an object could not be read")?.body))),
        }
    }

    /// Begins a volume of an export. It is there once it is finished.
    ///
    /// # Errors
    /// The store can't be reached.
    pub async fn write(&self, key: VolumeKey) -> Result<Writing<'_>, Failure> {
        let key = key.to_string();
        let call = self.client.create_multipart_upload().bucket(&self.bucket).key(&key).content_type(ZIP);
        let answer = call.send().await.or_failure("a volume could not be begun")?;
        let upload =
            answer.upload_id.ok_or_else(|| Failure::because("the store created an upload without an id"))?;
        Ok(Writing { vault: self, key, upload, waiting: Vec::new(), parts: Vec::new(), size: 0 })
    }

    /// Signs the download of a volume as a file of that name, which is plain ASCII. That the reader may is for the
    /// caller to know.
    ///
    /// # Errors
    /// There are no credentials to sign with.
    pub async fn sign_volume(&self, key: VolumeKey, name: &str) -> Result<String, Failure> {
        let call = self.signer.get_object().bucket(&self.bucket).key(key.to_string());
        let call = call
            .response_content_type(ZIP)
            .response_content_disposition(format!("attachment; filename=\"{name}\""));
        let signed = call.presigned(lasting(READING_SECONDS)?).await;
        Ok(signed.or_failure("the URL of a volume could not be signed")?.uri().to_owned())
    }
}

impl Writing<'_> {
    /// Adds bytes; those of a whole part are sent.
    ///
    /// # Errors
    /// The store can't be reached.
    pub async fn add(&mut self, bytes: &mut Vec<u8>) -> Result<(), Failure> {
        self.waiting.append(bytes);
        while self.waiting.len() >= PART {
            let rest = self.waiting.split_off(PART);
            let part = std::mem::replace(&mut self.waiting, rest);
            self.send(part).await?;
        }
        Ok(())
    }

    /// Makes the object; answers its bytes.
    ///
    /// # Errors
    /// The store can't be reached.
    pub async fn finish(mut self) -> Result<u64, Failure> {
        let last = std::mem::take(&mut self.waiting);
        if !last.is_empty() {
            self.send(last).await?;
        }
        let parts = CompletedMultipartUpload::builder().set_parts(Some(self.parts)).build();
        let call = self.vault.client.complete_multipart_upload().bucket(&self.vault.bucket).key(&self.key);
        let call = call.upload_id(&self.upload).if_none_match("*").multipart_upload(parts);
        call.send().await.or_failure("a volume could not be completed")?;
        Ok(self.size)
    }

    async fn send(&mut self, part: Vec<u8>) -> Result<(), Failure> {
        let number = i32::try_from(self.parts.len() + 1).or_failure("a volume has too many parts")?;
        let length = part.len() as u64;
        let call = self.vault.client.upload_part().bucket(&self.vault.bucket).key(&self.key);
        let call = call.upload_id(&self.upload).part_number(number).body(part.into());
        let answer = call.send().await.or_failure("a part of a volume could not be sent")?;
        let kept = CompletedPart::builder().part_number(number).set_e_tag(answer.e_tag).build();
        self.parts.push(kept);
        self.size += length;
        Ok(())
    }
}
