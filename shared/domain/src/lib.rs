//! What is true in Touchstone: micro-credentials, submissions, assessment, decisions, awards.
//!
//! This crate does no I/O and has no clock, no randomness, no async and no AWS. A transition takes
//! values and returns values: the new state, the letters it causes and the audit record of it.
//! Time, ids and chance are arguments.

pub mod appeal;
pub mod artifact;
pub mod asking;
pub mod assessment;
pub mod assignment;
pub mod attempt;
pub mod audit;
pub mod award;
pub mod bundle;
pub mod catalogue;
pub mod coaching;
pub mod code;
pub mod comment_bank;
pub mod credential;
pub mod currency;
pub mod design_check;
pub mod district;
pub mod email;
pub mod endorsement;
pub mod erasure;
pub mod export;
pub mod id;
pub mod inspection;
pub mod letter;
pub mod link;
pub mod local_questions;
pub mod masking;
pub mod microcredential;
pub mod organisation;
pub mod pass_rule;
pub mod person;
pub mod plain_text;
pub mod plan;
pub mod policy;
pub mod qualification;
pub mod reciprocity;
pub mod recognition;
pub mod refusal;
pub mod reliability;
pub mod report;
pub mod roster;
pub mod rubric;
pub mod sheet;
pub mod shortlist;
pub mod sign_in;
pub mod spanish;
pub mod stack;
pub mod submission;
pub mod submission_schema;
pub mod what_if;
pub mod words;

pub use id::{
    ArtifactId, AssignmentId, AwardId, BenchmarkId, BundleId, ErasureId, ExportId, Id, ImportId, LetterId,
    LookId, OrganisationId, PersonId, ShareId, Slug, SubmissionId,
};
pub use refusal::{Fault, Refusal};
