//! Codings of picture and sound by the names that containers give them, and whether browsers play them.

use mp4_atom::{Atom, Avc1};

use super::unfit::Unfit;

/// What is known of a coding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Codec {
    /// What people call it.
    pub(super) name: String,
    /// Why it can't be taken, if it can't.
    pub(super) objection: Option<Unfit>,
}

impl Codec {
    fn plays(name: &str) -> Self {
        Self { name: name.to_owned(), objection: None }
    }

    fn is_silent(name: &str) -> Self {
        Self { name: name.to_owned(), objection: Some(Unfit::Codec { codec: name.to_owned() }) }
    }
}

/// The picture coding of a sample entry in an MP4 or QuickTime file: its kind and its content.
pub(super) fn picture(kind: [u8; 4], entry: &[u8]) -> Codec {
    match &kind {
        b"avc1" | b"avc3" => h264(entry),
        b"vp08" => Codec::plays("VP8"),
        b"vp09" => Codec::plays("VP9"),
        b"av01" => Codec::plays("AV1"),
        b"hvc1" | b"hev1" | b"hvc2" | b"hev2" | b"dvh1" | b"dvhe" => {
            Codec { name: "HEVC".to_owned(), objection: Some(Unfit::Hevc) }
        }
        b"apch" | b"apcn" | b"apcs" | b"apco" | b"ap4h" | b"ap4x" => Codec::is_silent("Apple ProRes"),
        b"jpeg" | b"mjpa" | b"mjpb" | b"mjpg" => Codec::is_silent("Motion JPEG"),
        b"mp4v" => Codec::is_silent("MPEG-4 Part 2"),
        b"s263" | b"h263" => Codec::is_silent("H.263"),
        b"encv" => Codec::is_silent("copy-protected video"),
        other => Codec::is_silent(&printable(other)),
    }
}

/// H.264 plays in its 8-bit 4:2:0 profiles; cameras also record others (ITU-T H.264, Annex A).
fn h264(entry: &[u8]) -> Codec {
    let profile = Avc1::decode_body(&mut &*entry).ok().map(|avc1| avc1.avcc.avc_profile_indication);
    match profile {
        Some(110 | 122 | 244) => Codec::is_silent("H.264 with 10-bit or 4:2:2 colour"),
        Some(_) | None => Codec::plays("H.264"),
    }
}

/// The sound coding of a sample entry in an MP4 or QuickTime file.
pub(super) fn sound(kind: [u8; 4]) -> Codec {
    match &kind {
        b"mp4a" => Codec::plays("AAC"),
        b".mp3" => Codec::plays("MP3"),
        b"Opus" => Codec::plays("Opus"),
        b"fLaC" => Codec::plays("FLAC"),
        b"sowt" | b"twos" | b"lpcm" | b"ipcm" | b"in24" | b"in32" | b"fl32" | b"raw " => Codec::plays("PCM"),
        b"alac" => Codec::is_silent("Apple Lossless sound"),
        b"samr" | b"sawb" => Codec::is_silent("AMR sound"),
        b"ac-3" | b"ec-3" => Codec::is_silent("Dolby Digital sound"),
        b"enca" => Codec::is_silent("copy-protected sound"),
        other => Codec::is_silent(&printable(other)),
    }
}

/// The coding of a WebM track by its `CodecID`.
pub(super) fn webm(id: &str) -> Codec {
    match id {
        "V_VP8" => Codec::plays("VP8"),
        "V_VP9" => Codec::plays("VP9"),
        "V_AV1" => Codec::plays("AV1"),
        "A_OPUS" => Codec::plays("Opus"),
        "A_VORBIS" => Codec::plays("Vorbis"),
        other => Codec::is_silent(&printable(other.as_bytes())),
    }
}

/// At most 16 characters of a name that came out of a file.
fn printable(name: &[u8]) -> String {
    let visible = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.' | b'/');
    let shown: String = name.iter().filter(visible).take(16).map(|byte| char::from(*byte)).collect();
    if shown.is_empty() { "an unknown format".to_owned() } else { format!("“{shown}”") }
}
