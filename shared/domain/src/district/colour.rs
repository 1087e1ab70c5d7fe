//! [`Colour`]: a district's own colour, and the tones of it in which text stays readable.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A colour of the sRGB space, written `#rrggbb`.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour([u8; 3]);

/// The text is no colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("write a colour as # and six digits or letters a to f, such as #17603a")]
pub struct NotAColour;

/// What a page's accent is made of: a fill, the text on it, and a faint wash behind text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tones {
    /// The accent, as a fill and as text on the ground.
    pub mark: Colour,
    /// Text on the accent.
    pub on_mark: Colour,
    /// A wash of it.
    pub wash: Colour,
}

/// The contrast that text has: WCAG 2.2 (1.4.3) demands 4.5 : 1, and rounding takes a little.
const CONTRAST: f64 = 4.6;
/// How much of the accent is in its wash, in percent.
const WASH: u8 = 9;

const WHITE: Colour = Colour([255, 255, 255]);
const BLACK: Colour = Colour([0, 0, 0]);
/// The darkest of the light surfaces and the lightest of the dark ones (web/src/look/tokens.css).
const LIGHT_GROUND: Colour = Colour([0xfb, 0xfb, 0xf9]);
const DARK_GROUND: Colour = Colour([0x1c, 0x20, 0x28]);

impl Colour {
    /// The tones of it for a light page: as near to it as can be read.
    #[must_use]
    pub fn on_light(self) -> Tones {
        self.tones(LIGHT_GROUND, BLACK)
    }

    /// The tones of it for a dark page.
    #[must_use]
    pub fn on_dark(self) -> Tones {
        self.tones(DARK_GROUND, WHITE)
    }

    /// Mixed toward `end` until it can be read on its own wash, which is nearer to it than the ground.
    fn tones(self, ground: Self, end: Self) -> Tones {
        let is_readable = |tone: &Self| tone.contrast(ground.mixed(*tone, WASH)) >= CONTRAST;
        let mut steps = (0..=100).map(|percent| self.mixed(end, percent));
        let mark = steps.find(is_readable).unwrap_or(end);
        let on_mark = if mark.contrast(WHITE) >= mark.contrast(BLACK) { WHITE } else { BLACK };
        Tones { mark, on_mark, wash: ground.mixed(mark, WASH) }
    }

    /// The colour with `percent` of `other` in it.
    fn mixed(self, other: Self, percent: u8) -> Self {
        let share = u16::from(percent.min(100));
        let mut channels = self.0;
        for (channel, goal) in channels.iter_mut().zip(other.0) {
            let sum = u16::from(*channel) * (100 - share) + u16::from(goal) * share;
            *channel = u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX);
        }
        Self(channels)
    }

    /// The contrast ratio of WCAG 2.2, 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The relative luminance of WCAG 2.2, 0 to 1.
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let [red, green, blue] = self.0.map(linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl FromStr for Colour {
    type Err = NotAColour;

    fn from_str(text: &str) -> Result<Self, NotAColour> {
        let digits = text.trim_matches(' ').strip_prefix('#').ok_or(NotAColour)?;
        let mut channels = [0; 3];
        hex::decode_to_slice(digits, &mut channels).map_err(|_| NotAColour)?;
        Ok(Self(channels))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

impl fmt::Debug for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl TryFrom<String> for Colour {
    type Error = NotAColour;

    fn try_from(text: String) -> Result<Self, NotAColour> {
        text.parse()
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn contrast_is_that_of_the_standard() {
        let colour = |text: &str| text.parse::<Colour>().expect("a colour");
        for (one, two, wanted) in [
            ("#000000", "#ffffff", 21.0),
            ("#777777", "#ffffff", 4.48),
            ("#ff0000", "#ffffff", 4.0),
            ("#0000ff", "#ffffff", 8.59),
            ("#123456", "#123456", 1.0),
        ] {
            assert!((colour(one).contrast(colour(two)) - wanted).abs() < 0.01, "{one} on {two}");
        }
    }

    #[test]
    fn what_is_no_colour_is_told() {
        for text in ["", "red", "17603a", "#17603", "#17603az", "#1760zz", "#17603a;}"] {
            assert_eq!(text.parse::<Colour>(), Err(NotAColour), "{text}");
        }
        assert_eq!(" #ABCDEF ".parse::<Colour>().map(String::from), Ok("#abcdef".to_owned()));
    }

    #[test]
    fn a_colour_that_can_be_read_stays_as_it_is() {
        let green: Colour = "#17603a".parse().expect("a colour");
        assert_eq!(green.on_light().mark, green);
        assert_ne!(green.on_dark().mark, green);
    }

    proptest! {
        #[test]
        fn text_can_be_read_in_every_colour(channels: [u8; 3]) {
            for (tones, ground) in [
                (Colour(channels).on_light(), LIGHT_GROUND),
                (Colour(channels).on_dark(), DARK_GROUND),
            ] {
                prop_assert!(tones.mark.contrast(ground) >= 4.5);
                prop_assert!(tones.mark.contrast(tones.wash) >= 4.5);
                prop_assert!(tones.on_mark.contrast(tones.mark) >= 4.5);
            }
        }
    }
}
