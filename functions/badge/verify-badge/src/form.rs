//! The form of the page: a text, a file, an address, and perhaps whose badge it is said to be.

use std::convert::Infallible;

use baking::LARGEST_PICTURE;
use cloud::Request;
use futures_util::stream;
use http::header::CONTENT_TYPE;
use multer::{Constraints, Error, Multipart, SizeLimit};

use crate::given::Unreadable;

/// What was filled in; empty where nothing was.
#[derive(Debug, Default)]
pub(crate) struct Form {
    pub(crate) text: String,
    pub(crate) file: Vec<u8>,
    pub(crate) email: String,
}

impl Form {
    /// Reads a form that was sent in parts, as a browser sends one with a file.
    pub(crate) async fn read(request: &Request) -> Result<Self, Unreadable> {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let boundary = multer::parse_boundary(kind.unwrap_or_default()).map_err(|_| Unreadable::Malformed)?;
        let body = bytes::Bytes::copy_from_slice(request.body().as_ref());
        let limit = u64::try_from(LARGEST_PICTURE).expect("2 MB");
        let limits = SizeLimit::new().per_field(limit).whole_stream(limit + 600 * 1024);
        let constraints = Constraints::new().size_limit(limits).allowed_fields(vec!["text", "file", "email"]);
        let body = stream::once(async { Ok::<_, Infallible>(body) });

        let mut parts = Multipart::with_constraints(body, boundary, constraints);
        let mut form = Self::default();
        while let Some(part) = parts.next_field().await.map_err(reason)? {
            match part.name() {
                Some("file") => form.file = part.bytes().await.map_err(reason)?.to_vec(),
                Some("text") => form.text = part.text().await.map_err(reason)?,
                Some("email") => form.email = part.text().await.map_err(reason)?,
                Some(_) | None => return Err(Unreadable::Malformed),
            }
        }
        Ok(form)
    }
}

fn reason(error: Error) -> Unreadable {
    let is_size = matches!(error, Error::FieldSizeExceeded { .. } | Error::StreamSizeExceeded { .. });
    if is_size { Unreadable::TooLarge } else { Unreadable::Malformed }
}
