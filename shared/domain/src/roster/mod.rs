//! A district's roster: its people, imported as a table and placed one by one.
//!
//! [`RosterTable`] reads it, whole or not at all. One record, the [`Roster`], names the imports; what one says about people lies
//! in [`RosterShard`]s until it is placed and can't be undone any more. How far that is stands in its [`Placing`].
//! What becomes of one person is decided by [`place`] and [`take_back`].

mod import;
mod person;
mod placing;
mod table;

#[cfg(test)]
mod tests;

pub use import::{
    MOST_A_DAY, MOST_TOLD, MOST_WAITING, Roster, RosterImport, RosterShard, Rostered, Taken, shards_of,
};
pub use person::{Placed, Was, place, take_back};
pub use placing::{KEPT, Placing, Stage};
pub use table::{Counts, MOST_ROWS, RosterRow, RosterTable};
