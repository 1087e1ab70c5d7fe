//! A published definition.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Definition;
use crate::design_check::DesignReport;
use crate::id::OrganisationId;

/// One published version of a micro-credential. It never changes: a change is the next version,
/// and submissions keep the version they were opened with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Edition {
    /// What was published.
    pub definition: Definition,
    /// Counted from 1 for each micro-credential.
    pub version: u32,
    /// When it was published.
    pub published: Timestamp,
    /// What the design check said, all principles met.
    pub report: DesignReport,
    /// The organisation that stands behind it.
    pub issuer: OrganisationId,
}
