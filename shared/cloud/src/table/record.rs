//! What is kept: each record's key, its place in the queue index, its version and its end.

use domain::{
    assessment::Assessment,
    assignment::{Assessor, Assignment, AssignmentState},
    attempt::Attempt,
    audit::AuditRecord,
    award::{Award, Signature, Standing},
    comment_bank::CommentBank,
    district::District,
    person::{Organisation, Person},
    plan::Planned,
    sign_in::Allowance,
    submission::{State, Submission},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use super::keys::{Key, Queue, sortable};
use crate::session::{Session, UsedLink};

/// Something kept in the table under one key.
///
/// The stored shape is the type's own serde form; golden tests pin it.
pub trait Record: Serialize + DeserializeOwned + Send + Sync {
    /// The name of the kind, stored with each record.
    const KIND: &'static str;

    /// Where it is kept.
    fn key(&self) -> Key;

    /// The number of its last change; a change is stored only over the one before it.
    fn version(&self) -> u64;

    /// Its place among what waits: partition and sort key of the index `queue`.
    fn queue(&self) -> Option<(Queue, String)> {
        None
    }

    /// When the table may forget it. Nobody relies on it: what ends is checked against the clock.
    fn expires(&self) -> Option<Timestamp> {
        None
    }
}

impl Record for Person {
    const KIND: &'static str = "person";
    fn key(&self) -> Key {
        Key::Person(self.id)
    }
    fn version(&self) -> u64 {
        self.version
    }
}

/// That a person belongs to an organisation: made when she comes, and it stays. What she does there stands
/// in her own record.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Member {
    /// Who.
    pub person: domain::PersonId,
    /// Where.
    pub organisation: domain::OrganisationId,
}

impl Member {
    /// One for each organisation that `person` belongs to.
    pub fn all_of(person: &Person) -> impl Iterator<Item = Self> {
        let person_id = person.id;
        person.organisations().into_iter().map(move |organisation| Self { person: person_id, organisation })
    }
}

impl Record for Member {
    const KIND: &'static str = "member";
    fn key(&self) -> Key {
        Key::Member(self.person, self.organisation)
    }
    fn version(&self) -> u64 {
        1
    }
    fn queue(&self) -> Option<(Queue, String)> {
        Some((Queue::People(self.organisation), self.person.to_string()))
    }
}

/// Whose address it is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EmailOwner {
    /// SHA-256 of the address, in hex.
    pub hash: String,
    /// Whose.
    pub person: domain::PersonId,
}

impl Record for EmailOwner {
    const KIND: &'static str = "email";
    fn key(&self) -> Key {
        Key::Email(self.hash.clone())
    }
    fn version(&self) -> u64 {
        1
    }
}

impl Record for Assessor {
    const KIND: &'static str = "assessor";
    fn key(&self) -> Key {
        Key::Assessor(self.person, self.issuer)
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Record for CommentBank {
    const KIND: &'static str = "comment-bank";
    fn key(&self) -> Key {
        Key::CommentBank(self.assessor)
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Record for Organisation {
    const KIND: &'static str = "organisation";
    fn key(&self) -> Key {
        Key::Organisation(self.id)
    }
    fn version(&self) -> u64 {
        self.version
    }
    fn queue(&self) -> Option<(Queue, String)> {
        Some((Queue::organisations(self.kind), self.id.to_string()))
    }
}

impl Record for District {
    const KIND: &'static str = "district";
    fn key(&self) -> Key {
        Key::District(self.organisation)
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Record for Planned {
    const KIND: &'static str = "planned";
    fn key(&self) -> Key {
        Key::Plan(self.organisation, self.section)
    }
    fn version(&self) -> u64 {
        self.version
    }
}

/// An earner's submissions of one definition. At most one is under way, and it is the current one.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct SubmissionsOf {
    /// Whose.
    pub earner: domain::PersonId,
    /// Of what.
    pub microcredential: domain::Slug,
    /// Counts the changes.
    pub version: u64,
    /// The newest.
    pub current: domain::SubmissionId,
    /// Those before it, the oldest first; all withdrawn.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub former: Vec<domain::SubmissionId>,
}

impl Record for SubmissionsOf {
    const KIND: &'static str = "submissions-of";
    fn key(&self) -> Key {
        Key::SubmissionsOf(self.earner, self.microcredential.clone())
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Record for Allowance {
    const KIND: &'static str = "allowance";
    fn key(&self) -> Key {
        Key::Allowance(self.hash.clone())
    }
    fn version(&self) -> u64 {
        self.version
    }
    fn expires(&self) -> Option<Timestamp> {
        Some(self.ends())
    }
}

/// How queues call the state of a draft that was given back before. No list of submissions in a state has that name.
pub const REOPENED: &str = "reopened";

impl Record for Submission {
    const KIND: &'static str = "submission";
    fn key(&self) -> Key {
        Key::Submission(self.id)
    }
    fn version(&self) -> u64 {
        self.version
    }
    fn queue(&self) -> Option<(Queue, String)> {
        if let State::Withdrawn { handed_in: false, .. } = self.state {
            return None;
        }
        let (name, since) = match (&self.state, self.state.since()) {
            // After an appeal the decision is the one that it was, and the submission came back behind others.
            (State::NotYet { .. }, Some(decided)) => (self.state.name(), self.given_back.unwrap_or(decided)),
            (_, Some(since)) => (self.state.name(), since),
            // A draft is its earner's alone; the files of an attempt that was given back wait to be deleted all the same.
            (_, None) => (REOPENED, self.given_back?),
        };
        let partition = Queue::Submissions(self.issuer, name);
        Some((partition, format!("{}#{}", sortable(since), self.id)))
    }
}

impl Record for Attempt {
    const KIND: &'static str = "attempt";
    fn key(&self) -> Key {
        Key::Attempt(self.submission, self.number)
    }
    fn version(&self) -> u64 {
        self.version
    }
}

impl Record for Assignment {
    const KIND: &'static str = "assignment";
    fn key(&self) -> Key {
        Key::Assignment(self.submission, self.id)
    }
    fn version(&self) -> u64 {
        self.version
    }
    fn queue(&self) -> Option<(Queue, String)> {
        match self.state {
            AssignmentState::Offered | AssignmentState::Open { .. } => {
                Some((Queue::Due, sortable(self.next_look())))
            }
            AssignmentState::Submitted { at } => {
                Some((Queue::Scored(self.assessor), format!("{}#{}", sortable(at), self.id)))
            }
            AssignmentState::Declined { .. } | AssignmentState::Withdrawn { .. } => None,
        }
    }
}

/// An assessment with the submission that it belongs to.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AssessmentOf {
    /// The submission.
    pub submission: domain::SubmissionId,
    /// The scores.
    #[serde(flatten)]
    pub assessment: Assessment,
}

impl Record for AssessmentOf {
    const KIND: &'static str = "assessment";
    fn key(&self) -> Key {
        Key::Assessment(self.submission, self.assessment.assignment)
    }
    fn version(&self) -> u64 {
        self.assessment.version
    }
}

impl Record for Award {
    const KIND: &'static str = "award";
    fn key(&self) -> Key {
        Key::Award(self.id)
    }
    fn version(&self) -> u64 {
        self.version
    }
    fn queue(&self) -> Option<(Queue, String)> {
        match &self.signature {
            Signature::Awaited => Some((Queue::Signatures, sortable(self.decided))),
            Signature::Made { standing: Standing::Revoked(revocation), .. } => {
                Some((Queue::Signatures, sortable(revocation.at)))
            }
            Signature::Made { .. } => None,
        }
    }
}

impl Record for Session {
    const KIND: &'static str = "session";
    fn key(&self) -> Key {
        Key::Session(self.hash.clone())
    }
    fn version(&self) -> u64 {
        self.version
    }
    fn queue(&self) -> Option<(Queue, String)> {
        Some((Queue::Sessions(self.person), self.hash.clone()))
    }
    fn expires(&self) -> Option<Timestamp> {
        Some(self.expires)
    }
}

impl Record for UsedLink {
    const KIND: &'static str = "used-link";
    fn key(&self) -> Key {
        Key::UsedLink(self.nonce.clone())
    }
    fn version(&self) -> u64 {
        1
    }
    fn expires(&self) -> Option<Timestamp> {
        Some(self.expires)
    }
}

/// An audit record in the chain of its subject. The deed is kept as text, so that its hash can be
/// computed again from the very bytes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Audited {
    /// Whose chain.
    pub subject: String,
    /// Its place in the chain, from 1.
    pub number: u64,
    /// The [`AuditRecord`] as JSON.
    pub record: String,
}

impl Audited {
    /// `record` in the chain of `subject`.
    pub fn new(subject: &str, record: &AuditRecord) -> Self {
        let text = serde_json::to_string(record).expect("an audit record has only string keys");
        Self { subject: subject.to_owned(), number: record.number, record: text }
    }
}

impl Record for Audited {
    const KIND: &'static str = "audit";
    fn key(&self) -> Key {
        Key::Audit(self.subject.clone(), self.number)
    }
    fn version(&self) -> u64 {
        1
    }
}
