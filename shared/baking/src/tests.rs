use std::time::{Duration, Instant};

use miniz_oxide::deflate::compress_to_vec_zlib;

use super::*;

const BADGE: Badge<'static> = Badge {
    credential: r#"{"name":"Señales ]]> claras","proof":{}}"#,
    assertion: r#"{"type":"Assertion"}"#,
    assertion_id: "https://badges.example.org/ob2/assertions/awd_1",
};

const SVG: &str =
    r#"<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><title>a &amp; b</title></svg>"#;

/// A grey pixel.
fn png() -> Vec<u8> {
    let pixels = compress_to_vec_zlib(&[0, 128], 6);
    let head = [0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0];
    file(&[(b"IHDR", &head), (b"IDAT", &pixels), (b"IEND", &[])])
}

fn file(chunks: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    use img_parts::png::PngChunk;
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, contents) in chunks {
        let chunk = PngChunk::new(**kind, contents.to_vec().into());
        bytes.extend(chunk.encoder().bytes());
    }
    bytes
}

/// A PNG with a packed text under our keyword.
fn packed(text: &[u8], method: u8) -> Vec<u8> {
    let mut contents = b"openbadgecredential\0\x01".to_vec();
    contents.extend([method, 0, 0]);
    contents.extend(text);
    file(&[(b"IHDR", &[0; 13]), (b"iTXt", &contents), (b"IEND", &[])])
}

#[test]
fn what_is_baked_is_read_again_and_the_picture_stays() {
    let baked = into_png(png(), &BADGE).expect("a PNG");
    let found = read(&baked).expect("readable");
    assert_eq!(found.credential.as_deref(), Some(BADGE.credential));
    assert_eq!(found.assertion.as_deref(), Some(BADGE.assertion));
    let again = into_png(baked.clone(), &BADGE).expect("a PNG");
    assert_eq!(again, baked, "baked twice it is in it once");
    assert_eq!(&baked[12..16], b"IHDR");
    assert_eq!(&baked[37..41], b"iTXt", "the badge follows the head");

    let baked = into_svg(SVG, &BADGE).expect("an SVG");
    let found = read(baked.as_bytes()).expect("readable");
    assert_eq!(found.credential, Some(BADGE.credential.replace("]]>", "]]\\u003e")));
    assert_eq!(found.assertion.as_deref(), Some(BADGE.assertion));
    assert!(baked.contains("<title>a &amp; b</title>"), "{baked}");
}

#[test]
fn a_text_may_be_packed_or_stand_in_the_verify_attribute() {
    let found = read(&packed(&compress_to_vec_zlib(b"a.b.c", 6), 0)).expect("readable");
    assert_eq!(found.credential.as_deref(), Some("a.b.c"));
    let old = file(&[(b"IHDR", &[0; 13]), (b"tEXt", b"openbadges\0https://a.example/1"), (b"IEND", &[])]);
    assert_eq!(read(&old).expect("readable").assertion.as_deref(), Some("https://a.example/1"));
    let jws = r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:ob="https://purl.imsglobal.org/ob/v3p0"><ob:credential verify="a.b.c"/></svg>"#;
    assert_eq!(read(jws.as_bytes()).expect("readable").credential.as_deref(), Some("a.b.c"));
}

#[test]
fn a_file_from_which_nothing_can_be_read_is_told_why_and_soon() {
    let whole = into_png(png(), &BADGE).expect("a PNG");
    let mut damaged = whole.clone();
    damaged[60] ^= 1;
    let bomb = compress_to_vec_zlib(&vec![b' '; 64 * 1024 * 1024], 9);
    let long = format!("{}{}", "openbadges\0", " ".repeat(LONGEST_TEXT + 1));
    let mut huge = whole[..8].to_vec();
    huge.extend([0xff; 8]);
    let deep = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{}", "<g>".repeat(100_000));
    let entities = "<!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&b;</svg>";
    let without = into_svg(SVG, &BADGE).expect("an SVG").replace("</svg>", "");
    for (bytes, wanted) in [
        (vec![0; LARGEST_PICTURE + 1], Unreadable::TooLarge),
        (Vec::new(), Unreadable::OtherFormat),
        (b"GIF89a".to_vec(), Unreadable::OtherFormat),
        (b"<html></html>".to_vec(), Unreadable::OtherFormat),
        (b"{}".to_vec(), Unreadable::OtherFormat),
        (vec![0xff; 100], Unreadable::OtherFormat),
        (whole[..8].to_vec(), Unreadable::CutOff),
        (whole[..100].to_vec(), Unreadable::CutOff),
        (whole[..whole.len() - 12].to_vec(), Unreadable::CutOff),
        (huge, Unreadable::CutOff),
        (damaged, Unreadable::Damaged),
        (packed(&bomb, 0), Unreadable::TextTooLong),
        (packed(b"nothing packed", 0), Unreadable::TextDamaged),
        (packed(b"", 7), Unreadable::TextDamaged),
        (
            file(&[(b"IHDR", &[0; 13]), (b"iTXt", b"openbadgecredential\0"), (b"IEND", &[])]),
            Unreadable::TextDamaged,
        ),
        (
            file(&[(b"IHDR", &[0; 13]), (b"tEXt", b"openbadges\0\xff"), (b"IEND", &[])]),
            Unreadable::TextDamaged,
        ),
        (file(&[(b"IHDR", &[0; 13]), (b"tEXt", long.as_bytes()), (b"IEND", &[])]), Unreadable::TextTooLong),
        (png(), Unreadable::NothingInside),
        (SVG.as_bytes().to_vec(), Unreadable::NothingInside),
        (entities.as_bytes().to_vec(), Unreadable::NothingInside),
        (deep.into_bytes(), Unreadable::Malformed),
        (without.into_bytes(), Unreadable::Malformed),
    ] {
        let began = Instant::now();
        let beginning = String::from_utf8_lossy(&bytes[..bytes.len().min(40)]).into_owned();
        assert_eq!(read(&bytes), Err(wanted), "{beginning}");
        assert!(began.elapsed() < Duration::from_secs(2), "{beginning}");
    }
}

#[test]
fn no_byte_of_a_picture_makes_reading_fail_otherwise() {
    let whole = into_png(png(), &BADGE).expect("a PNG");
    let drawn = into_svg(SVG, &BADGE).expect("an SVG").into_bytes();
    for bytes in [whole, drawn] {
        for place in 0..bytes.len() {
            let mut changed = bytes.clone();
            changed[place] = changed[place].wrapping_add(1);
            // Read or refused: both are answers.
            let _ = read(&changed);
            let _ = read(&bytes[..place]);
        }
    }
}
