//! Letters, by tables.

mod delivery;
mod written_out;

use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::{AssignmentId, AwardId, PersonId, SubmissionId, link::Link};

/// Minutes after the moment at which the letters of these tests are written.
fn after(minutes: i64) -> Timestamp {
    let written: Timestamp = "2026-12-02T09:00:00Z".parse().expect("a timestamp");
    written + SignedDuration::from_mins(minutes)
}

fn addressee(name: &str, language: Language) -> Addressee {
    Addressee { to: "ana@school.example".parse().expect("an address"), name: name.parse().ok(), language }
}

fn letter_of(content: Content) -> Letter {
    Letter::new(LetterId::from_parts(after(0), 7), addressee("Ana", Language::En), None, content, after(0))
}

fn receipt() -> Content {
    Content::SubmissionReceived {
        submission: SubmissionId::from_parts(after(0), 1),
        title: "Generating Ideas".into(),
    }
}

fn sign_in() -> Content {
    let person = PersonId::from_parts(after(0), 9);
    Content::SignIn { link: Link::SignIn { person, nonce: "0f".into(), ends: after(15) } }
}

fn assignment_link() -> Link {
    let submission = SubmissionId::from_parts(after(0), 1);
    let assignment = AssignmentId::from_parts(after(0), 2);
    Link::Assignment { submission, assignment, ends: after(17_280) }
}
