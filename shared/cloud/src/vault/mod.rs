//! The evidence store: artifacts in one S3 bucket, sent and read by presigned URLs.
//!
//! Bytes pass through no function, but for exports, which are packed of them. Every object comes by a multipart upload, also the smallest,
//! because the URL of a part dies with its upload while the URL of a whole object would overwrite it.
//! A part's URL carries exactly the bytes that were announced: their length and their SHA-256 are
//! signed. An object is created once (`If-None-Match: *`) and known as the work of its upload by the
//! token in its metadata.

mod complete;
mod copy;
mod erase;
mod list;
mod pack;
mod sign;

use aws_config::SdkConfig;
use aws_sdk_s3::{
    Client,
    config::{Builder, RequestChecksumCalculation, ResponseChecksumValidation},
    error::{ProvideErrorMetadata, SdkError},
    operation::head_object::HeadObjectOutput,
    types::{ChecksumAlgorithm, ChecksumMode, ChecksumType},
};
use domain::artifact::{ArrivedPart, MediaType, ObjectKey, Stored, UploadToken};

use crate::{Failure, OrFailure, Settings};

pub use complete::Completion;
pub use erase::Gone;
pub use list::Unfinished;
pub use pack::{Whole, Writing};
pub use sign::{PART_SECONDS, READING_SECONDS, SignedPart};

/// The metadata field of an object that holds its upload's token.
const TOKEN: &str = "upload-token";

/// The evidence store.
#[derive(Debug, Clone)]
pub struct Vault {
    /// Reaches S3 as functions do.
    client: Client,
    /// Signs URLs under the address at which browsers reach S3.
    signer: Client,
    bucket: String,
}

/// An object as the store tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Bytes.
    pub size: u64,
    /// The token of the upload that made it, if one of ours did.
    pub token: Option<String>,
    /// What is remembered of it.
    pub stored: Stored,
}

impl Vault {
    /// The store that the settings name.
    pub fn new(config: &SdkConfig, settings: &Settings) -> Self {
        let inside = settings.endpoints.s3.clone();
        let outside = settings.storage_origin.clone().or_else(|| inside.clone());
        Self {
            client: client(config, inside),
            signer: client(config, outside),
            bucket: settings.bucket.clone(),
        }
    }

    /// Creates a multipart upload whose object will have the type that `kind` is served as, and
    /// answers its id.
    ///
    /// # Errors
    /// The store can't be reached.
    pub async fn create(
        &self,
        key: ObjectKey,
        kind: MediaType,
        token: &UploadToken,
    ) -> Result<String, Failure> {
        let answer = self
            .client
            .create_multipart_upload()
            .bucket(&self.bucket)
            .key(key.to_string())
            .content_type(kind.served_as())
            .metadata(TOKEN, token.as_str())
            .checksum_algorithm(ChecksumAlgorithm::Sha256)
            .checksum_type(ChecksumType::Composite)
            .send()
            .await
            .or_failure("an upload could not be created")?;

        answer.upload_id.ok_or_else(|| Failure::because("the store created an upload without an id"))
    }

    /// The parts of an upload that have arrived, in order; `None` when there is no such upload, because
    /// it was completed or aborted.
    ///
    /// # Errors
    /// The store can't be reached.
    pub async fn arrived(&self, key: ObjectKey, upload: &str) -> Result<Option<Vec<ArrivedPart>>, Failure> {
        let mut parts = Vec::new();
        let mut after = None;
        loop {
            let call = self.client.list_parts().bucket(&self.bucket).key(key.to_string()).upload_id(upload);
            let page = match call.set_part_number_marker(after).send().await {
                Err(error) if is(&error, "NoSuchUpload") => return Ok(None),
                answer => answer.or_failure("the parts of an upload could not be listed")?,
            };

            for part in page.parts() {
                parts.push(arrived_part(part)?);
            }
            after = page.next_part_number_marker;
            if page.is_truncated != Some(true) || after.is_none() {
                parts.sort_by_key(|part| part.number);
                return Ok(Some(parts));
            }
        }
    }

    /// What is kept under `key`; `None` when nothing is.
    ///
    /// # Errors
    /// The store can't be reached.
    pub async fn find(&self, key: ObjectKey) -> Result<Option<Kept>, Failure> {
        let Some(head) = self.head(key).await? else { return Ok(None) };
        let size = head.content_length().and_then(|length| u64::try_from(length).ok());
        let token = head.metadata().and_then(|fields| fields.get(TOKEN)).cloned();
        let (Some(size), Some(etag), Some(checksum)) = (size, head.e_tag, head.checksum_sha256) else {
            return Err(Failure::because("the store keeps an object without size, ETag or checksum"));
        };
        Ok(Some(Kept { size, token, stored: Stored { etag, checksum } }))
    }

    /// Whether anything is kept under `key`, whatever the store tells of it.
    ///
    /// # Errors
    /// The store can't be reached.
    pub async fn has(&self, key: ObjectKey) -> Result<bool, Failure> {
        Ok(self.head(key).await?.is_some())
    }

    async fn head(&self, key: ObjectKey) -> Result<Option<HeadObjectOutput>, Failure> {
        let call = self.client.head_object().bucket(&self.bucket).key(key.to_string());
        match call.checksum_mode(ChecksumMode::Enabled).send().await {
            Err(error) if is_absence(&error) => Ok(None),
            answer => answer.map(Some).or_failure("the store did not tell of an object"),
        }
    }

    /// The bytes of `range` of an object, which must lie within it and not be empty.
    ///
    /// # Errors
    /// The store can't be reached, or answers with other bytes than were asked for.
    pub async fn read(&self, key: ObjectKey, range: std::ops::Range<u64>) -> Result<Vec<u8>, Failure> {
        let last = range.end.saturating_sub(1);
        let answer = self
            .client
            .get_object()
            .bucket(&self.bucket)
            .key(key.to_string())
            .range(format!("bytes={}-{last}", range.start))
            .send()
            .await
            .or_failure("an object could not be read")?;

        let bytes = answer.body.collect().await.or_failure("an object broke off while it was read")?.to_vec();
        if bytes.len() as u64 == range.end - range.start {
            Ok(bytes)
        } else {
            Err(Failure::because("the store answered with another range than was asked for"))
        }
    }

    /// Aborts an upload. One that is gone already is fine.
    ///
    /// # Errors
    /// The store can't be reached.
    pub async fn abort(&self, key: ObjectKey, upload: &str) -> Result<(), Failure> {
        self.abort_upload(&key.to_string(), upload).await
    }

    async fn abort_upload(&self, key: &str, upload: &str) -> Result<(), Failure> {
        let call = self.client.abort_multipart_upload().bucket(&self.bucket).key(key);
        match call.upload_id(upload).send().await {
            Err(error) if is(&error, "NoSuchUpload") => Ok(()),
            answer => answer.map(|_| ()).or_failure("an upload could not be aborted"),
        }
    }

    /// Deletes an object. One that is gone already is fine.
    ///
    /// # Errors
    /// The store can't be reached.
    pub async fn delete(&self, key: ObjectKey) -> Result<(), Failure> {
        let call = self.client.delete_object().bucket(&self.bucket).key(key.to_string());
        call.send().await.map(|_| ()).or_failure("an object could not be deleted")
    }
}

/// A client of S3 at `endpoint`, or at AWS's own address. Another one is addressed by path: it has no
/// name for each bucket. Checksums are ours: S3's default ones would be signed into URLs.
fn client(config: &SdkConfig, endpoint: Option<String>) -> Client {
    let builder = Builder::from(config)
        .force_path_style(endpoint.is_some())
        .request_checksum_calculation(RequestChecksumCalculation::WhenRequired)
        .response_checksum_validation(ResponseChecksumValidation::WhenRequired);
    let builder = match endpoint {
        Some(endpoint) => builder.endpoint_url(endpoint),
        None => builder,
    };
    Client::from_conf(builder.build())
}

fn arrived_part(part: &aws_sdk_s3::types::Part) -> Result<ArrivedPart, Failure> {
    let number = part.part_number().and_then(|number| u32::try_from(number).ok());
    let size = part.size().and_then(|size| u64::try_from(size).ok());
    let (Some(number), Some(size), Some(etag)) = (number, size, part.e_tag()) else {
        return Err(Failure::because("the store lists a part without number, size or ETag"));
    };
    let sha256 = part.checksum_sha256().and_then(|sum| sum.parse().ok());
    Ok(ArrivedPart { number, size, etag: etag.to_owned(), sha256 })
}

/// Whether the store answered with the error of that name.
fn is<E: ProvideErrorMetadata, R>(error: &SdkError<E, R>, code: &str) -> bool {
    error.code() == Some(code)
}

/// A HEAD has no body, so its 404 has no name of its own.
fn is_absence<E: ProvideErrorMetadata>(error: &SdkError<E, aws_sdk_s3::config::http::HttpResponse>) -> bool {
    let is_404 = error.raw_response().is_some_and(|response| response.status().as_u16() == 404);
    is_404 || is(error, "NotFound") || is(error, "NoSuchKey")
}
