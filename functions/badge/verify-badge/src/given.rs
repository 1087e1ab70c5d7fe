//! What somebody gives to be verified, read as what it is.

use cloud::request::LARGEST_BODY;
use serde_json::Value;

/// What was given.
#[derive(Debug, PartialEq)]
pub(crate) enum Given {
    /// A credential as JSON.
    Document(Value),
    /// A credential as a compact JWS.
    Jwt(String),
    /// An id or an address.
    Name(String),
}

/// Why nothing can be made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// Nothing was given.
    Nothing,
    /// A text longer than a badge can be.
    TooLong,
    /// A file of more than 2 MB.
    TooLarge,
    /// A form that isn't one.
    Malformed,
    /// JSON that isn't well formed, or nested too deeply.
    NotJson,
    /// A picture, and why there is no badge in it.
    Picture(baking::Unreadable),
}

impl Given {
    /// Reads a text: JSON, a JWT, an id or an address.
    pub(crate) fn text(text: &str) -> Result<Self, Unreadable> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Unreadable::Nothing);
        }
        if text.len() > LARGEST_BODY {
            return Err(Unreadable::TooLong);
        }
        if text.starts_with(['{', '[']) {
            return serde_json::from_str(text).map(Self::Document).map_err(|_| Unreadable::NotJson);
        }
        if is_jwt(text) { Ok(Self::Jwt(text.to_owned())) } else { Ok(Self::Name(text.to_owned())) }
    }

    /// Reads a file: a picture with a badge inside, or a text.
    pub(crate) fn file(bytes: &[u8]) -> Result<Self, Unreadable> {
        match baking::read(bytes) {
            Ok(baked) => {
                let text = baked.credential.or(baked.assertion).unwrap_or_default();
                Self::text(&text)
            }
            Err(reason @ baking::Unreadable::OtherFormat) => match std::str::from_utf8(bytes) {
                Ok(text) if text.trim_start().starts_with('{') || is_jwt(text.trim()) => Self::text(text),
                Ok(_) | Err(_) => Err(Unreadable::Picture(reason)),
            },
            Err(reason) => Err(Unreadable::Picture(reason)),
        }
    }
}

/// Whether it is written as three pieces of base64url with dots between, the last one perhaps empty.
fn is_jwt(text: &str) -> bool {
    let pieces: Vec<&str> = text.split('.').collect();
    let is_plain =
        |piece: &&str| piece.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_=".contains(&byte));
    pieces.len() == 3 && text.starts_with("ey") && pieces.iter().all(is_plain)
}
