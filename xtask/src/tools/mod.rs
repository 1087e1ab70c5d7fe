//! Tools that tasks need, installed once into `target/` at exact versions.

pub(crate) mod cargo_deny;
pub(crate) mod debian;
pub(crate) mod node;
pub(crate) mod python;
pub(crate) mod video;
