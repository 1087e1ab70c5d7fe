//! What is sent where it doesn't matter which of its kind it is.

use serde_json::{Value, json};

/// The name of [`policy_of_hours`].
pub const HOURS: &str = "hours";

/// A policy of four hours for each award of that micro-credential, at most twelve in a year.
#[must_use]
pub fn policy_of_hours(microcredential: &str) -> Value {
    json!({
        "id": HOURS, "title": "Hours", "language": "en", "validFrom": "2026-01-01",
        "terms": {"practice": "Practice"},
        "lists": [{"id": "all", "title": "All", "microcredentials": [{"id": microcredential}]}],
        "uses": [{
            "id": "hours", "title": "Hours of practice", "awards": [{"n": 1, "from": "all"}],
            "grants": {"hours": {"of": "practice", "each": "4", "per": "calendar-year", "most": "12"}},
        }],
    })
}

/// What an earner states of herself to the recognizer of that policy.
#[must_use]
pub fn licensed() -> Value {
    json!({"licences": [{"type": "pptl", "issued": "2026-07-01"}]})
}

/// A badge of another issuer that nothing proves.
#[must_use]
pub fn badge_of_another_issuer() -> Value {
    json!({
        "type": "Assertion", "id": "https://other.example/1", "issuedOn": "2026-03-01",
        "badge": {"id": "https://other.example/badges/1", "name": "Attendance",
            "issuer": {"id": "https://other.example", "name": "Other State"}},
    })
}
