//! SVG: `openbadges:credential` (Open Badges 3.0) and `openbadges:assertion` (2.0) as the first elements.

use quick_xml::{
    XmlVersion,
    events::{BytesCData, BytesStart, Event},
    name::{Namespace, ResolveResult},
    reader::{NsReader, Reader},
    writer::Writer,
};

use crate::{Badge, Baked, LONGEST_TEXT, Unreadable};

const SVG: &str = "http://www.w3.org/2000/svg";
const VERSION_3: &str = "https://purl.imsglobal.org/ob/v3p0";
const VERSION_2: &str = "http://openbadges.org";

pub(crate) fn bake(picture: &str, badge: &Badge<'_>) -> Result<String, Unreadable> {
    let mut reader = Reader::from_str(picture);
    let mut writer = Writer::new(Vec::new());
    let mut is_baked = false;
    loop {
        let event = reader.read_event().map_err(|_| Unreadable::Malformed)?;
        match (event, is_baked) {
            (Event::Eof, _) => break,
            (Event::Start(mut root), false) => {
                root.push_attribute(("xmlns:openbadges", VERSION_3));
                write(&mut writer, Event::Start(root));
                write_badge(&mut writer, badge);
                is_baked = true;
            }
            (other, _) => write(&mut writer, other),
        }
    }
    let text = String::from_utf8(writer.into_inner()).map_err(|_| Unreadable::Malformed)?;
    if is_baked { Ok(text) } else { Err(Unreadable::OtherFormat) }
}

fn write_badge(writer: &mut Writer<Vec<u8>>, badge: &Badge<'_>) {
    let credential = BytesStart::new("openbadges:credential");
    // Whoever reads version 2 looks for the prefix, so it is bound again, for this element only.
    let assertion = BytesStart::new("openbadges:assertion")
        .with_attributes([("xmlns:openbadges", VERSION_2), ("verify", badge.assertion_id)]);
    for (element, json) in [(credential, badge.credential), (assertion, badge.assertion)] {
        // Only a text in JSON can hold what ends a CDATA section, and there it may be escaped.
        let json = json.replace("]]>", "]]\\u003e");
        let end = element.to_end().into_owned();
        write(writer, Event::Start(element));
        write(writer, Event::CData(BytesCData::new(json)));
        write(writer, Event::End(end));
    }
}

fn write(writer: &mut Writer<Vec<u8>>, event: Event<'_>) {
    writer.write_event(event).expect("a Vec takes all");
}

pub(crate) fn read(picture: &str) -> Result<Baked, Unreadable> {
    let mut reader = NsReader::from_str(picture);
    let mut baked = Baked::default();
    let (mut is_svg, mut depth) = (false, 0_usize);
    loop {
        let (namespace, event) = reader.read_resolved_event().map_err(|_| reason(is_svg))?;
        let kind = kind(&namespace, &event);
        match (event, kind) {
            (Event::Eof, _) if !is_svg => return Err(Unreadable::OtherFormat),
            (Event::Eof, _) if depth > 0 => return Err(Unreadable::Malformed),
            (Event::Eof, _) => return Ok(baked),
            (Event::Start(_) | Event::Empty(_), other) if !is_svg && other != Kind::Picture => {
                return Err(Unreadable::OtherFormat);
            }
            (Event::Start(element), Kind::Credential) => {
                baked.credential = content(&mut reader, &element)?.or(baked.credential);
            }
            (Event::Start(element), Kind::Assertion) => {
                baked.assertion = content(&mut reader, &element)?.or(baked.assertion);
            }
            (Event::Empty(element), Kind::Credential) => baked.credential = verify(&element)?,
            (Event::Empty(element), Kind::Assertion) => baked.assertion = verify(&element)?,
            (Event::Start(_), _) => {
                is_svg = true;
                depth += 1;
            }
            (Event::Empty(_), _) => is_svg = true,
            (Event::End(_), _) => depth = depth.saturating_sub(1),
            (_, _) => {}
        }
    }
}

/// What an element means to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Picture,
    Credential,
    Assertion,
    Other,
}

fn kind(namespace: &ResolveResult<'_>, event: &Event<'_>) -> Kind {
    let (ResolveResult::Bound(Namespace(namespace)), Event::Start(element) | Event::Empty(element)) =
        (namespace, event)
    else {
        return Kind::Other;
    };
    match (*namespace, element.local_name().as_ref()) {
        (SVG, "svg") => Kind::Picture,
        (VERSION_3, "credential") => Kind::Credential,
        (VERSION_2, "assertion") => Kind::Assertion,
        _ => Kind::Other,
    }
}

fn reason(is_svg: bool) -> Unreadable {
    if is_svg { Unreadable::Malformed } else { Unreadable::OtherFormat }
}

/// The text in an element, or else what its `verify` says.
fn content(reader: &mut NsReader<&[u8]>, element: &BytesStart<'_>) -> Result<Option<String>, Unreadable> {
    let mut text = String::new();
    loop {
        let event = reader.read_event().map_err(|_| Unreadable::Malformed)?;
        if matches!(event, Event::Eof) {
            return Err(Unreadable::Malformed);
        }
        if matches!(&event, Event::End(end) if end.name() == element.name()) {
            break;
        }
        if let Event::CData(part) = &event {
            text.push_str(&part.xml10_content());
        } else if let Event::Text(part) = &event {
            text.push_str(&part.xml10_content());
        }
        if text.len() > LONGEST_TEXT {
            return Err(Unreadable::TextTooLong);
        }
    }
    let text = text.trim();
    if text.is_empty() { verify(element) } else { Ok(Some(text.to_owned())) }
}

fn verify(element: &BytesStart<'_>) -> Result<Option<String>, Unreadable> {
    let attribute = element.try_get_attribute("verify").map_err(|_| Unreadable::Malformed)?;
    let value = attribute.map(|attribute| attribute.normalized_value(XmlVersion::Implicit1_0));
    let value = value.transpose().map_err(|_| Unreadable::Malformed)?.map(|value| value.into_owned());
    match value {
        Some(text) if text.len() > LONGEST_TEXT => Err(Unreadable::TextTooLong),
        other => Ok(other),
    }
}
