//! Why a file can't be taken, and what its owner does about it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::artifact::MediaType;

/// Why a file can't be taken. Its text is for the earner: what is wrong, then what to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "is")]
pub enum Unfit {
    /// It is something other than it says.
    Lies {
        /// What it says it is.
        declared: MediaType,
        /// What it looks like, as a media type, where that is known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        seems: Option<String>,
    },
    /// It has another size than was announced.
    WrongSize {
        /// Bytes announced.
        announced: u64,
        /// Bytes found.
        found: u64,
    },
    /// Its end is missing.
    CutShort,
    /// It breaks the rules of its format.
    Damaged {
        /// What it says it is.
        declared: MediaType,
    },
    /// A video in HEVC (H.265), as iPhones record it by default.
    Hevc,
    /// A video or a sound in a coding that browsers don't play.
    Codec {
        /// The coding's name.
        codec: String,
    },
    /// A video without a picture.
    NoPicture,
    /// A sound file without sound.
    NoSound,
    /// A web page or script is hidden in it.
    Markup,
    /// Another file is hidden behind it.
    Appended,
    /// It brings a program along.
    Macros,
    /// It needs a password, or has the format of before 2007.
    Locked,
    /// It unpacks to very much more than it has.
    Swells,
    /// A text in another encoding than UTF-8, or not a text.
    NotText,
    /// It could not be understood within the bytes that are looked at.
    TooInvolved,
}

/// What a file looks like, as far as it says something to whoever chose it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// Another kind of file that can be handed in.
    Medium(MediaType),
    /// A web page.
    Page,
    /// A program.
    Program,
}

impl Likeness {
    /// The likeness that this media type stands for; `None` for types that are names of formats to most people.
    #[must_use]
    pub fn of(media_type: &str) -> Option<Self> {
        match media_type {
            "text/html" => Some(Self::Page),
            "application/vnd.microsoft.portable-executable"
            | "application/x-executable"
            | "application/x-mach-binary"
            | "application/java"
            | "application/vnd.android.dex"
            | "application/wasm" => Some(Self::Program),
            other => other.parse().ok().map(Self::Medium),
        }
    }

    fn in_words(self) -> &'static str {
        match self {
            Self::Medium(kind) => kind.in_words(),
            Self::Page => "a web page",
            Self::Program => "a program",
        }
    }
}

impl Unfit {
    /// What the file looks like, if it isn't what it says.
    #[must_use]
    pub fn likeness(&self) -> Option<Likeness> {
        let Self::Lies { seems: Some(seems), .. } = self else { return None };
        Likeness::of(seems)
    }

    /// That a file is not `declared`, with a guess from its first bytes.
    pub(super) fn lies(declared: MediaType, head: &[u8]) -> Self {
        let seems = infer::get(head).map(|kind| kind.mime_type().to_owned());
        let seems = seems.or_else(|| super::markup::starts_as_page(head).then(|| "text/html".to_owned()));
        Self::Lies { declared, seems: seems.filter(|seems| seems != declared.name()) }
    }

    /// Its name in documents and letters.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Lies { .. } => "lies",
            Self::WrongSize { .. } => "wrong-size",
            Self::CutShort => "cut-short",
            Self::Damaged { .. } => "damaged",
            Self::Hevc => "hevc",
            Self::Codec { .. } => "codec",
            Self::NoPicture => "no-picture",
            Self::NoSound => "no-sound",
            Self::Markup => "markup",
            Self::Appended => "appended",
            Self::Macros => "macros",
            Self::Locked => "locked",
            Self::Swells => "swells",
            Self::NotText => "not-text",
            Self::TooInvolved => "too-involved",
        }
    }
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lies { declared, .. } => {
                write!(f, "This file is not {}", declared.in_words())?;
                match self.likeness() {
                    Some(likeness) => write!(f, "; it looks like {}.", likeness.in_words())?,
                    None => f.write_str(", whatever its name says.")?,
                }
                f.write_str(" Choose the file you meant, or save it again in the right format.")
            }
            Self::WrongSize { announced, found } => {
                write!(f, "{announced} bytes were announced and {found} arrived. Upload the file again.")
            }
            Self::Damaged { declared } => write!(
                f,
                "This file begins like {} but can't be read as one. Open it yourself; if it opens, save it again and upload the copy.",
                declared.in_words()
            ),
            Self::Codec { codec } => write!(
                f,
                "This file is coded as {codec}, which browsers can't play. Export video as MP4 with H.264 and AAC, sound as MP3 or AAC, and upload that."
            ),
            Self::CutShort
            | Self::Hevc
            | Self::NoPicture
            | Self::NoSound
            | Self::Markup
            | Self::Appended
            | Self::Macros
            | Self::Locked
            | Self::Swells
            | Self::NotText
            | Self::TooInvolved => f.write_str(self.in_words()),
        }
    }
}

impl Unfit {
    fn in_words(&self) -> &'static str {
        match self {
            Self::CutShort => {
                "The end of this file is missing; a recording or a copy was probably interrupted. Copy it again from the \
                 device that made it, check that it plays or opens, and upload it."
            }
            Self::Hevc => {
                "This video is in HEVC (H.265), the iPhone's “High Efficiency” format, which many browsers can't play. \
                 For new videos set Settings → Camera → Formats → Most Compatible. To keep this one, open it in QuickTime Player, \
                 iMovie or a video converter, export it as MP4 with H.264, and upload that."
            }
            Self::NoPicture => {
                "There is no picture in this video. Choose the file you meant, or upload the sound as MP3 or M4A."
            }
            Self::NoSound => "There is no sound in this sound file. Choose the file you meant.",
            Self::Markup => {
                "A web page or script is hidden in this file, so it isn't taken. Export it again from the program that made it, and upload that."
            }
            Self::Appended => {
                "Another file is attached behind this one, so it isn't taken. Export it again from the program that made it, and upload that."
            }
            Self::Macros => {
                "This document contains macros, which are programs. Save it without macros (docx, pptx or xlsx) and upload that."
            }
            Self::Locked => {
                "This document needs a password or has the format of before 2007. Take the password off, or save it as docx, \
                 pptx, xlsx or PDF, and upload that."
            }
            Self::Swells => {
                "This document unpacks to very much more than its size. Save it again, or export it as PDF, and upload that."
            }
            Self::NotText => {
                "This is not a plain text in UTF-8. Save it as “plain text, UTF-8”, or as PDF, and upload that."
            }
            Self::TooInvolved => {
                "This file is put together in a way we can't check. Open it, export or save it again, and upload the copy."
            }
            Self::Lies { .. } | Self::WrongSize { .. } | Self::Damaged { .. } | Self::Codec { .. } => "",
        }
    }
}
