//! Partitions that one query reads, and what the sort keys of the like in them begin with.

use domain::{OrganisationId, PersonId, Slug, SubmissionId};

use super::Key;

/// The beginning of the sort keys of what an earner states about herself.
pub(super) const FACTS: &str = "FACTS#";
/// The beginning of the sort keys of what an assessor was measured by.
pub(super) const CALIBRATIONS: &str = "CALIBRATION#";
/// The beginning of the sort keys of an earner's claims.
pub(super) const RECOGNITIONS: &str = "RECOGNITIONS#";
/// The beginning of the sort keys of an earner's coachings.
pub(super) const COACHINGS: &str = "COACHING#";
/// The beginning of the sort keys of what somebody coaches.
pub(super) const COACHED: &str = "COACHED#";
/// The beginning of the sort keys of the shares of somebody's shortlist.
pub(super) const SHARES: &str = "SHARE#";
/// The beginning of the sort keys of what others share with somebody.
pub(super) const ADVISED: &str = "ADVISED#";
/// The beginning of the sort keys of an earner's badges of other issuers.
pub(super) const FOREIGN: &str = "FOREIGN#";
/// The beginning of the sort keys of what an earner took back of them.
pub(super) const TAKEN_BACK: &str = "TAKENBACK#";
/// The beginning of the sort keys of a definition's pauses.
pub(super) const PAUSES: &str = "PAUSE#";

impl Key {
    /// Partition and beginning of the sort key of all that an earner states about herself.
    pub(in crate::table) fn all_stated_facts(earner: PersonId) -> (String, &'static str) {
        (format!("PERSON#{earner}"), FACTS)
    }

    /// Partition and beginning of the sort key of all that an assessor was measured by.
    pub(in crate::table) fn all_calibrations(assessor: PersonId) -> (String, &'static str) {
        (format!("PERSON#{assessor}"), CALIBRATIONS)
    }

    /// Partition and beginning of the sort key of all badges of other issuers that an earner brought to anybody.
    pub(in crate::table) fn all_imported(earner: PersonId) -> (String, &'static str) {
        (format!("PERSON#{earner}"), FOREIGN)
    }

    /// Partition and beginning of the sort key of all that says that she took one back.
    pub(in crate::table) fn all_taken_back(earner: PersonId) -> (String, &'static str) {
        (format!("PERSON#{earner}"), TAKEN_BACK)
    }

    /// Partition and beginning of the sort key of all claims of an earner.
    pub(in crate::table) fn all_recognitions(earner: PersonId) -> (String, &'static str) {
        (format!("PERSON#{earner}"), RECOGNITIONS)
    }

    /// Partition and beginning of the sort key of all coachings of a submission.
    pub(in crate::table) fn all_coachings(earner: PersonId, submission: SubmissionId) -> (String, String) {
        (format!("PERSON#{earner}"), format!("{COACHINGS}{submission}#"))
    }

    /// Partition and beginning of the sort key of all coachings of an earner.
    pub(in crate::table) fn all_coachings_of(earner: PersonId) -> (String, &'static str) {
        (format!("PERSON#{earner}"), COACHINGS)
    }

    /// Partition and beginning of the sort key of all that somebody coaches.
    pub(in crate::table) fn all_coached(coach: PersonId) -> (String, &'static str) {
        (format!("PERSON#{coach}"), COACHED)
    }

    /// Partition and beginning of the sort key of all shares of somebody's shortlist.
    pub(in crate::table) fn all_shares_of(owner: PersonId) -> (String, &'static str) {
        (format!("PERSON#{owner}"), SHARES)
    }

    /// Partition and beginning of the sort key of all that was ever shared with somebody.
    pub(in crate::table) fn all_advised(adviser: PersonId) -> (String, &'static str) {
        (format!("PERSON#{adviser}"), ADVISED)
    }

    /// Partition and beginning of the sort key of all pauses for a definition.
    pub(in crate::table) fn pauses(slug: &Slug) -> (String, &'static str) {
        (format!("MICROCREDENTIAL#{slug}"), PAUSES)
    }

    /// Partition and beginning of the sort key of all endorsements of a version.
    pub fn endorsements(slug: &Slug, number: u32) -> (String, String) {
        (format!("MICROCREDENTIAL#{slug}"), format!("ENDORSEMENT#{number:04}#"))
    }
}

/// The partition of an issuer's roster.
pub(in crate::table) fn roster(issuer: OrganisationId) -> String {
    format!("ROSTER#{issuer}")
}

/// The partition of an organisation's plan.
pub(in crate::table) fn plan(organisation: OrganisationId) -> String {
    format!("PLAN#{organisation}")
}

/// The partition of a district's reports.
pub(in crate::table) fn reports(district: OrganisationId) -> String {
    format!("REPORTS#{district}")
}

/// The partition of a definition's double-scored attempts.
pub(in crate::table) fn double_scored(slug: &Slug) -> String {
    format!("RELIABILITY#{slug}")
}

/// The partition of a definition's answered appeals.
pub(in crate::table) fn appeal_answers(slug: &Slug) -> String {
    format!("APPEALS#{slug}")
}

/// The partition of a definition's benchmarks.
pub(in crate::table) fn benchmarks(slug: &Slug) -> String {
    format!("BENCHMARKS#{slug}")
}
