//! The mark: 160 pixels that are shown at 80, in a mail's signature. Few and large letters, no ornament.

use crate::{
    Badge,
    drawing::{Drawing, MARK, Shapes, circle},
    lettering::{Font, Room, Type},
    ornament,
    palette::Palette,
    stone,
};

const CENTRE: f32 = 80.0;
/// How far the title's middle lies below that of the mark, to leave room for the sign.
const SUNK: f32 = 9.0;

impl Badge<'_> {
    /// The mark.
    #[must_use]
    pub fn mark(&self) -> Drawing {
        let palette = Palette::of(self);
        let mut drawn = Shapes::default();
        drawn.fill(ornament::wave(CENTRE, 77.5, 1.8, 28, 0.0), palette.deep);
        drawn.fill(circle(CENTRE, CENTRE, 67.0), palette.paper);
        drawn.line(circle(CENTRE, CENTRE, 67.0), palette.metal, 3.0, 1.0);
        stone::place(&mut drawn, self, &palette, (CENTRE, 33.0), 24.0);
        title(&mut drawn, self, &palette);
        Drawing::of(MARK, self.alternative, drawn)
    }
}

fn title(drawn: &mut Shapes, badge: &Badge<'_>, palette: &Palette) {
    let leading = |size: f32| size * 1.08;
    let width = |line: usize, count: usize, size: f32| {
        if count as f32 * leading(size) > 84.0 {
            return 0.0;
        }
        let offset = line as f32 - (count as f32 - 1.0) / 2.0;
        let reach = (SUNK + offset * leading(size)).abs() + size * 0.42;
        2.0 * (62.0_f32 * 62.0 - reach * reach).max(0.0).sqrt()
    };
    let set = Font::Plain.fit(badge.words(), &Room { sizes: (26.0, 17.0), lines: 4, width: &width });
    let letters = Type::new(Font::Plain, set.size);
    for (line, text) in set.lines.iter().enumerate() {
        let offset = line as f32 - (set.lines.len() as f32 - 1.0) / 2.0;
        let baseline = CENTRE + SUNK + offset * leading(set.size) + set.size * 0.35;
        drawn.fill(letters.centred(text, CENTRE, baseline), palette.ink);
    }
}
