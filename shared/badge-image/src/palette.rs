//! Colours of a badge: one of a small set by its key, grey when it no longer holds.

use sha2::{Digest, Sha256};

use crate::{Badge, Standing, drawing::Colour};

/// The colours of one badge. White stands on `deep` with a contrast above 7:1, `ink` on `paper` above 12:1.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Palette {
    /// The band and the edge.
    pub(crate) deep: Colour,
    /// The middle of the edge's gradient.
    pub(crate) bright: Colour,
    /// Rings, streak and ornament.
    pub(crate) metal: Colour,
    /// The title.
    pub(crate) ink: Colour,
    /// The middle.
    pub(crate) paper: Colour,
}

const GOLD: Colour = [216, 162, 58];
const PAPER: Colour = [253, 251, 245];

const COLOURS: [(Colour, Colour, Colour); 8] = [
    ([15, 74, 74], [28, 115, 112], [12, 47, 48]),
    ([38, 50, 113], [65, 82, 168], [23, 31, 71]),
    ([31, 81, 50], [52, 124, 78], [18, 48, 30]),
    ([91, 33, 80], [138, 58, 123], [54, 18, 48]),
    ([113, 32, 51], [164, 58, 80], [69, 18, 30]),
    ([22, 63, 102], [42, 100, 153], [13, 39, 64]),
    ([93, 58, 24], [141, 94, 46], [56, 34, 13]),
    ([65, 52, 122], [102, 84, 173], [39, 31, 75]),
];

/// Of a badge that no longer holds.
const SPENT: Palette = Palette {
    deep: [86, 93, 105],
    bright: [121, 129, 142],
    metal: [195, 200, 208],
    ink: [143, 29, 29],
    paper: [246, 246, 244],
};

/// Of a badge that says nothing but that it is valid.
const QUIET: Palette =
    Palette { deep: [60, 70, 88], bright: [93, 106, 128], metal: GOLD, ink: [31, 39, 51], paper: PAPER };

impl Palette {
    pub(crate) fn of(badge: &Badge<'_>) -> Self {
        match (badge.standing, badge.title) {
            (Standing::Void | Standing::Expired, _) => SPENT,
            (Standing::Valid, None) => QUIET,
            (Standing::Valid, Some(_)) => {
                let (deep, bright, ink) = COLOURS[number(badge.key, 0) as usize % COLOURS.len()];
                Self { deep, bright, metal: GOLD, ink, paper: PAPER }
            }
        }
    }
}

/// A number below 256 that only the key decides, different for each `place`.
pub(crate) fn number(key: &str, place: usize) -> u8 {
    Sha256::digest(key)[place]
}
