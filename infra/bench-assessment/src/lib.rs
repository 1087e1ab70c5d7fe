//! A year of assessing, played through with the very rules that the functions run on.
//!
//! Earners hand in, assessors are chosen, score, decline, let things go by and take holidays; the issuer decides; two of
//! the assessors drift. What is simulated are people: what they make of a work, and when they do it. Who is asked, what
//! becomes of a submission, what agreement comes to and who is paused are [`domain`]'s, so that a year shows whether
//! those rules hold together. The same seed gives the same year.

mod people;
mod readings;
mod truth;
pub mod year;

pub use truth::Truth;
