//! Baking: a badge carried inside its own picture, and how it is taken out again.
//!
//! A PNG holds it in `iTXt` chunks after `IHDR` (keywords `openbadgecredential` for Open Badges 3.0,
//! `openbadges` for 2.0), an SVG in its first elements. The picture itself isn't touched. Reading is for
//! files of strangers: bounded in size and time, and what is wrong with a file is told in words.

mod png;
mod svg;

/// The texts in a picture.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baked {
    /// Open Badges 3.0: the credential as JSON or as a compact JWS.
    pub credential: Option<String>,
    /// Open Badges 2.0 and before: the assertion as JSON, its address, or a JWS.
    pub assertion: Option<String>,
}

/// The texts to bake.
#[derive(Debug, Clone, Copy)]
pub struct Badge<'a> {
    /// Open Badges 3.0: the credential as JSON, byte for byte as it is served.
    pub credential: &'a str,
    /// Open Badges 2.0: the hosted assertion as JSON.
    pub assertion: &'a str,
    /// The address of that assertion.
    pub assertion_id: &'a str,
}

/// The most bytes of a picture that is looked into.
pub const LARGEST_PICTURE: usize = 2 * 1024 * 1024;
/// The most bytes of a text in a picture, also after it is unpacked.
pub const LONGEST_TEXT: usize = 512 * 1024;

/// Why nothing can be read from a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// Beyond [`LARGEST_PICTURE`].
    #[error("the picture is larger than 2 MB")]
    TooLarge,
    /// Neither of the two formats.
    #[error("the file is neither a PNG nor an SVG picture")]
    OtherFormat,
    /// It ends too early.
    #[error("the PNG file is cut off")]
    CutOff,
    /// A checksum inside is wrong.
    #[error("the PNG file is damaged: a checksum in it is wrong")]
    Damaged,
    /// An SVG that isn't well formed.
    #[error("the SVG file is damaged: it is not well-formed XML")]
    Malformed,
    /// Beyond [`LONGEST_TEXT`].
    #[error("the badge inside the picture is longer than 512 KB")]
    TextTooLong,
    /// Not UTF-8, or packed in a way that can't be unpacked.
    #[error("the badge inside the picture can't be unpacked")]
    TextDamaged,
    /// Nothing is baked into it.
    #[error("there is no badge in this picture; it may be a screenshot or a copy that an app made smaller")]
    NothingInside,
}

/// A PNG with the badge in it.
///
/// # Errors
/// `picture` is no PNG.
pub fn into_png(picture: Vec<u8>, badge: &Badge<'_>) -> Result<Vec<u8>, Unreadable> {
    png::bake(picture, badge)
}

/// An SVG with the badge in it.
///
/// # Errors
/// `picture` is no SVG.
pub fn into_svg(picture: &str, badge: &Badge<'_>) -> Result<String, Unreadable> {
    svg::bake(picture, badge)
}

/// What is baked into a picture of either format.
///
/// # Errors
/// [`Unreadable`] says why there is nothing.
pub fn read(picture: &[u8]) -> Result<Baked, Unreadable> {
    if picture.len() > LARGEST_PICTURE {
        return Err(Unreadable::TooLarge);
    }
    let baked = if png::is_png(picture) {
        png::read(picture)?
    } else {
        let text = std::str::from_utf8(picture).map_err(|_| Unreadable::OtherFormat)?;
        svg::read(text.trim_start_matches('\u{feff}'))?
    };
    if baked == Baked::default() { Err(Unreadable::NothingInside) } else { Ok(baked) }
}

#[cfg(test)]
mod tests;
