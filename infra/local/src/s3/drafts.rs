//! Bytes on their way in: streamed to a draft file, hashed as they pass, kept only if they are what was promised.

use std::io;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use futures_util::StreamExt as _;
use s3s::crypto::{Checksum as _, Md5};
use s3s::dto::StreamingBlob;
use s3s::{S3Error, S3ErrorCode, S3Result, StdError, TrailingHeaders, s3_error};
use tokio::fs::File;
use tokio::io::{AsyncWriteExt as _, BufWriter};

use super::checksums::{Algorithm, Promise};
use super::layout;

/// Bytes of one request, at most (S3's limit of a part and of a PUT).
const MOST_BYTES: u64 = 5 * 1024 * 1024 * 1024;

/// Bytes gathered before each write to the file.
const WRITE_SIZE: usize = 1024 * 1024;

/// A file that is gone again unless it is kept.
#[derive(Debug)]
pub(super) struct Draft {
    path: PathBuf,
}

impl Draft {
    /// Gives the bytes their place.
    ///
    /// # Errors
    /// The file can't be moved.
    pub(super) fn keep(self, place: &Path) -> io::Result<()> {
        std::fs::rename(&self.path, place)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        if let Err(error) = layout::remove_file(&self.path) {
            tracing::warn!(%error, "a draft could not be removed");
        }
    }
}

/// A request's body and what its headers say of it.
#[derive(Debug)]
pub(super) struct Delivery {
    pub(super) body: Option<StreamingBlob>,
    /// `Content-Length`, without the framing of `aws-chunked`.
    pub(super) length: Option<i64>,
    /// `Content-MD5`, in base64.
    pub(super) md5: Option<String>,
    pub(super) promise: Option<Promise>,
    pub(super) trailers: Option<TrailingHeaders>,
}

/// Bytes that have all arrived and are what was promised.
#[derive(Debug)]
pub(super) struct Arrival {
    pub(super) draft: Draft,
    /// In bytes.
    pub(super) size: u64,
    /// MD5 in hexadecimal digits.
    pub(super) etag: String,
    /// What was promised, and is true.
    pub(super) checksum: Option<(Algorithm, String)>,
}

/// Streams a body into `folder` and checks it; holds about a MiB of it in memory at a time.
///
/// # Errors
/// `MissingContentLength`, `EntityTooLarge`; `IncompleteBody` when the connection ended early; `BadDigest`,
/// `InvalidDigest`, `XAmzContentSHA256Mismatch` when the bytes aren't the ones promised. Nothing is kept then.
pub(super) async fn receive(folder: &Path, delivery: Delivery) -> S3Result<Arrival> {
    let announced = delivery.length.and_then(|length| u64::try_from(length).ok());
    let announced = announced.ok_or(S3ErrorCode::MissingContentLength)?;
    if announced > MOST_BYTES {
        return Err(s3_error!(EntityTooLarge, "Your proposed upload exceeds the maximum allowed size"));
    }
    let body = delivery.body.ok_or(S3ErrorCode::IncompleteBody)?;

    let algorithm = delivery.promise.as_ref().map(|promise| promise.algorithm);
    let (draft, size, md5, checksum) = write_draft(folder, body, algorithm).await?;

    if size != announced {
        return Err(S3ErrorCode::IncompleteBody.into());
    }
    if let Some(promised) = &delivery.md5 {
        check_md5(promised, md5)?;
    }
    if let (Some(promise), Some(found)) = (&delivery.promise, &checksum) {
        check_promise(promise, delivery.trailers.as_ref(), found)?;
    }
    Ok(Arrival { draft, size, etag: hex(md5), checksum: algorithm.zip(checksum) })
}

/// Writes a body that is kept here already into `folder`.
///
/// # Errors
/// The object was removed meanwhile.
pub(super) async fn copied(
    folder: &Path,
    body: StreamingBlob,
    algorithm: Option<Algorithm>,
) -> S3Result<Arrival> {
    let (draft, size, md5, checksum) = write_draft(folder, body, algorithm).await?;
    Ok(Arrival { draft, size, etag: hex(md5), checksum: algorithm.zip(checksum) })
}

async fn write_draft(
    folder: &Path,
    mut body: StreamingBlob,
    algorithm: Option<Algorithm>,
) -> S3Result<(Draft, u64, [u8; 16], Option<String>)> {
    let path = folder.join(super::machine::fresh_id().map_err(S3Error::internal_error)?);
    let draft = Draft { path };
    let file = File::create_new(&draft.path).await.map_err(S3Error::internal_error)?;
    let mut file = BufWriter::with_capacity(WRITE_SIZE, file);

    let mut size = 0;
    let mut md5 = Md5::new();
    let mut hasher = algorithm.map(Algorithm::hasher);
    while let Some(bytes) = body.next().await {
        let bytes = bytes.map_err(broken_body)?;
        size += bytes.len() as u64;
        md5.update(&bytes);
        if let Some(hasher) = &mut hasher {
            hasher.update(&bytes);
        }
        file.write_all(&bytes).await.map_err(S3Error::internal_error)?;
    }
    file.flush().await.map_err(S3Error::internal_error)?;

    let checksum = algorithm.zip(hasher).map(|(algorithm, hasher)| algorithm.finish(hasher));
    Ok((draft, size, md5.finalize(), checksum))
}

fn check_md5(promised: &str, found: [u8; 16]) -> S3Result {
    match BASE64.decode(promised) {
        Ok(promised) if promised == found => Ok(()),
        Ok(promised) if promised.len() == found.len() => {
            Err(s3_error!(BadDigest, "The Content-MD5 you specified did not match what we received."))
        }
        Ok(_) | Err(_) => Err(s3_error!(InvalidDigest, "The Content-MD5 you specified is not valid.")),
    }
}

fn check_promise(promise: &Promise, trailers: Option<&TrailingHeaders>, found: &str) -> S3Result {
    let header = promise.algorithm.header();
    let trailer = || {
        let read = |trailers: &TrailingHeaders| {
            trailers.read(|map| Some(map.get(&header)?.to_str().ok()?.to_owned()))
        };
        trailers.and_then(read).flatten()
    };
    let promised = promise.value.clone().or_else(trailer);
    let promised = promised.ok_or_else(|| s3_error!(InvalidRequest, "The trailer {header} did not come."))?;

    if promised == found {
        return Ok(());
    }
    let raw = |text: &str| BASE64.decode(text).map(|bytes| bytes.len()).ok();
    if raw(&promised) != raw(found) {
        return Err(s3_error!(InvalidRequest, "Value for {header} header is invalid."));
    }
    let name = promise.algorithm.name();
    Err(s3_error!(BadDigest, "The {name} you specified did not match the calculated checksum."))
}

/// What a body that can't be read to its end means to the client.
///
/// `s3s` checks `x-amz-content-sha256` and signed chunks inside the stream, with private error types; their text is
/// the only sign, and the tests hold it to that.
fn broken_body(error: StdError) -> S3Error {
    let text = error.to_string();
    if text.contains("Sha256Mismatch") {
        let code = S3ErrorCode::from_bytes(b"XAmzContentSHA256Mismatch").unwrap_or(S3ErrorCode::BadDigest);
        let message = "The provided 'x-amz-content-sha256' header does not match what was computed.";
        let mut mismatch = S3Error::with_message(code, message);
        mismatch.set_status_code(http::StatusCode::BAD_REQUEST);
        return mismatch;
    }
    if text.contains("SignatureMismatch") {
        return S3ErrorCode::SignatureDoesNotMatch.into();
    }
    S3Error::with_source(S3ErrorCode::IncompleteBody, error)
}

/// Bytes as hexadecimal digits.
pub(super) fn hex(bytes: [u8; 16]) -> String {
    format!("{:032x}", u128::from_be_bytes(bytes))
}

/// Hexadecimal digits as bytes: the inverse of [`hex`].
pub(super) fn unhex(digits: &str) -> [u8; 16] {
    u128::from_str_radix(digits, 16).unwrap_or_default().to_be_bytes()
}
