//! What a release tells, against a count by hand; and what can be computed from all that is published.

mod apart;
mod attack;
mod counting;
mod currency;
mod everything;
mod knowing;
mod medians;
mod questions;
mod schools;
mod world;
