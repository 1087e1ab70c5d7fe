//! How a file is known again after a reload, on another day or in another browser.

use serde::{Deserialize, Serialize};

use super::checksum::Sha256Sum;

/// Bytes at either end of a file that its fingerprint covers.
pub const EDGE: u64 = 1024 * 1024;

/// What tells one file on an earner's disk from another, without reading all of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Fingerprint {
    /// When the file was last changed, in milliseconds since 1970, as the browser tells it.
    pub modified: i64,
    /// SHA-256 over the first and then the last [`EDGE`] bytes; over the whole file when it has no
    /// more than two of them.
    pub edges: Sha256Sum,
}
