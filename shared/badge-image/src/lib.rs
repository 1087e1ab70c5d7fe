//! What a badge looks like: a seal for pages and wallets, a mark for signatures, a card for link previews.
//!
//! Everything is drawn as SVG from a badge's own words and nothing else: no I/O, no clock, no chance, no
//! font of the machine. The same badge gives the same bytes. Letters are drawn as paths, so that a
//! picture looks alike wherever it is opened; a letter that the bundled fonts don't have (they hold
//! Latin) is left out of the picture, never of its alternative text.

mod badge;
mod card;
mod drawing;
mod lettering;
mod mark;
mod ornament;
mod palette;
mod seal;
mod stone;

#[cfg(test)]
mod tests;

pub use badge::{Badge, Standing};
pub use card::Card;
pub use drawing::{CARD, Drawing, MARK, SEAL};
