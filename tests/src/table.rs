//! The one table, on the embedded one: where records are, what they look like, and what a commit promises.

mod chains;
mod commits;
mod expiry;
pub(crate) mod keys;
mod pages;
mod rows;
