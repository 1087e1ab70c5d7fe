//! Letters as paths: shaped with the bundled fonts, broken into lines, set straight or around a circle.

use std::{f32::consts::PI, sync::LazyLock};

use rustybuzz::{
    Face, UnicodeBuffer,
    ttf_parser::{GlyphId, OutlineBuilder},
};
use tiny_skia::{Path, PathBuilder};

/// One of the two bundled fonts.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Font {
    /// Fraunces, semi-bold, for titles.
    Display,
    /// Libre Franklin, semi-bold, for everything else.
    Plain,
}

static DISPLAY: LazyLock<Face<'static>> =
    LazyLock::new(|| face(include_bytes!("../fonts/Fraunces-SemiBold.ttf")));
static PLAIN: LazyLock<Face<'static>> =
    LazyLock::new(|| face(include_bytes!("../fonts/LibreFranklin-SemiBold.ttf")));

fn face(bytes: &'static [u8]) -> Face<'static> {
    Face::from_slice(bytes, 0).expect("the bundled fonts are fonts")
}

impl Font {
    fn face(self) -> &'static Face<'static> {
        match self {
            Self::Display => &DISPLAY,
            Self::Plain => &PLAIN,
        }
    }
}

/// A font at a size, with extra space between letters.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Type {
    pub(crate) font: Font,
    /// Pixels to the em.
    pub(crate) size: f32,
    /// Pixels after each letter.
    pub(crate) tracking: f32,
}

/// A shaped glyph: which, and how far from the beginning of its line it stands.
struct Glyph {
    id: GlyphId,
    x: f32,
    y: f32,
    advance: f32,
}

impl Type {
    pub(crate) fn new(font: Font, size: f32) -> Self {
        Self { font, size, tracking: 0.0 }
    }

    fn scale(self) -> f32 {
        self.size / self.font.face().units_per_em() as f32
    }

    /// The glyphs of a line. What the font doesn't have is left out.
    fn shape(self, line: &str) -> Vec<Glyph> {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(line);
        buffer.guess_segment_properties();
        let shaped = rustybuzz::shape(self.font.face(), &[], buffer);

        let scale = self.scale();
        let mut pen = 0.0;
        let mut glyphs = Vec::new();
        for (info, position) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            let Some(id) = u16::try_from(info.glyph_id).ok().filter(|id| *id != 0) else { continue };
            let mut advance = position.x_advance as f32 * scale;
            if advance > 0.0 {
                advance += self.tracking;
            }
            let (x, y) = (pen + position.x_offset as f32 * scale, -position.y_offset as f32 * scale);
            glyphs.push(Glyph { id: GlyphId(id), x, y, advance });
            pen += advance;
        }
        glyphs
    }

    /// How wide a line is.
    pub(crate) fn width(self, line: &str) -> f32 {
        let sum: f32 = self.shape(line).iter().map(|glyph| glyph.advance).sum();
        (sum - self.tracking).max(0.0)
    }

    /// The path of a line whose middle is at `x` and whose baseline is at `y`.
    pub(crate) fn centred(self, line: &str, x: f32, y: f32) -> Option<Path> {
        self.straight(line, x - self.width(line) / 2.0, y)
    }

    /// The path of a line that begins at `x` on the baseline `y`.
    pub(crate) fn straight(self, line: &str, x: f32, y: f32) -> Option<Path> {
        let mut pen = Pen::new(self.scale());
        for glyph in self.shape(line) {
            pen.place = Place { x: x + glyph.x, y: y + glyph.y, cosine: 1.0, sine: 0.0 };
            self.font.face().outline_glyph(glyph.id, &mut pen);
        }
        pen.path.finish()
    }

    /// The path of a line around a circle, its middle at the top, or at the bottom and readable there.
    pub(crate) fn around(self, line: &str, centre: f32, radius: f32, side: Side) -> Option<Path> {
        let (direction, middle) = match side {
            Side::Top => (1.0, -PI / 2.0),
            Side::Bottom => (-1.0, PI / 2.0),
        };
        let whole = self.width(line);
        let mut pen = Pen::new(self.scale());
        for glyph in self.shape(line) {
            // The middle of each letter stands upright on the circle.
            let half = (glyph.advance - self.tracking) / 2.0;
            let angle = middle + direction * (glyph.x + half - whole / 2.0) / radius;
            let turn = angle + direction * PI / 2.0;
            let (sine, cosine) = turn.sin_cos();
            let reach = radius - direction * glyph.y;
            pen.place = Place {
                x: centre + reach * angle.cos() - half * cosine,
                y: centre + reach * angle.sin() - half * sine,
                cosine,
                sine,
            };
            self.font.face().outline_glyph(glyph.id, &mut pen);
        }
        pen.path.finish()
    }
}

/// Which side of a circle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    Top,
    Bottom,
}

/// Where a glyph's origin lies, and how it is turned.
#[derive(Debug, Clone, Copy)]
struct Place {
    x: f32,
    y: f32,
    cosine: f32,
    sine: f32,
}

/// Draws glyphs' outlines, which count upwards, where they belong, counting downwards.
struct Pen {
    path: PathBuilder,
    scale: f32,
    place: Place,
}

impl Pen {
    fn new(scale: f32) -> Self {
        Self { path: PathBuilder::new(), scale, place: Place { x: 0.0, y: 0.0, cosine: 1.0, sine: 0.0 } }
    }

    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        let (x, y) = (x * self.scale, -y * self.scale);
        let Place { x: left, y: top, cosine, sine } = self.place;
        (left + x * cosine - y * sine, top + x * sine + y * cosine)
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }
    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }
    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }
    fn close(&mut self) {
        self.path.close();
    }
}

/// A text broken into lines at a size.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Lines {
    pub(crate) size: f32,
    pub(crate) lines: Vec<String>,
}

/// Where a text has to fit in.
pub(crate) struct Room<'a> {
    /// The largest and the smallest size.
    pub(crate) sizes: (f32, f32),
    /// The most lines.
    pub(crate) lines: usize,
    /// The width that is free for line `.0` of `.1` lines at size `.2`.
    pub(crate) width: &'a dyn Fn(usize, usize, f32) -> f32,
}

impl Font {
    /// The text at the largest size at which it fits, in the fewest lines, each about as long as the
    /// next; at the smallest size what doesn't fit is cut off with an ellipsis.
    pub(crate) fn fit(self, text: &str, room: &Room<'_>) -> Lines {
        let words: Vec<&str> = text.split_whitespace().collect();
        let (largest, smallest) = room.sizes;
        let mut size = largest;
        loop {
            let fitting = (1..=room.lines).find_map(|count| self.balanced(&words, count, size, room));
            if let Some(lines) = fitting {
                return Lines { size, lines };
            }
            if size <= smallest {
                return Lines { size, lines: self.cut(&words, size, room) };
            }
            size = (size - 1.0).max(smallest);
        }
    }

    /// The words in `count` lines, as narrow as they can be.
    fn balanced(self, words: &[&str], count: usize, size: f32, room: &Room<'_>) -> Option<Vec<String>> {
        let within =
            |share: f32| self.broken(words, count, size, &|line| (room.width)(line, count, size) * share);
        let widest = within(1.0)?;
        Some([0.6, 0.7, 0.8, 0.9].into_iter().find_map(within).unwrap_or(widest))
    }

    /// The words in at most `count` lines of those widths.
    fn broken(
        self,
        words: &[&str],
        count: usize,
        size: f32,
        width: &dyn Fn(usize) -> f32,
    ) -> Option<Vec<String>> {
        let letters = Type::new(self, size);
        let mut lines: Vec<String> = Vec::new();
        for word in words {
            let longer = lines.last().map(|line| format!("{line} {word}"));
            match longer {
                Some(longer) if letters.width(&longer) <= width(lines.len() - 1) => {
                    *lines.last_mut()? = longer;
                }
                Some(_) | None => {
                    let fits = lines.len() < count && letters.width(word) <= width(lines.len());
                    fits.then(|| lines.push((*word).to_owned()))?;
                }
            }
        }
        Some(lines)
    }

    /// As many letters as fit into all lines, and an ellipsis.
    fn cut(self, words: &[&str], size: f32, room: &Room<'_>) -> Vec<String> {
        let letters = Type::new(self, size);
        let width = |line: usize| (room.width)(line, room.lines, size);
        let mut lines = vec![String::new()];
        for character in words.join(" ").chars() {
            let at = lines.len() - 1;
            let longer = format!("{}{character}", lines[at]);
            let is_last = at + 1 == room.lines;
            let with_end = if is_last { format!("{longer}…") } else { longer.clone() };
            if letters.width(&with_end) <= width(at) {
                lines[at] = longer;
                continue;
            }
            if is_last {
                // Behind a whole word, if there is one.
                let whole = lines[at].rsplit_once(' ').filter(|_| character != ' ');
                lines[at] = format!("{}…", whole.map_or(lines[at].as_str(), |(whole, _)| whole).trim_end());
                break;
            }
            // The last word goes along to the next line, unless it is alone.
            let (kept, moved) = match longer.rsplit_once(' ') {
                Some((kept, moved)) if !kept.is_empty() => (kept.to_owned(), moved.to_owned()),
                Some(_) | None => (lines[at].clone(), character.to_string()),
            };
            lines[at] = kept;
            lines.push(moved);
        }
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines_of(text: &str, most: usize) -> Lines {
        let room = Room { sizes: (40.0, 20.0), lines: most, width: &|_, _, _| 200.0 };
        Font::Display.fit(text, &room)
    }

    #[test]
    fn a_text_is_set_as_large_as_it_fits_and_cut_only_at_the_smallest_size() {
        assert_eq!(lines_of("Ideas", 4), Lines { size: 40.0, lines: vec!["Ideas".into()] });
        let longer = lines_of("Leveraging Formative Assessment During a Math Lesson", 5);
        assert!(longer.size < 40.0 && longer.lines.len() <= 5, "{longer:?}");
        assert_eq!(longer.lines.join(" "), "Leveraging Formative Assessment During a Math Lesson");

        let endless = lines_of(&"word ".repeat(200), 3);
        assert_eq!((endless.size, endless.lines.len()), (20.0, 3));
        assert!(endless.lines[2].ends_with('…'), "{endless:?}");
        let unbroken = lines_of(&"w".repeat(200), 2);
        assert!(unbroken.lines.len() == 2 && unbroken.lines[1].ends_with('…'), "{unbroken:?}");
        assert_eq!(lines_of("", 2).lines, [""; 0]);
    }

    #[test]
    fn no_line_is_wider_than_its_room() {
        for text in ["Ñandú y pingüino: evaluación formativa", "Ho\u{308}fliche Bru\u{308}cke", "🎨 art"]
        {
            let set = lines_of(text, 4);
            let letters = Type::new(Font::Display, set.size);
            assert!(set.lines.iter().all(|line| letters.width(line) <= 200.0), "{set:?}");
        }
    }

    #[test]
    fn a_letter_that_the_fonts_lack_is_left_out() {
        let letters = Type::new(Font::Display, 20.0);
        let segments = |text| letters.straight(text, 0.0, 0.0).map_or(0, |path| path.segments().count());
        assert_eq!(segments("🎨漢"), 0);
        assert!(segments("é") > segments("e") && segments("e") > 0);
    }
}
