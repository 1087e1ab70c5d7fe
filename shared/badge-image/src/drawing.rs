//! [`Drawing`]: a finished picture, as SVG and as pixels, both from the same shapes.

use std::fmt::Write;

use tiny_skia::{
    Color, FillRule, GradientStop, Paint, Path, PathBuilder, PathSegment, Pixmap, Point, RadialGradient,
    Shader, SpreadMode, Stroke, Transform,
};

/// Width and height of a seal.
pub const SEAL: (u32, u32) = (600, 600);
/// Width and height of a mark, which is shown at half of it.
pub const MARK: (u32, u32) = (160, 160);
/// Width and height of a card.
pub const CARD: (u32, u32) = (1200, 630);

/// A colour: red, green, blue.
pub(crate) type Colour = [u8; 3];

/// White.
pub(crate) const WHITE: Colour = [255, 255, 255];

/// What a shape is filled with, or that it is drawn as a line.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Ink {
    Solid(Colour),
    /// From one colour near the middle of a circle to another at its edge.
    Glow {
        inner: Colour,
        outer: Colour,
        centre: (f32, f32),
        radius: f32,
    },
    /// A line of that width, through which so much of what lies below is covered.
    Line {
        colour: Colour,
        width: f32,
        cover: f32,
    },
}

/// What is drawn so far, the lowest first.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Shapes(Vec<(Path, Ink)>);

impl Shapes {
    /// Fills what `path` encloses. A path that encloses nothing is no shape.
    pub(crate) fn fill(&mut self, path: impl Into<Option<Path>>, colour: Colour) {
        self.0.extend(path.into().map(|path| (path, Ink::Solid(colour))));
    }

    /// Fills what `path` encloses with a glow around `centre`.
    pub(crate) fn glow(
        &mut self,
        path: impl Into<Option<Path>>,
        (inner, outer): (Colour, Colour),
        (centre, radius): ((f32, f32), f32),
    ) {
        self.0.extend(path.into().map(|path| (path, Ink::Glow { inner, outer, centre, radius })));
    }

    /// Draws along `path`.
    pub(crate) fn line(&mut self, path: impl Into<Option<Path>>, colour: Colour, width: f32, cover: f32) {
        self.0.extend(path.into().map(|path| (path, Ink::Line { colour, width, cover })));
    }

    /// Draws other shapes into this, moved and scaled.
    pub(crate) fn place(&mut self, others: Self, (x, y): (f32, f32), scale: f32) {
        let to = Transform::from_row(scale, 0.0, 0.0, scale, x, y);
        for (path, ink) in others.0 {
            let ink = match ink {
                Ink::Solid(colour) => Ink::Solid(colour),
                Ink::Glow { inner, outer, centre, radius } => Ink::Glow {
                    inner,
                    outer,
                    centre: (centre.0 * scale + x, centre.1 * scale + y),
                    radius: radius * scale,
                },
                Ink::Line { colour, width, cover } => Ink::Line { colour, width: width * scale, cover },
            };
            self.0.extend(path.transform(to).map(|path| (path, ink)));
        }
    }
}

/// A circle.
pub(crate) fn circle(x: f32, y: f32, radius: f32) -> Option<Path> {
    PathBuilder::from_circle(x, y, radius)
}

/// A rectangle.
pub(crate) fn rectangle(x: f32, y: f32, width: f32, height: f32) -> Option<Path> {
    tiny_skia::Rect::from_xywh(x, y, width, height).map(PathBuilder::from_rect)
}

/// A picture.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    shapes: Shapes,
    title: String,
    size: (u32, u32),
}

impl Drawing {
    /// A picture of that size whose alternative text is `title`.
    pub(crate) fn of(size: (u32, u32), title: &str, shapes: Shapes) -> Self {
        Self { shapes, title: escaped(title), size }
    }

    /// As SVG, which loads nothing and holds no text but its alternative.
    #[must_use]
    pub fn svg(&self) -> String {
        let Self { title, size: (width, height), .. } = self;
        let mut svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\"><title>{title}</title>"
        );
        for (number, (path, ink)) in self.shapes.0.iter().enumerate() {
            write_shape(&mut svg, number, path, ink).expect("a String takes all");
        }
        svg.push_str("</svg>");
        svg
    }

    /// As PNG, `width` pixels wide.
    #[must_use]
    pub fn png(&self, width: u32) -> Vec<u8> {
        let scale = width as f32 / self.size.0 as f32;
        let height = (self.size.1 as f32 * scale).round() as u32;
        let mut pixels = Pixmap::new(width.max(1), height.max(1)).expect("a picture has a size");
        let to = Transform::from_scale(scale, scale);
        for (path, ink) in &self.shapes.0 {
            match ink {
                Ink::Line { width, .. } => {
                    let stroke = Stroke { width: *width, ..Stroke::default() };
                    pixels.stroke_path(path, &paint(ink), &stroke, to, None);
                }
                Ink::Solid(_) | Ink::Glow { .. } => {
                    pixels.fill_path(path, &paint(ink), FillRule::Winding, to, None);
                }
            }
        }
        pixels.encode_png().expect("pixels in memory become a PNG")
    }
}

fn paint(ink: &Ink) -> Paint<'static> {
    let colour = |[red, green, blue]: Colour, cover: f32| {
        let mut colour = Color::from_rgba8(red, green, blue, 255);
        colour.apply_opacity(cover);
        colour
    };
    let shader = match ink {
        Ink::Solid(solid) => Shader::SolidColor(colour(*solid, 1.0)),
        Ink::Line { colour: line, cover, .. } => Shader::SolidColor(colour(*line, *cover)),
        Ink::Glow { inner, outer, centre: (x, y), radius } => {
            let stops = vec![
                GradientStop::new(0.0, colour(*inner, 1.0)),
                GradientStop::new(1.0, colour(*outer, 1.0)),
            ];
            let centre = Point::from_xy(*x, *y);
            let glow = RadialGradient::new(
                centre,
                0.0,
                centre,
                *radius,
                stops,
                SpreadMode::Pad,
                Transform::identity(),
            );
            glow.unwrap_or(Shader::SolidColor(colour(*outer, 1.0)))
        }
    };
    Paint { shader, anti_alias: true, ..Paint::default() }
}

fn hex([red, green, blue]: Colour) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

fn write_shape(svg: &mut String, number: usize, path: &Path, ink: &Ink) -> std::fmt::Result {
    match ink {
        Ink::Solid(colour) => write!(svg, "<path fill=\"{}\" d=\"", hex(*colour))?,
        Ink::Line { colour, width, cover } => write!(
            svg,
            "<path fill=\"none\" stroke=\"{}\" stroke-width=\"{width:.1}\" stroke-opacity=\"{cover}\" d=\"",
            hex(*colour)
        )?,
        Ink::Glow { inner, outer, centre: (x, y), radius } => write!(
            svg,
            "<radialGradient id=\"glow{number}\" gradientUnits=\"userSpaceOnUse\" cx=\"{x:.1}\" cy=\"{y:.1}\" \
             r=\"{radius:.1}\"><stop offset=\"0\" stop-color=\"{}\"/><stop offset=\"1\" stop-color=\"{}\"/>\
             </radialGradient><path fill=\"url(#glow{number})\" d=\"",
            hex(*inner),
            hex(*outer)
        )?,
    }
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(to) => write!(svg, "M{:.1} {:.1}", to.x, to.y)?,
            PathSegment::LineTo(to) => write!(svg, "L{:.1} {:.1}", to.x, to.y)?,
            PathSegment::QuadTo(by, to) => write!(svg, "Q{:.1} {:.1} {:.1} {:.1}", by.x, by.y, to.x, to.y)?,
            PathSegment::CubicTo(a, b, to) => {
                write!(svg, "C{:.1} {:.1} {:.1} {:.1} {:.1} {:.1}", a.x, a.y, b.x, b.y, to.x, to.y)?;
            }
            PathSegment::Close => svg.push('Z'),
        }
    }
    svg.push_str("\"/>");
    Ok(())
}

/// `text` as it may stand in an element.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            // What XML 1.0 can't hold.
            '\u{0}'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            other => safe.push(other),
        }
    }
    safe
}
