//! What S3 remembers of an object, an upload and a part, as it is written on disk.

use std::collections::HashMap;

use jiff::Timestamp;
use s3s::dto;
use serde::{Deserialize, Serialize};

use super::checksums::{Algorithm, Checksum};

/// The id under which bytes lie: of an upload, and later of the object it becomes.
///
/// It is 32 lower-case hexadecimal digits, so it is safe as a file name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub(super) struct ContentId(String);

impl ContentId {
    /// Draws a new id.
    ///
    /// # Errors
    /// The operating system gives no random bytes.
    pub(super) fn fresh() -> std::io::Result<Self> {
        super::machine::fresh_id().map(Self)
    }

    /// Reads an id that a client sent; `None` if it can't be one of ours.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let digit = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
        (text.len() == 32 && text.bytes().all(digit)).then(|| Self(text.to_owned()))
    }

    /// The digits.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

/// What the writer said about the bytes; given back with every HEAD and GET.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Attributes {
    pub(super) content_type: Option<String>,
    pub(super) content_disposition: Option<String>,
    pub(super) content_encoding: Option<String>,
    pub(super) content_language: Option<String>,
    pub(super) cache_control: Option<String>,
    pub(super) expires: Option<dto::Timestamp>,
    pub(super) metadata: HashMap<String, String>,
}

/// An object that was deleted: a version of what was under its key.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FormerRecord {
    pub(super) object: ObjectRecord,
    pub(super) deleted: Timestamp,
}

/// One part whose bytes have arrived and were verified.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PartRecord {
    /// 1 to 10,000.
    pub(super) number: i32,
    /// The file's name in the content's folder.
    pub(super) file: String,
    /// In bytes.
    pub(super) size: u64,
    /// MD5 in hexadecimal digits, without quotes.
    pub(super) etag: String,
    /// In base64, of the upload's algorithm.
    pub(super) checksum: Option<String>,
    pub(super) modified: Timestamp,
}

/// A multipart upload in progress.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct UploadRecord {
    pub(super) id: ContentId,
    pub(super) key: String,
    pub(super) initiated: Timestamp,
    /// The checksum every part must bring.
    pub(super) algorithm: Option<Algorithm>,
    pub(super) attributes: Attributes,
}

/// An object: its bytes are its parts' files, one after another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ObjectRecord {
    pub(super) key: String,
    pub(super) content: ContentId,
    /// In bytes.
    pub(super) size: u64,
    /// Without quotes; `…-N` for an object made of N parts.
    pub(super) etag: String,
    pub(super) checksum: Option<Checksum>,
    pub(super) modified: Timestamp,
    pub(super) attributes: Attributes,
    pub(super) parts: Vec<PartRecord>,
}

/// A moment as `s3s` writes it into headers and XML.
pub(super) fn wire_time(moment: Timestamp) -> dto::Timestamp {
    std::time::SystemTime::from(moment).into()
}

/// An ETag as `s3s` writes it: strong and in quotes.
pub(super) fn wire_etag(etag: &str) -> dto::ETag {
    dto::ETag::Strong(etag.to_owned())
}

/// A size as `s3s` writes it. A file's size always fits: the file system counts in the same type.
pub(super) fn wire_size(size: u64) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}
