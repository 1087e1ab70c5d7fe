//! What a writer says about an object: taken from the request once, given back with every HEAD and GET.

use std::collections::HashMap;

use s3s::dto::{CreateMultipartUploadInput, GetObjectOutput, HeadObjectOutput, Metadata, PutObjectInput};
use s3s::{S3Result, s3_error};

use super::records::Attributes;

/// Bytes of all user metadata's names and values, at most.
const MOST_METADATA: usize = 2048;

/// What S3 calls bytes of which nobody said what they are.
const UNKNOWN_TYPE: &str = "binary/octet-stream";

macro_rules! attributes_of {
    ($input:expr) => {
        Ok(Attributes {
            content_type: Some($input.content_type.clone().unwrap_or_else(|| UNKNOWN_TYPE.to_owned())),
            content_disposition: $input.content_disposition.clone(),
            content_encoding: stored_encoding($input.content_encoding.as_deref()),
            content_language: $input.content_language.clone(),
            cache_control: $input.cache_control.clone(),
            expires: $input.expires.clone(),
            metadata: checked($input.metadata.clone())?,
        })
    };
}

macro_rules! describe {
    ($output:expr, $attributes:expr) => {{
        $output.content_type = $attributes.content_type;
        $output.content_disposition = $attributes.content_disposition;
        $output.content_encoding = $attributes.content_encoding;
        $output.content_language = $attributes.content_language;
        $output.cache_control = $attributes.cache_control;
        $output.expires = $attributes.expires;
        $output.metadata = Some($attributes.metadata);
    }};
}

/// The attributes of an upload, and so of its object.
///
/// # Errors
/// `MetadataTooLarge`: more than 2 KB of user metadata.
pub(super) fn of_upload(input: &CreateMultipartUploadInput) -> S3Result<Attributes> {
    attributes_of!(input)
}

/// The attributes of an object that is put at once.
///
/// # Errors
/// `MetadataTooLarge`: more than 2 KB of user metadata.
pub(super) fn of_put(input: &PutObjectInput) -> S3Result<Attributes> {
    attributes_of!(input)
}

/// Writes the attributes into the answer to a GET.
pub(super) fn describe_get(output: &mut GetObjectOutput, attributes: Attributes) {
    describe!(output, attributes);
}

/// Writes the attributes into the answer to a HEAD.
pub(super) fn describe_head(output: &mut HeadObjectOutput, attributes: Attributes) {
    describe!(output, attributes);
}

/// Says no to what a writer asks and this S3 would silently forget.
///
/// # Errors
/// `NotImplemented`.
pub(super) fn refuse_unsupported(tagging: bool, customer_key: bool) -> S3Result {
    if tagging || customer_key {
        return Err(s3_error!(NotImplemented, "Tags and customers' encryption keys are not kept here."));
    }
    Ok(())
}

/// `aws-chunked` describes the request, not the object.
fn stored_encoding(encoding: Option<&str>) -> Option<String> {
    let kept: Vec<&str> = encoding?.split(',').map(str::trim).filter(|part| *part != "aws-chunked").collect();
    (!kept.is_empty()).then(|| kept.join(","))
}

fn checked(metadata: Option<Metadata>) -> S3Result<HashMap<String, String>> {
    let metadata = metadata.unwrap_or_default();
    let size: usize = metadata.iter().map(|(name, value)| name.len() + value.len()).sum();
    if size > MOST_METADATA {
        return Err(s3_error!(
            MetadataTooLarge,
            "Your metadata headers exceed the maximum allowed metadata size"
        ));
    }
    Ok(metadata)
}
