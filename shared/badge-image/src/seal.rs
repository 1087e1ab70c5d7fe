//! The seal: 600 pixels, for pages, wallets and frames.

use crate::{
    Badge,
    drawing::{Drawing, SEAL, Shapes, WHITE, circle},
    lettering::{Font, Room, Side, Type},
    ornament,
    palette::Palette,
    stone,
};

const CENTRE: f32 = 300.0;
/// The radius of the middle that a title may fill.
const MIDDLE: f32 = 168.0;
/// How far the title's middle lies below that of the seal, to leave room for the sign.
const SUNK: f32 = 22.0;

impl Badge<'_> {
    /// The seal.
    #[must_use]
    pub fn seal(&self) -> Drawing {
        Drawing::of(SEAL, self.alternative, self.seal_shapes())
    }

    /// What is in the seal, in a square of 600 by 600.
    pub(crate) fn seal_shapes(&self) -> Shapes {
        let palette = Palette::of(self);
        let mut drawn = Shapes::default();
        edge(&mut drawn, self, &palette);
        band(&mut drawn, self, &palette);
        middle(&mut drawn, self, &palette);
        drawn
    }
}

fn edge(drawn: &mut Shapes, badge: &Badge<'_>, palette: &Palette) {
    let Palette { deep, bright, metal, paper, .. } = *palette;
    drawn.glow(ornament::wave(CENTRE, 288.0, 5.0, 40, 0.0), (bright, deep), ((CENTRE, 210.0), 440.0));
    ornament::engrave(drawn, badge.key, CENTRE, (250.0, 280.0), palette);
    for (radius, colour) in [(244.0, deep), (190.0, paper)] {
        drawn.fill(circle(CENTRE, CENTRE, radius), colour);
        drawn.line(circle(CENTRE, CENTRE, radius), metal, 3.0, 1.0);
    }
    drawn.line(circle(CENTRE, CENTRE, 182.0), deep, 1.0, 0.25);
}

/// Kind above, issuer below, a dot between on each side.
fn band(drawn: &mut Shapes, badge: &Badge<'_>, palette: &Palette) {
    let above = Type { font: Font::Plain, size: 27.0, tracking: 4.5 };
    drawn.fill(above.around(badge.kind(), CENTRE, 207.0, Side::Top), WHITE);

    let room = Room { sizes: (25.0, 17.0), lines: 1, width: &|_, _, size| 560.0 - 24.0 * (size / 12.0) };
    let set = Font::Plain.fit(badge.issuer, &room);
    let below = Type { font: Font::Plain, size: set.size, tracking: 1.2 };
    let baseline = 217.0 + set.size * 0.36;
    for line in &set.lines {
        drawn.fill(below.around(line, CENTRE, baseline, Side::Bottom), WHITE);
    }
    for x in [83.0, 517.0] {
        drawn.fill(circle(x, CENTRE, 5.0), palette.metal);
    }
}

fn middle(drawn: &mut Shapes, badge: &Badge<'_>, palette: &Palette) {
    stone::place(drawn, badge, palette, (CENTRE, 168.0), 58.0);

    let leading = |size: f32| size * 1.14;
    let width = |line: usize, count: usize, size: f32| {
        let offset = line as f32 - (count as f32 - 1.0) / 2.0;
        let nearest = SUNK + offset * leading(size);
        let reach = nearest.abs() + size * 0.5;
        2.0 * (MIDDLE * MIDDLE - reach * reach).max(0.0).sqrt()
    };
    let room = Room {
        sizes: (62.0, 24.0),
        lines: 5,
        width: &|line, count, size| {
            // The sign above needs its place as well.
            let tall = count as f32 * leading(size) > 232.0;
            if tall { 0.0 } else { width(line, count, size) }
        },
    };
    let set = Font::Display.fit(badge.words(), &room);
    let letters = Type::new(Font::Display, set.size);
    for (line, text) in set.lines.iter().enumerate() {
        let offset = line as f32 - (set.lines.len() as f32 - 1.0) / 2.0;
        let baseline = CENTRE + SUNK + offset * leading(set.size) + set.size * 0.33;
        drawn.fill(letters.centred(text, CENTRE, baseline), palette.ink);
    }
}
