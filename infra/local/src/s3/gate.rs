//! Who gets in: requests that are signed as S3 demands, for the one bucket there is.
//!
//! `s3s` verifies the signature itself. It lets through what a signature doesn't cover; real S3 doesn't, and the
//! whole worth of a presigned URL is that it carries exactly what was signed.

use std::sync::Arc;

use http::{HeaderMap, Uri};
use s3s::access::{S3Access, S3AccessContext};
use s3s::auth::{S3Auth, SecretKey};
use s3s::{S3Result, s3_error};

use crate::counters::Counters;

/// The longest life of a presigned URL, in seconds: seven days.
const LONGEST_LIFE: u64 = 604_800;

/// The one pair of keys.
pub(super) struct Keys {
    pub(super) access_key: String,
    pub(super) secret_key: SecretKey,
}

#[async_trait::async_trait]
impl S3Auth for Keys {
    async fn get_secret_key(&self, access_key: &str) -> S3Result<SecretKey> {
        if access_key == self.access_key {
            return Ok(self.secret_key.clone());
        }
        Err(s3_error!(
            InvalidAccessKeyId,
            "The AWS Access Key Id you provided does not exist in our records."
        ))
    }
}

/// Looks at each request whose signature is right (or missing), before its body is read.
#[derive(Debug)]
pub(super) struct Gate {
    pub(super) bucket: String,
    pub(super) counters: Arc<Counters>,
}

#[async_trait::async_trait]
impl S3Access for Gate {
    async fn check(&self, request: &mut S3AccessContext<'_>) -> S3Result<()> {
        if request.credentials().is_none() {
            return Err(s3_error!(AccessDenied, "Access Denied"));
        }
        self.counters.count(request.s3_op().name());

        let signature = Signature::of(request.uri(), request.headers())?;
        signature.check_life()?;
        signature.check_covers(request.headers())?;
        match request.s3_path().get_bucket_name() {
            Some(bucket) if bucket != self.bucket => {
                Err(s3_error!(NoSuchBucket, "The specified bucket does not exist"))
            }
            Some(_) | None => Ok(()),
        }
    }
}

/// What of a Signature Version 4 isn't the signature itself.
#[derive(Debug, PartialEq, Eq)]
struct Signature {
    /// Names in lower case.
    signed_headers: Vec<String>,
    /// Seconds a presigned URL lives.
    life: Option<u64>,
}

impl Signature {
    /// # Errors
    /// `InvalidRequest`: it is of another version; newer regions of S3 don't take Version 2 either.
    fn of(uri: &Uri, headers: &HeaderMap) -> S3Result<Self> {
        let query = uri.query().unwrap_or_default();
        let found = match parameter(query, "X-Amz-SignedHeaders") {
            Some(names) => {
                let names = names.replace("%3B", ";").replace("%3b", ";");
                let life = parameter(query, "X-Amz-Expires").and_then(|seconds| seconds.parse().ok());
                Some((names, life))
            }
            None => authorized_headers(headers).map(|names| (names, None)),
        };
        let (names, life) = found.ok_or_else(|| {
            s3_error!(
                InvalidRequest,
                "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256."
            )
        })?;
        Ok(Self { signed_headers: names.split(';').map(str::to_ascii_lowercase).collect(), life })
    }

    fn check_life(&self) -> S3Result {
        match self.life {
            Some(seconds) if seconds > LONGEST_LIFE => Err(s3_error!(
                AuthorizationQueryParametersError,
                "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be \
                 less than {LONGEST_LIFE} seconds"
            )),
            Some(_) | None => Ok(()),
        }
    }

    /// `host` and every header that could change what the request means must be signed.
    fn check_covers(&self, headers: &HeaderMap) -> S3Result {
        let must = |name: &&str| *name == "host" || name.starts_with("x-amz-");
        let is_signed = |name: &str| self.signed_headers.iter().any(|signed| signed == name);
        let names = headers.keys().map(http::HeaderName::as_str);
        let unsigned: Vec<&str> = names.filter(must).filter(|name| !is_signed(name)).collect();
        if unsigned.is_empty() {
            return Ok(());
        }
        Err(s3_error!(
            AccessDenied,
            "There were headers present in the request which were not signed: {}",
            unsigned.join(", ")
        ))
    }
}

/// The raw value of a query parameter.
fn parameter<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

/// `AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…`
fn authorized_headers(headers: &HeaderMap) -> Option<String> {
    let authorization = headers.get(http::header::AUTHORIZATION)?.to_str().ok()?;
    let fields = authorization.strip_prefix("AWS4-HMAC-SHA256")?;
    fields.split(',').find_map(|field| field.trim().strip_prefix("SignedHeaders=")).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;

    use super::*;

    fn check(query: &str, authorization: Option<&'static str>, names: &[&'static str]) -> Option<String> {
        let uri = Uri::try_from(format!("/evidence/key?{query}")).expect("the query is valid");
        let mut headers = HeaderMap::new();
        for name in names {
            headers.insert(*name, HeaderValue::from_static("1"));
        }
        if let Some(value) = authorization {
            headers.insert("authorization", HeaderValue::from_static(value));
        }
        let checked = Signature::of(&uri, &headers).and_then(|signature| {
            signature.check_life()?;
            signature.check_covers(&headers)
        });
        checked.err().map(|error| error.code().as_str().to_owned())
    }

    #[test]
    fn every_amz_header_and_the_host_must_be_signed() {
        let signed = "X-Amz-SignedHeaders=host%3Bx-amz-checksum-sha256&X-Amz-Expires=900";
        assert_eq!(check(signed, None, &["host", "x-amz-checksum-sha256", "content-type"]), None);
        assert_eq!(check(signed, None, &["host", "x-amz-tagging"]).as_deref(), Some("AccessDenied"));
        assert_eq!(check("X-Amz-SignedHeaders=range", None, &["host"]).as_deref(), Some("AccessDenied"));

        let header = "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host;x-amz-date, Signature=c";
        assert_eq!(check("", Some(header), &["host", "x-amz-date"]), None);
        assert_eq!(check("", Some(header), &["host", "x-amz-acl"]).as_deref(), Some("AccessDenied"));
    }

    #[test]
    fn a_url_lives_a_week_at_most_and_version_2_is_refused() {
        let long = "X-Amz-SignedHeaders=host&X-Amz-Expires=604801";
        assert_eq!(check(long, None, &["host"]).as_deref(), Some("AuthorizationQueryParametersError"));
        assert_eq!(check("Signature=abc", None, &["host"]).as_deref(), Some("InvalidRequest"));
        assert_eq!(check("", Some("AWS key:signature"), &["host"]).as_deref(), Some("InvalidRequest"));
    }
}
