//! Whether a definition is fit to be published.
//!
//! The checks are the design principles A to J and L of the Council of Chief State School Officers,
//! *Design, Assessment, and Implementation Principles for Educator Micro-credentials* (2020, CC BY 4.0).

mod report;

pub use report::{Check, DesignReport, Principle};
