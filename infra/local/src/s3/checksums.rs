//! Checksums: which algorithm, what the client promised, what the bytes really gave.
//!
//! As in S3: a request carries at most one checksum; all parts of an upload use the algorithm named when it was
//! created; the object's checksum is then the *composite* one, the checksum of its parts' checksums and `-N`.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use s3s::checksum::ChecksumHasher;
use s3s::dto;
use s3s::{S3Result, s3_error};
use serde::{Deserialize, Serialize};

/// A checksum algorithm of S3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub(super) enum Algorithm {
    Crc32,
    Crc32c,
    Crc64Nvme,
    Sha1,
    Sha256,
}

impl Algorithm {
    const ALL: [Self; 5] = [Self::Crc32, Self::Crc32c, Self::Crc64Nvme, Self::Sha1, Self::Sha256];

    /// The name in headers' values and XML.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Crc32 => dto::ChecksumAlgorithm::CRC32,
            Self::Crc32c => dto::ChecksumAlgorithm::CRC32C,
            Self::Crc64Nvme => dto::ChecksumAlgorithm::CRC64NVME,
            Self::Sha1 => dto::ChecksumAlgorithm::SHA1,
            Self::Sha256 => dto::ChecksumAlgorithm::SHA256,
        }
    }

    /// The header (or trailer) that carries such a checksum.
    pub(super) fn header(self) -> String {
        format!("x-amz-checksum-{}", self.lower())
    }

    /// The name as S3's messages write it.
    pub(super) fn lower(self) -> String {
        self.name().to_ascii_lowercase()
    }

    /// The algorithm named in a request.
    ///
    /// # Errors
    /// `InvalidRequest`: S3 knows no such algorithm, or this one doesn't.
    pub(super) fn named(name: &dto::ChecksumAlgorithm) -> S3Result<Self> {
        let known = Self::ALL.into_iter().find(|algorithm| algorithm.name() == name.as_str());
        known.ok_or_else(|| s3_error!(InvalidRequest, "Checksum algorithm provided is unsupported."))
    }

    /// As `s3s` writes it.
    pub(super) fn wire(self) -> dto::ChecksumAlgorithm {
        dto::ChecksumAlgorithm::from_static(self.name())
    }

    /// A hasher of this algorithm alone.
    pub(super) fn hasher(self) -> ChecksumHasher {
        let mut hasher = ChecksumHasher::default();
        match self {
            Self::Crc32 => hasher.crc32 = Some(Default::default()),
            Self::Crc32c => hasher.crc32c = Some(Default::default()),
            Self::Crc64Nvme => hasher.crc64nvme = Some(Default::default()),
            Self::Sha1 => hasher.sha1 = Some(Default::default()),
            Self::Sha256 => hasher.sha256 = Some(Default::default()),
        }
        hasher
    }

    /// What such a hasher gives at its end, in base64.
    pub(super) fn finish(self, hasher: ChecksumHasher) -> String {
        hasher.finalize().checksum(self).cloned().unwrap_or_default()
    }

    /// The checksum of an object from its parts' checksums: `base64(H(raw₁ ‖ raw₂ ‖ …))-N`.
    ///
    /// # Errors
    /// `InternalError`: a stored checksum isn't base64.
    pub(super) fn composite<'a>(self, parts: impl ExactSizeIterator<Item = &'a str>) -> S3Result<Checksum> {
        let count = parts.len();
        let mut hasher = self.hasher();
        for part in parts {
            hasher.update(&BASE64.decode(part).map_err(s3s::S3Error::internal_error)?);
        }
        Ok(Checksum {
            algorithm: self,
            kind: Kind::Composite,
            value: format!("{}-{count}", self.finish(hasher)),
        })
    }
}

/// Of what a checksum was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(super) enum Kind {
    /// Of the bytes.
    FullObject,
    /// Of the parts' checksums.
    Composite,
}

/// The checksum of an object.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Checksum {
    pub(super) algorithm: Algorithm,
    pub(super) kind: Kind,
    /// In base64; a composite one ends in `-N`.
    pub(super) value: String,
}

impl Checksum {
    /// Its kind as `s3s` writes it.
    pub(super) fn wire_kind(&self) -> dto::ChecksumType {
        dto::ChecksumType::from_static(match self.kind {
            Kind::FullObject => dto::ChecksumType::FULL_OBJECT,
            Kind::Composite => dto::ChecksumType::COMPOSITE,
        })
    }
}

/// The checksum a client sends along with bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Promise {
    pub(super) algorithm: Algorithm,
    /// In base64; `None` when it follows the bytes as a trailer.
    pub(super) value: Option<String>,
}

impl Promise {
    /// What a request promises in a header, or announces as a trailer.
    ///
    /// # Errors
    /// `InvalidRequest`: more than one checksum, or one that can't be of its algorithm.
    pub(super) fn of(
        request: &impl Carrier,
        trailer: Option<&dto::ChecksumAlgorithm>,
    ) -> S3Result<Option<Self>> {
        if let Some(promise) = Self::in_fields(request)? {
            return Ok(Some(promise));
        }
        trailer
            .map(|name| Algorithm::named(name).map(|algorithm| Self { algorithm, value: None }))
            .transpose()
    }

    /// What a request's or a listed part's fields hold.
    ///
    /// # Errors
    /// `InvalidRequest`: more than one checksum.
    pub(super) fn in_fields(carrier: &impl Carrier) -> S3Result<Option<Self>> {
        let mut found = Algorithm::ALL.into_iter().filter_map(|algorithm| {
            Some(Self { algorithm, value: Some(carrier.checksum(algorithm)?.clone()) })
        });
        let first = found.next();
        if found.next().is_some() {
            return Err(s3_error!(
                InvalidRequest,
                "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed."
            ));
        }
        Ok(first)
    }
}

/// A message of S3 with a field for the checksum of each algorithm.
pub(super) trait Carrier {
    /// The checksum it carries, in base64.
    fn checksum(&self, algorithm: Algorithm) -> Option<&String>;

    /// Makes it carry this checksum.
    fn carry(&mut self, algorithm: Algorithm, value: String);
}

macro_rules! carriers {
    ($($message:ident),+ $(,)?) => {$(
        impl Carrier for dto::$message {
            fn checksum(&self, algorithm: Algorithm) -> Option<&String> {
                match algorithm {
                    Algorithm::Crc32 => self.checksum_crc32.as_ref(),
                    Algorithm::Crc32c => self.checksum_crc32c.as_ref(),
                    Algorithm::Crc64Nvme => self.checksum_crc64nvme.as_ref(),
                    Algorithm::Sha1 => self.checksum_sha1.as_ref(),
                    Algorithm::Sha256 => self.checksum_sha256.as_ref(),
                }
            }

            fn carry(&mut self, algorithm: Algorithm, value: String) {
                let field = match algorithm {
                    Algorithm::Crc32 => &mut self.checksum_crc32,
                    Algorithm::Crc32c => &mut self.checksum_crc32c,
                    Algorithm::Crc64Nvme => &mut self.checksum_crc64nvme,
                    Algorithm::Sha1 => &mut self.checksum_sha1,
                    Algorithm::Sha256 => &mut self.checksum_sha256,
                };
                *field = Some(value);
            }
        }
    )+};
}

carriers!(
    Checksum,
    CompleteMultipartUploadInput,
    CompleteMultipartUploadOutput,
    CompletedPart,
    CopyPartResult,
    GetObjectOutput,
    HeadObjectOutput,
    Part,
    PutObjectInput,
    PutObjectOutput,
    UploadPartInput,
    UploadPartOutput,
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_composite_checksum_is_the_checksum_of_the_parts_checksums() {
        // Three parts that real S3 (eu-west-1) completed to this value.
        let parts = [
            "lcKa6Boe7a167tUCN5C4OaFygGSYD8MBnBARTrdL+1w=",
            "gHjhbUT4oo2tSCtSZJdlKi+jeNXJT+VImqdPXsXvkOc=",
            "4l9PQ3zOPZ0oGFvknFX+J4zZwE4WMzO+l3r8XrbWOeM=",
        ];
        let whole = Algorithm::Sha256.composite(parts.into_iter()).expect("the parts are base64");
        assert_eq!(whole.value, "rVWtNbadtsaKXJAcgWPWjifHzJaXde/iV4jaJAOdivc=-3");
    }

    #[test]
    fn a_request_carries_one_checksum_at_most() {
        let mut part = dto::CompletedPart::default();
        assert_eq!(Promise::in_fields(&part).expect("none is fine"), None);

        part.carry(Algorithm::Sha256, "a".to_owned());
        let promise = Promise::in_fields(&part).expect("one is fine").expect("it is there");
        assert_eq!((promise.algorithm, promise.value.as_deref()), (Algorithm::Sha256, Some("a")));

        part.carry(Algorithm::Crc32, "b".to_owned());
        assert!(Promise::in_fields(&part).is_err());
    }
}
