//! The name that a file had on the earner's disk, made safe to show, to store and to save under.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::media_type::{MediaType, Presentation};
use crate::plain_text;

/// A file's name: one visible line of 1 to [`FileName::LONGEST`] characters, without a folder,
/// without controls or hidden direction marks, without characters that a file system gives a meaning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct FileName(String);

impl FileName {
    /// The most characters that are kept.
    pub const LONGEST: usize = 120;

    /// The name made safe. Nothing is refused: an empty name becomes `file`.
    pub fn tamed(typed: &str) -> Self {
        let last = typed.rsplit(['/', '\\']).find(|piece| !piece.trim().is_empty()).unwrap_or_default();
        let plain: String =
            plain_text::line(last).chars().map(|c| if is_special(c) { '_' } else { c }).collect();
        let visible = plain.trim_matches(|c: char| c == '.' || c == ' ');
        if visible.is_empty() { Self("file".to_owned()) } else { Self(shortened(visible)) }
    }

    /// The text of it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name with an extension that fits `kind`: a PDF that is called `report.exe` is saved as
    /// `report.exe.pdf`.
    pub fn for_saving(&self, kind: MediaType) -> String {
        let extensions = kind.extensions();
        let own = self.0.rsplit_once('.').map_or("", |(_, extension)| extension);
        if extensions.iter().any(|extension| extension.eq_ignore_ascii_case(own)) {
            self.0.clone()
        } else {
            format!("{}.{}", self.0, extensions[0])
        }
    }

    /// The `Content-Disposition` header (RFC 6266) under which an artifact of `kind` is read, in place or to be saved:
    /// an ASCII name for old clients, then the whole name percent-encoded (RFC 8187).
    pub fn content_disposition(&self, kind: MediaType, presentation: Presentation) -> String {
        let name = self.for_saving(kind);
        let disposition = match presentation {
            Presentation::Inline => "inline",
            Presentation::Attachment => "attachment",
        };
        format!("{disposition}; filename=\"{}\"; filename*=UTF-8''{}", ascii(&name), percent_encoded(&name))
    }
}

/// Characters that a file system or a shell gives a meaning.
fn is_special(c: char) -> bool {
    matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '%' | '\'' | '`' | '$' | ';')
}

/// Keeps the end of a name that is too long: the extension is there.
fn shortened(name: &str) -> String {
    let length = name.chars().count();
    if length <= FileName::LONGEST {
        return name.to_owned();
    }
    let end: String = name.chars().skip(length - 20).collect();
    let start: String = name.chars().take(FileName::LONGEST - 21).collect();
    format!("{start}…{end}")
}

fn ascii(name: &str) -> String {
    name.chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ') { c } else { '_' })
        .collect()
}

/// Everything but RFC 8187's `attr-char` becomes percent and two hex digits per byte.
fn percent_encoded(name: &str) -> String {
    name.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            other => format!("%{other:02X}"),
        })
        .collect()
}

impl From<String> for FileName {
    fn from(text: String) -> Self {
        Self::tamed(&text)
    }
}

impl From<FileName> for String {
    fn from(name: FileName) -> Self {
        name.0
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_name_keeps_what_people_read_and_loses_what_machines_do() {
        for (typed, wanted) in [
            ("lesson 1.mp4", "lesson 1.mp4"),
            ("C:\\Users\\ana\\clase ñ.mov", "clase ñ.mov"),
            ("../../etc/passwd", "passwd"),
            ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie_ x.pdf"),
            ("photo\u{202E}gpj.exe", "photogpj.exe"),
            (".htaccess", "htaccess"),
            ("a\"b';c.txt", "a_b__c.txt"),
            ("", "file"),
            ("...", "file"),
            ("\0\u{7}", "file"),
            ("/", "file"),
        ] {
            assert_eq!(FileName::tamed(typed).as_str(), wanted, "{typed:?}");
        }
    }

    #[test]
    fn a_long_name_keeps_its_extension() {
        let name = FileName::tamed(&format!("{}.mp4", "ä".repeat(500)));

        assert_eq!(name.as_str().chars().count(), FileName::LONGEST);
        assert!(name.as_str().ends_with("ä.mp4"));
    }

    #[test]
    fn a_saved_file_ends_in_an_extension_of_its_type() {
        for (name, kind, wanted) in [
            ("a.MP4", MediaType::Mp4, "a.MP4"),
            ("a.jpeg", MediaType::Jpeg, "a.jpeg"),
            ("a.exe", MediaType::Pdf, "a.exe.pdf"),
            ("a.html", MediaType::Text, "a.html.txt"),
            ("a", MediaType::Docx, "a.docx"),
        ] {
            assert_eq!(FileName::tamed(name).for_saving(kind), wanted);
        }
    }

    #[test]
    fn a_disposition_names_the_file_twice() {
        assert_eq!(
            FileName::tamed("año 1.docx").content_disposition(MediaType::Docx, Presentation::Attachment),
            "attachment; filename=\"a_o 1.docx\"; filename*=UTF-8''a%C3%B1o%201.docx"
        );
        let shown = FileName::tamed("x.mp4").content_disposition(MediaType::Mp4, Presentation::Inline);
        assert!(shown.starts_with("inline; "));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_the_header_stays_one_line_of_ascii(typed in any::<String>()) {
            let name = FileName::tamed(&typed);
            prop_assert!((1..=FileName::LONGEST).contains(&name.as_str().chars().count()));
            prop_assert!(!plain_text::has_hidden(name.as_str()));
            prop_assert_eq!(FileName::tamed(name.as_str()), name.clone());

            let header = name.content_disposition(MediaType::Text, Presentation::Inline);
            prop_assert!(header.bytes().all(|byte| (b' '..=b'~').contains(&byte)));
            prop_assert_eq!(header.matches('"').count(), 2);
        }
    }
}
