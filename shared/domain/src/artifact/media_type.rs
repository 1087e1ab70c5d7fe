//! The media types that evidence may have. The list is closed: what is not here is never taken,
//! and HTML and SVG never will be, because a browser runs what they contain.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Bytes of the largest artifact: 10 GiB.
pub const LARGEST: u64 = 10 * 1024 * 1024 * 1024;

/// Bytes of the largest plain text: every one of them is looked at before the text counts as text.
pub const LARGEST_TEXT: u64 = 4 * 1024 * 1024;

/// A media type of an artifact. Its text is the IANA name, such as `video/mp4`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum MediaType {
    /// MPEG-4 video.
    Mp4,
    /// Apple's flavour of MPEG-4 video.
    M4v,
    /// QuickTime video.
    Mov,
    /// WebM video.
    Webm,
    /// MPEG audio, layer 3.
    Mp3,
    /// MPEG-4 audio.
    M4a,
    /// Waveform audio.
    Wav,
    /// Portable Network Graphics.
    Png,
    /// JPEG photo.
    Jpeg,
    /// High-efficiency photo.
    Heic,
    /// WebP image.
    Webp,
    /// Portable Document Format.
    Pdf,
    /// Word document.
    Docx,
    /// PowerPoint presentation.
    Pptx,
    /// Excel workbook.
    Xlsx,
    /// Plain text in UTF-8.
    Text,
}

/// The text names no media type of [`MediaType::ALL`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "files of this type are not taken; take one of: mp4, mov, m4v, webm, mp3, m4a, wav, png, jpeg, heic, webp, pdf, docx, pptx, xlsx, plain text"
)]
pub struct NotAMediaType;

/// How an artifact is handed to a browser.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Presentation {
    /// Shown or played in place: what a browser renders without running anything in a page of ours. It
    /// comes from the store's own origin, under its fixed type.
    Inline,
    /// Saved as a file.
    Attachment,
}

/// What is known of a type; one row each.
struct Facts {
    name: &'static str,
    /// Other names that browsers give to it.
    also: &'static [&'static str],
    /// Without the dot; the first is given to a download.
    extensions: &'static [&'static str],
    /// What it is served as, whatever was uploaded.
    served: &'static str,
    /// With its article, for sentences.
    words: &'static str,
    presentation: Presentation,
}

impl MediaType {
    /// All of them.
    pub const ALL: [Self; 16] = [
        Self::Mp4,
        Self::M4v,
        Self::Mov,
        Self::Webm,
        Self::Mp3,
        Self::M4a,
        Self::Wav,
        Self::Png,
        Self::Jpeg,
        Self::Heic,
        Self::Webp,
        Self::Pdf,
        Self::Docx,
        Self::Pptx,
        Self::Xlsx,
        Self::Text,
    ];

    /// The IANA name.
    pub fn name(self) -> &'static str {
        self.facts().name
    }

    /// The file name extensions that fit, without the dot; the first is the usual one.
    pub fn extensions(self) -> &'static [&'static str] {
        self.facts().extensions
    }

    /// The `Content-Type` that every reading of such an artifact is answered with.
    ///
    /// H.264 in a `.mov` or `.m4v` is served as `video/mp4`: every browser plays it under that name,
    /// and not every browser under its own.
    pub fn served_as(self) -> &'static str {
        self.facts().served
    }

    /// Whether a browser shows it in place or saves it.
    pub fn presentation(self) -> Presentation {
        self.facts().presentation
    }

    /// What it is, with its article: "an MP4 video".
    pub fn in_words(self) -> &'static str {
        self.facts().words
    }

    /// The most bytes that a file of this type may have.
    pub fn largest(self) -> u64 {
        if self == Self::Text { LARGEST_TEXT } else { LARGEST }
    }

    fn facts(self) -> Facts {
        match self {
            Self::Mp4 => media("video/mp4", &[], &["mp4"], "video/mp4", "an MP4 video"),
            Self::M4v => media("video/x-m4v", &["video/m4v"], &["m4v", "mp4"], "video/mp4", "an M4V video"),
            Self::Mov => media("video/quicktime", &[], &["mov", "qt"], "video/mp4", "a QuickTime video"),
            Self::Webm => media("video/webm", &[], &["webm"], "video/webm", "a WebM video"),
            Self::Mp3 => media("audio/mpeg", &["audio/mp3"], &["mp3"], "audio/mpeg", "an MP3 sound file"),
            Self::M4a => media(
                "audio/mp4",
                &["audio/x-m4a", "audio/m4a"],
                &["m4a", "mp4"],
                "audio/mp4",
                "an M4A sound file",
            ),
            Self::Wav => media(
                "audio/wav",
                &["audio/x-wav", "audio/wave", "audio/vnd.wave"],
                &["wav"],
                "audio/wav",
                "a WAV sound file",
            ),
            Self::Png => media("image/png", &[], &["png"], "image/png", "a PNG image"),
            Self::Jpeg => media("image/jpeg", &["image/jpg"], &["jpg", "jpeg"], "image/jpeg", "a JPEG image"),
            Self::Webp => media("image/webp", &[], &["webp"], "image/webp", "a WebP image"),
            Self::Heic => {
                document("image/heic", &["image/heif"], &["heic", "heif"], "image/heic", "a HEIC photo")
            }
            Self::Pdf => media("application/pdf", &[], &["pdf"], "application/pdf", "a PDF document"),
            Self::Docx => office(
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                &["docx"],
                "a Word document (docx)",
            ),
            Self::Pptx => office(
                "application/vnd.openxmlformats-officedocument.presentationml.presentation",
                &["pptx"],
                "a PowerPoint presentation (pptx)",
            ),
            Self::Xlsx => office(
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                &["xlsx"],
                "an Excel workbook (xlsx)",
            ),
            Self::Text => media("text/plain", &[], &["txt"], "text/plain; charset=utf-8", "a plain text"),
        }
    }
}

type Names = &'static [&'static str];

fn media(
    name: &'static str,
    also: Names,
    extensions: Names,
    served: &'static str,
    words: &'static str,
) -> Facts {
    Facts { name, also, extensions, served, words, presentation: Presentation::Inline }
}

fn document(
    name: &'static str,
    also: Names,
    extensions: Names,
    served: &'static str,
    words: &'static str,
) -> Facts {
    Facts { name, also, extensions, served, words, presentation: Presentation::Attachment }
}

fn office(name: &'static str, extensions: Names, words: &'static str) -> Facts {
    document(name, &[], extensions, name, words)
}

impl FromStr for MediaType {
    type Err = NotAMediaType;

    /// Takes the names that browsers use too, in any case and with parameters: `audio/x-m4a`,
    /// `text/plain;charset=utf-8`.
    fn from_str(text: &str) -> Result<Self, NotAMediaType> {
        let essence = text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let named = |kind: &Self| {
            let facts = kind.facts();
            facts.name == essence || facts.also.contains(&essence.as_str())
        };
        Self::ALL.into_iter().find(named).ok_or(NotAMediaType)
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl TryFrom<String> for MediaType {
    type Error = NotAMediaType;

    fn try_from(text: String) -> Result<Self, NotAMediaType> {
        text.parse()
    }
}

impl From<MediaType> for String {
    fn from(kind: MediaType) -> Self {
        kind.name().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_of_a_type_is_its_own() {
        let mut names: Vec<_> = MediaType::ALL
            .iter()
            .flat_map(|kind| kind.facts().also.iter().copied().chain([kind.name()]))
            .collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
        for kind in MediaType::ALL {
            assert_eq!(kind.name().parse(), Ok(kind));
        }
    }

    #[test]
    fn names_of_browsers_are_understood() {
        for (text, kind) in [
            ("audio/x-m4a", MediaType::M4a),
            ("Video/QuickTime", MediaType::Mov),
            ("text/plain;charset=utf-8", MediaType::Text),
            (" image/jpg ; q=1", MediaType::Jpeg),
        ] {
            assert_eq!(text.parse(), Ok(kind), "{text}");
        }
    }

    #[test]
    fn what_a_browser_would_run_is_no_type() {
        for text in [
            "text/html",
            "image/svg+xml",
            "application/xhtml+xml",
            "text/xml",
            "application/octet-stream",
            "",
            "video",
        ] {
            assert_eq!(text.parse::<MediaType>(), Err(NotAMediaType), "{text}");
        }
    }

    #[test]
    fn only_what_browsers_show_is_shown_in_place_and_never_as_anything_that_runs() {
        for kind in MediaType::ALL {
            let served = kind.served_as();
            let shown = ["video/", "audio/", "image/", "application/pdf", "text/plain; charset=utf-8"];
            let is_shown = shown.iter().any(|family| served.starts_with(family));
            assert!(kind.presentation() == Presentation::Attachment || is_shown, "{kind}");
            assert!(!served.contains("html") && !served.contains("svg"), "{kind}");
        }
    }
}
