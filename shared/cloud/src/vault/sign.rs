//! Presigned URLs: the only way that an artifact's bytes come and go.

use std::{collections::BTreeMap, time::Duration};

use aws_sdk_s3::presigning::{PresignedRequest, PresigningConfig};
use domain::artifact::{Artifact, FileName, ObjectKey, PartToSend, Presentation};
use serde::Serialize;

use super::Vault;
use crate::{Failure, OrFailure};

/// Seconds that the URL of a part lives. It is signed again on demand.
pub const PART_SECONDS: i64 = 15 * 60;

/// Seconds that the URL of an artifact can be read under.
pub const READING_SECONDS: i64 = 5 * 60;

/// Headers that HTTP clients write by themselves; browsers refuse to have them set.
const OWN_HEADERS: [&str; 2] = ["host", "content-length"];

/// The request that carries one part: `PUT` to the URL, with these headers, of exactly the announced bytes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SignedPart {
    /// Which part.
    pub number: u32,
    /// Where to.
    pub url: String,
    /// Headers to send, exactly so.
    pub headers: BTreeMap<String, String>,
}

impl Vault {
    /// Signs the sending of one part: its number, length and SHA-256 can't be another.
    ///
    /// # Errors
    /// There are no credentials to sign with.
    pub async fn sign_part(
        &self,
        key: ObjectKey,
        upload: &str,
        part: &PartToSend,
    ) -> Result<SignedPart, Failure> {
        let number = i32::try_from(part.number).or_failure("a part has no number")?;
        let length = i64::try_from(part.length).or_failure("a part has no length")?;
        let signed = self
            .signer
            .upload_part()
            .bucket(&self.bucket)
            .key(key.to_string())
            .upload_id(upload)
            .part_number(number)
            .content_length(length)
            .checksum_sha256(part.sha256.to_string())
            .presigned(lasting(PART_SECONDS)?)
            .await
            .or_failure("the URL of a part could not be signed")?;
        Ok(SignedPart { number: part.number, url: signed.uri().to_owned(), headers: headers_of(&signed) })
    }

    /// Signs the reading of an artifact, in ranges or as a whole, under its fixed type and as `name`. That the reader may,
    /// and that a browser may show it if it is to, is for the caller to know.
    ///
    /// # Errors
    /// There are no credentials to sign with.
    pub async fn sign_reading(
        &self,
        artifact: &Artifact,
        name: &FileName,
        presentation: Presentation,
    ) -> Result<String, Failure> {
        let signed = self
            .signer
            .get_object()
            .bucket(&self.bucket)
            .key(artifact.key().to_string())
            .response_content_type(artifact.media_type.served_as())
            .response_content_disposition(name.content_disposition(artifact.media_type, presentation))
            .presigned(lasting(READING_SECONDS)?)
            .await
            .or_failure("the URL of an artifact could not be signed")?;
        Ok(signed.uri().to_owned())
    }
}

impl Vault {
    /// The origin under which browsers reach the store, for policies of pages.
    ///
    /// # Errors
    /// There are no credentials to sign with.
    pub async fn origin(&self) -> Result<String, Failure> {
        let signed = self.signer.get_object().bucket(&self.bucket).key("origin");
        let signed = signed.presigned(lasting(READING_SECONDS)?).await;
        let signed = signed.or_failure("the store's address could not be told")?;
        let address: http::Uri = signed.uri().parse().or_failure("the store's address is none")?;
        match (address.scheme(), address.authority()) {
            (Some(scheme), Some(authority)) => Ok(format!("{scheme}://{authority}")),
            _ => Err(Failure::because("the store's address has no host")),
        }
    }
}

pub(super) fn lasting(seconds: i64) -> Result<PresigningConfig, Failure> {
    PresigningConfig::expires_in(Duration::from_secs(seconds.unsigned_abs()))
        .or_failure("a URL can't live that long")
}

fn headers_of(signed: &PresignedRequest) -> BTreeMap<String, String> {
    let to_set = |(name, _): &(&str, &str)| !OWN_HEADERS.contains(name);
    signed.headers().filter(to_set).map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}
