//! What a release tells, against a count by hand; and what can be computed from all that is published.

mod attack;
mod counting;
mod knowing;
mod schools;
mod world;
