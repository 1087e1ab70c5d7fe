//! The card: 1200 by 630 pixels, which other sites show beside a link.

use crate::{
    Badge,
    drawing::{CARD, Colour, Drawing, Shapes, rectangle},
    lettering::{Font, Room, Type},
    palette::Palette,
};

/// What a card says besides the badge itself.
#[derive(Debug, Clone, Copy)]
pub struct Card<'a> {
    /// Who holds it and since when, in the language of the badge; empty to say nothing.
    pub held: &'a str,
    /// Where it can be verified: the host of its address.
    pub host: &'a str,
}

const GROUND: Colour = [244, 241, 232];
const INK: Colour = [29, 35, 48];
const SOFT: Colour = [75, 84, 101];

/// Where the words begin.
const LEFT: f32 = 600.0;
/// How wide they may be.
const WIDTH: f32 = 530.0;

impl Badge<'_> {
    /// The card.
    #[must_use]
    pub fn card(&self, card: &Card<'_>) -> Drawing {
        let palette = Palette::of(self);
        let mut drawn = Shapes::default();
        drawn.fill(rectangle(0.0, 0.0, 1200.0, 630.0), GROUND);
        drawn.fill(rectangle(0.0, 0.0, 300.0, 630.0), palette.deep);
        drawn.fill(rectangle(300.0, 0.0, 6.0, 630.0), palette.metal);
        drawn.place(self.seal_shapes(), (60.0, 75.0), 0.8);
        words(&mut drawn, self, card, &palette);
        Drawing::of(CARD, self.alternative, drawn)
    }
}

fn words(drawn: &mut Shapes, badge: &Badge<'_>, card: &Card<'_>, palette: &Palette) {
    let title = badge.title.unwrap_or(badge.words());
    let room = Room {
        sizes: (66.0, 34.0),
        lines: 4,
        width: &|_, count, size| {
            if count as f32 * size > 216.0 { 0.0 } else { WIDTH }
        },
    };
    let set = Font::Display.fit(title, &room);
    let leading = set.size * 1.1;
    let tall = leading * set.lines.len() as f32;
    let top = 285.0 - (tall + 44.0 + 96.0) / 2.0;

    let kind = Type { font: Font::Plain, size: 24.0, tracking: 4.0 };
    drawn.fill(kind.straight(badge.kind(), LEFT, top + 18.0), palette.deep);
    let letters = Type::new(Font::Display, set.size);
    for (line, text) in set.lines.iter().enumerate() {
        let baseline = top + 44.0 + leading * line as f32 + set.size * 0.84;
        drawn.fill(letters.straight(text, LEFT, baseline), INK);
    }

    let below = top + 44.0 + tall;
    for (place, (text, colour)) in [(badge.issuer, INK), (card.held, SOFT)].into_iter().enumerate() {
        let room = Room { sizes: (29.0, 22.0), lines: 1, width: &|_, _, _| WIDTH };
        let set = Font::Plain.fit(text, &room);
        for line in &set.lines {
            let path =
                Type::new(Font::Plain, set.size).straight(line, LEFT, below + 46.0 + 40.0 * place as f32);
            drawn.fill(path, colour);
        }
    }
    drawn.fill(rectangle(LEFT, 555.0, 48.0, 3.0), palette.metal);
    let host = Type::new(Font::Plain, 22.0);
    drawn.fill(host.straight(card.host, LEFT + 64.0, 564.0), SOFT);
}
