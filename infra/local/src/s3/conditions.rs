//! `If-Match` and its kin: may this write or read go on, given the object as it is?

use s3s::dto::{ETagCondition, GetObjectInput, HeadObjectInput, Timestamp};
use s3s::{S3ErrorCode, S3Result, s3_error};

use super::records::{ObjectRecord, wire_etag, wire_time};

/// The conditions under which a PUT or a Complete makes an object.
#[derive(Debug)]
pub(super) struct WriteConditions {
    /// `If-None-Match`
    pub(super) none_match: Option<ETagCondition>,
    /// `If-Match`
    pub(super) matches: Option<ETagCondition>,
}

/// The conditions under which a GET or a HEAD is answered.
#[derive(Debug)]
pub(super) struct ReadConditions {
    none_match: Option<ETagCondition>,
    matches: Option<ETagCondition>,
    modified_since: Option<Timestamp>,
    unmodified_since: Option<Timestamp>,
}

impl From<&GetObjectInput> for ReadConditions {
    fn from(input: &GetObjectInput) -> Self {
        Self {
            none_match: input.if_none_match.clone(),
            matches: input.if_match.clone(),
            modified_since: input.if_modified_since.clone(),
            unmodified_since: input.if_unmodified_since.clone(),
        }
    }
}

impl From<&HeadObjectInput> for ReadConditions {
    fn from(input: &HeadObjectInput) -> Self {
        Self {
            none_match: input.if_none_match.clone(),
            matches: input.if_match.clone(),
            modified_since: input.if_modified_since.clone(),
            unmodified_since: input.if_unmodified_since.clone(),
        }
    }
}

/// Whether a write may replace (or make) the object.
///
/// # Errors
/// `PreconditionFailed`: it exists although `If-None-Match: *`, or isn't the one of `If-Match`. `NoSuchKey`:
/// `If-Match` and no object. `NotImplemented`: `If-None-Match` with an ETag, as in S3.
pub(super) fn check_write(conditions: &WriteConditions, object: Option<&ObjectRecord>) -> S3Result {
    match (&conditions.none_match, object) {
        (Some(ETagCondition::ETag(_)), _) => {
            return Err(s3_error!(NotImplemented, "If-None-Match takes * when writing."));
        }
        (Some(ETagCondition::Any), Some(_)) => return Err(failed()),
        (Some(ETagCondition::Any) | None, _) => {}
    }
    match (&conditions.matches, object) {
        (Some(_), None) => Err(S3ErrorCode::NoSuchKey.into()),
        (Some(condition), Some(object)) if !holds(condition, object) => Err(failed()),
        (Some(_) | None, _) => Ok(()),
    }
}

/// Whether a read gets the object. As in RFC 9110, an ETag outweighs a time.
///
/// # Errors
/// `PreconditionFailed`: it isn't the one asked for. `NotModified`: the reader has it already.
pub(super) fn check_read(conditions: &ReadConditions, object: &ObjectRecord) -> S3Result {
    let modified = whole_seconds(object);
    let is_wanted = match (&conditions.matches, &conditions.unmodified_since) {
        (Some(condition), _) => holds(condition, object),
        (None, Some(moment)) => modified <= *moment,
        (None, None) => true,
    };
    if !is_wanted {
        return Err(failed());
    }
    let is_news = match (&conditions.none_match, &conditions.modified_since) {
        (Some(condition), _) => !holds(condition, object),
        (None, Some(moment)) => modified > *moment,
        (None, None) => true,
    };
    if is_news { Ok(()) } else { Err(S3ErrorCode::NotModified.into()) }
}

fn holds(condition: &ETagCondition, object: &ObjectRecord) -> bool {
    match condition {
        ETagCondition::Any => true,
        ETagCondition::ETag(etag) => etag.weak_cmp(&wire_etag(&object.etag)),
    }
}

/// HTTP dates know no fractions: a reader who gives back `Last-Modified` has the object.
fn whole_seconds(object: &ObjectRecord) -> Timestamp {
    let second = jiff::Timestamp::from_second(object.modified.as_second());
    wire_time(second.unwrap_or(object.modified))
}

fn failed() -> s3s::S3Error {
    s3_error!(PreconditionFailed, "At least one of the pre-conditions you specified did not hold")
}
