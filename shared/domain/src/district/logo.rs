//! [`Logo`]: the small picture at the head of a district's form.

use std::{fmt, str::FromStr};

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};

/// A PNG, JPEG or WebP of at most [`Logo::LARGEST`] bytes, as a `data:` URL. Never SVG, which can run scripts
/// where it is opened.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Logo(String);

/// The text is no picture that we show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotALogo {
    /// It is no `data:` URL of a picture.
    #[error("choose a picture in PNG, JPEG or WebP")]
    Form,
    /// It has too many bytes.
    #[error("choose a picture of at most 48 KB: a logo of 400 by 120 pixels is enough")]
    TooLarge,
    /// The bytes are of another type than it says.
    #[error("this file is no picture of the type that its name says: save it again as PNG")]
    Bytes,
}

const TYPES: [&str; 3] = ["image/png", "image/jpeg", "image/webp"];

impl Logo {
    /// The most bytes that a picture has.
    pub const LARGEST: usize = 48 * 1024;

    /// The `data:` URL.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Logo {
    type Err = NotALogo;

    fn from_str(text: &str) -> Result<Self, NotALogo> {
        let (media_type, encoded) = text
            .strip_prefix("data:")
            .and_then(|rest| rest.split_once(";base64,"))
            .filter(|(media_type, _)| TYPES.contains(media_type))
            .ok_or(NotALogo::Form)?;
        if encoded.len() > Self::LARGEST.div_ceil(3) * 4 {
            return Err(NotALogo::TooLarge);
        }
        let bytes = STANDARD.decode(encoded).map_err(|_| NotALogo::Form)?;
        let is_so = infer::get(&bytes).is_some_and(|kind| kind.mime_type() == media_type);
        if is_so { Ok(Self(text.to_owned())) } else { Err(NotALogo::Bytes) }
    }
}

impl fmt::Debug for Logo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Logo({} characters)", self.0.len())
    }
}

impl TryFrom<String> for Logo {
    type Error = NotALogo;

    fn try_from(text: String) -> Result<Self, NotALogo> {
        text.parse()
    }
}

impl From<Logo> for String {
    fn from(logo: Logo) -> Self {
        logo.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(media_type: &str, bytes: &[u8]) -> String {
        format!("data:{media_type};base64,{}", STANDARD.encode(bytes))
    }

    #[test]
    fn a_logo_is_a_small_picture_of_the_type_that_it_says() {
        let png = b"\x89PNG\r\n\x1a\n rest";
        let mut large = png.to_vec();
        large.resize(Logo::LARGEST + 3, 0);

        assert!(url("image/png", png).parse::<Logo>().is_ok());
        for (text, wanted) in [
            (String::new(), NotALogo::Form),
            (url("image/svg+xml", b"<svg/>"), NotALogo::Form),
            (url("text/html", png), NotALogo::Form),
            ("data:image/png;base64,***".to_owned(), NotALogo::Form),
            (url("image/jpeg", png), NotALogo::Bytes),
            (url("image/png", b"<script>"), NotALogo::Bytes),
            (url("image/png", &large), NotALogo::TooLarge),
        ] {
            assert_eq!(text.parse::<Logo>(), Err(wanted), "{}", &text[..text.len().min(40)]);
        }
    }
}
