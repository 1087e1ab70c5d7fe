//! Where everything is kept in the one table.
//!
//! | record | PK | SK | queue (GSI1PK) | GSI1SK |
//! |---|---|---|---|---|
//! | person | `PERSON#per` | `PERSON` | | |
//! | address of a person | `EMAIL#sha256` | `EMAIL` | | |
//! | letters to an address lately | `EMAIL#sha256` | `ALLOWANCE` | | |
//! | that a person belongs to an organisation | `PERSON#per` | `MEMBER#org` | `PEOPLE#org` | per |
//! | assessor in a roster | `ROSTER#org` | `ASSESSOR#per` | | |
//! | bank of comments | `PERSON#per` | `COMMENTS` | | |
//! | an assessor's calibration | `PERSON#per` | `CALIBRATION#slug` | | |
//! | byte budget | `PERSON#per` | `BUDGET` | `UPLOADS` (until a look finds none open) | next look |
//! | an earner's submissions of a definition | `PERSON#per` | `SUBMISSIONS#slug` | | |
//! | facts that an earner states | `PERSON#per` | `FACTS#org` | | |
//! | an earner's claims by a policy | `PERSON#per` | `RECOGNITIONS#slug` | `RECOGNITIONS#org#state` | since, per |
//! | badge of another issuer | `PERSON#per` | `FOREIGN#org#awd` | `FOREIGN#org#state` | since, per, awd |
//! | that a badge of another issuer was taken back | `PERSON#per` | `TAKENBACK#org#awd` | | |
//! | that an earner's claims are to be looked at | `PERSON#per` | `LOOK#lok` | `LOOKS` | since, a day later for one of many |
//! | what an attempt took its earner | `PERSON#per` | `EFFORT#sub#01` | | |
//! | answers to a district's questions | `PERSON#per` | `LOCAL#sub` | | |
//! | coaching of a submission | `PERSON#per` | `COACHING#sub#01` | | |
//! | that somebody coaches a submission | `PERSON#per` | `COACHED#sub` | | |
//! | shortlist | `PERSON#per` | `SHORTLIST` | | |
//! | that a shortlist is shared | `PERSON#per` | `SHARE#shr` | | |
//! | that somebody advises on a shortlist | `PERSON#per` | `ADVISED#shr` | `SHORTLISTS#per` (while it is shared) | shr |
//! | awards to be signed together | `PERSON#per` | `BUNDLE#clr` | `BUNDLES` (unsigned only) | since |
//! | signed bundle | `PERSON#per` | `BUNDLED#clr` | | |
//! | letter to a person | `PERSON#per` | `LETTER#let` | `LETTERS`, later as other letters | next look, let |
//! | export of what is kept about a person | `PERSON#per` | `EXPORT` | `EXPORTS` (to be made) | next look |
//! | export that can be downloaded | `PERSON#per` | `EXPORT` | `EXPORTS#ready` | end |
//! | that a person is going to be erased | `PERSON#per` | `ERASURE` | `ERASURES#planned` | beginning |
//! | erasure of a person, her receipt afterwards | `ERASURE#era` | `ERASURE` | `ERASURES` (until she was told) | asked, era |
//! | organisation | `ORGANISATION#org` | `ORGANISATION` | `ISSUERS` | org |
//! | name that an organisation of a kind has | `NAME#district#sha256` | `NAME` | | |
//! | district, as an organisation | `ORGANISATION#org` | `ORGANISATION` | `DISTRICTS` | org |
//! | state agency, as an organisation | `ORGANISATION#org` | `ORGANISATION` | `STATES` | org |
//! | association, as an organisation | `ORGANISATION#org` | `ORGANISATION` | `ASSOCIATIONS` | org |
//! | district's embedded form | `ORGANISATION#org` | `DISTRICT` | | |
//! | what a district imported about its schools | `ORGANISATION#org` | `SCHOOLS` | | |
//! | what an issuer's assessors are asked for, counted | `ORGANISATION#org` | `DEMAND` | | |
//! | which rosters a district imported | `ORGANISATION#org` | `ROSTER` | | |
//! | how far a roster is placed | `ORGANISATION#org` | `PLACING#imp` | `PLACINGS` (until nothing is left to do) | due |
//! | what a roster says about some people | `ORGANISATION#org` | `ROSTERED#imp#00` | | |
//! | section of an organisation's plan | `PLAN#org` | `needs` | | |
//! | report of a district's quarter | `REPORTS#org` | `1970-q1` | | |
//! | until when an issuer's files were deleted | `ORGANISATION#org` | `MEDIA#state` | | |
//! | session | `SESSION#sha256` | `SESSION` | `SESSIONS#per` | sha256 |
//! | used link | `LINK#nonce` | `LINK` | | |
//! | definition being written | `MICROCREDENTIAL#slug` | `DRAFT` | `DRAFTS#org` | slug |
//! | published version | `MICROCREDENTIAL#slug` | `VERSION#0001` | | |
//! | newest version | `MICROCREDENTIAL#slug` | `NEWEST` | `CATALOGUE` | slug |
//! | that holders of a new stack's first member are to be looked at | `MICROCREDENTIAL#slug` | `STACK#0001` | `STACKS` | since |
//! | endorsement of a version | `MICROCREDENTIAL#slug` | `ENDORSEMENT#0001#org` | `ENDORSEMENTS` (unsigned only) | since |
//! | figures of a definition's readers | `MICROCREDENTIAL#slug` | `RELIABILITY` | | |
//! | figures of a definition's readers, one by one | `MICROCREDENTIAL#slug` | `SUMMARY#12` | | |
//! | when an assessor is too far from the others | `MICROCREDENTIAL#slug` | `THRESHOLDS` | | |
//! | assessor's pause for a definition | `MICROCREDENTIAL#slug` | `PAUSE#per` | `PAUSES` (until her assignments are passed on) | since |
//! | double-scored attempt | `RELIABILITY#slug` | `1970-01-01T00:00:00.000Z#sub#01` | `RELIABILITY` (until it is measured) | since |
//! | answered appeal | `APPEALS#slug` | `1970-01-01T00:00:00.000Z#sub#01` | | |
//! | benchmark | `BENCHMARKS#slug` | `bmk` | | |
//! | published version of a policy | `POLICY#slug` | `VERSION#0001` | | |
//! | newest version of a policy | `POLICY#slug` | `NEWEST` | `POLICIES` | slug |
//! | which imports of facts count for a recognizer | `REGISTER#org` | `REGISTER` | | |
//! | facts of an import about some people | `REGISTER#org` | `SHARD#imp#00` | | |
//! | what is to be done about an import | `REGISTER#org` | `LOOK#imp` | `REGISTERS` | due |
//! | whose badges a recognizer knows, and what they are equivalent to | `RECIPROCITY#org` | `RECIPROCITY` | | |
//! | that a recognizer's badges of other issuers are to be looked at | `RECIPROCITY#org` | `LOOK` | `RECIPROCITIES` | since |
//! | who brought a badge of another issuer to a recognizer | `RECIPROCITY#org` | `BADGE#awd` | | |
//! | submission | `SUBMISSION#sub` | `SUBMISSION` | `SUBMISSIONS#org#state` (drafts only after one was given back) | since, sub |
//! | benchmark among ordinary work | `SUBMISSION#sub` | `SEEDED` | `SEEDED#slug` | since, sub |
//! | attempt | `SUBMISSION#sub` | `ATTEMPT#01` | | |
//! | artifact | `SUBMISSION#sub` | `ARTIFACT#art` | | |
//! | assignment | `SUBMISSION#sub` | `ASSIGNMENT#asg` | `DUE` (open only) | next look |
//! | assignment whose scores are in | `SUBMISSION#sub` | `ASSIGNMENT#asg` | `SCORED#per` | since, asg |
//! | assessment | `SUBMISSION#sub` | `ASSESSMENT#asg` | | |
//! | appeal | `SUBMISSION#sub` | `APPEAL#01` | | |
//! | award | `AWARD#awd` | `AWARD` | `SIGNATURES` (unsigned, or revoked and not listed) | since |
//! | badge of an award | `AWARD#awd` | `BADGE` | | |
//! | status list | `STATUS` | `LIST#000001` | | |
//! | taken place in a status list | `STATUS#000001` | `PLACE#000007` | | |
//! | letter on its way | `LETTER#let` | `LETTER` | `LETTERS` | next look, let |
//! | letter given up or delivered | `LETTER#let` | `LETTER` | `LETTERS#org#state` | since, let |
//! | audit record | `AUDIT#subject` | `00000001` | | |
//! | what evidence and records were found to differ in | `RECONCILIATION` | `RECONCILIATION` | | |
//! | remembered answer | `ANSWER#sha256` | `ANSWER` | | |
//!
//! Access patterns: 1 one record by key; 2 a submission with all that belongs to it (one query of its
//! partition); 3 an earner's submissions; 4 an issuer's submissions in a state, oldest first; 5 an
//! issuer's roster (one query of its partition); 6 the catalogue; 7 earners with open uploads, by next look; 8 open assignments by
//! next look; 9 awards that wait for their signature,
//! or for the status list to say that they were revoked; 10 letters on their way by
//! next look, and an issuer's letters that were given up or delivered; 11 issuers;
//! 12 a subject's audit chain; 13 an issuer's definitions being written; 14 an award with its badge; 15 the
//! newest status list; 16 an organisation's people; 17 what is said for a version; 18 endorsements, and
//! 19 bundles, that wait for their signature; 20 a definition's double-scored attempts since a time, the oldest first;
//! 21 those that its figures don't hold yet; 22 a definition's answered appeals since a time, the oldest first;
//! 23 all policies; 24 what an earner states about herself; 25 a definition's benchmarks, the oldest first; 26 an
//! assessor's calibrations; 27 a definition's benchmarks among ordinary work, all or those made since a time, the oldest first; 28 an earner's claims (one
//! query of her partition); 29 a recognizer's, by where they stand, the longest waiting first; 30 whose claims are to be
//! looked at; 31 districts; 32 a district's reports; 33 imports of facts about which something is to be done; 34 a
//! definition's pauses, and 35 those whose assignments are still to be passed on; 36 an issuer's submissions in a state
//! since a time, or between two; 37 everything of a person (her partition, which holds her letters too, her sessions, and
//! the partitions of her submissions); 38 exports to be made, and those whose time is over; 39 erasures that begin, and
//! that go on; 40 what an assessor scored, the oldest first; 41 stacks that were published and whose members' holders are
//! still to be looked at; 42 an organisation's plan; 43 a submission's coachings (in its earner's partition, where no
//! assessor's page looks); 44 what somebody coaches; 45 an earner's badges of other issuers (one query of her partition);
//! 46 a recognizer's, by where they are, the longest waiting first; 47 recognizers whose are to be looked at; 48 the shares
//! of a shortlist (in its owner's partition); 49 what is shared with somebody, the newest first, and whatever was; 50 rosters
//! that are to be placed, and all of which something about people is kept; 51 all organisations of a kind, those that
//! came first before the others; 52 every record that names files (a scan of the table, once a week).

mod fate;
mod queue;
mod render;
mod stretches;

use domain::{
    ArtifactId, AssignmentId, AwardId, BenchmarkId, BundleId, ErasureId, ImportId, LetterId, LookId,
    OrganisationId, PersonId, ShareId, Slug, SubmissionId, credential::StatusPlace, person::OrganisationKind,
    plan::Section, policy::Place, report::Quarter,
};
use jiff::Timestamp;

pub(super) use self::stretches::{appeal_answers, benchmarks, double_scored, plan, reports, roster};
pub use self::{fate::Fate, queue::Queue};

/// The key of one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Key {
    /// A person.
    Person(PersonId),
    /// Whose address has this hash.
    Email(String),
    /// That a person belongs to an organisation.
    Member(PersonId, OrganisationId),
    /// An assessor's entry in an issuer's roster.
    Assessor(PersonId, OrganisationId),
    /// An assessor's own bank of comments.
    CommentBank(PersonId),
    /// What an assessor was measured by on a definition.
    Calibration(PersonId, Slug),
    /// An earner's byte budget.
    Budget(PersonId),
    /// An earner's submissions of a definition.
    SubmissionsOf(PersonId, Slug),
    /// What an earner states about herself, for a recognizer's policies.
    StatedFacts(PersonId, OrganisationId),
    /// An earner's claims by a policy.
    Recognitions(PersonId, Slug),
    /// A badge of another issuer that an earner brought to a recognizer.
    Imported(PersonId, OrganisationId, AwardId),
    /// That an earner took a badge of another issuer back from a recognizer.
    TakenBack(PersonId, OrganisationId, AwardId),
    /// That an earner's claims are to be looked at.
    Look(PersonId, LookId),
    /// What an attempt took its earner.
    Effort(PersonId, SubmissionId, u32),
    /// What an earner answered her district with a submission.
    LocalAnswers(PersonId, SubmissionId),
    /// The coaching of that number of an earner's submission.
    Coaching(PersonId, SubmissionId, u32),
    /// That somebody coaches a submission.
    Coached(PersonId, SubmissionId),
    /// What somebody considers earning.
    Shortlist(PersonId),
    /// That somebody shares her shortlist.
    Share(PersonId, ShareId),
    /// That a shortlist is shared with somebody.
    Advised(PersonId, ShareId),
    /// Awards of an earner that are signed together.
    Bundle(PersonId, BundleId),
    /// The signed document of them.
    BundleText(PersonId, BundleId),
    /// How often an address was written to lately.
    Allowance(String),
    /// An organisation.
    Organisation(OrganisationId),
    /// Which organisation of that kind has the name with this hash.
    OrganisationName(OrganisationKind, String),
    /// How a district shows the form in its own site.
    District(OrganisationId),
    /// What a district imported about its schools.
    Schools(OrganisationId),
    /// What was counted of what an issuer's assessors are asked for.
    Demand(OrganisationId),
    /// Which rosters a district imported.
    Roster(OrganisationId),
    /// How far an import of a roster is placed.
    Placing(OrganisationId, ImportId),
    /// What an import of a roster says about some people.
    RosterShard(OrganisationId, Place),
    /// A section of an organisation's plan.
    Plan(OrganisationId, Section),
    /// What is published of a district's work of that quarter.
    Report(OrganisationId, Quarter),
    /// The session whose token has this hash.
    Session(String),
    /// That the link with this nonce was used.
    UsedLink(String),
    /// A definition being written.
    Draft(Slug),
    /// A published version.
    Version(Slug, u32),
    /// The newest published version.
    Newest(Slug),
    /// That holders of the first member of a published stack are to be looked at.
    StackLook(Slug, u32),
    /// What an organisation says for a published version.
    Endorsement(Slug, u32, OrganisationId),
    /// How far the readers of a definition agree.
    PoolFigures(Slug),
    /// All figures of a definition's readers over that many months.
    Summary(Slug, i32),
    /// From where on an assessor of a definition is too far from the others.
    Thresholds(Slug),
    /// An assessor's pause for a definition.
    Pause(Slug, PersonId),
    /// An attempt that two readers scored, by when the second scores came in.
    DoubleScored(Slug, Timestamp, SubmissionId, u32),
    /// What an appeal came to, by when it was answered.
    AppealAnswer(Slug, Timestamp, SubmissionId, u32),
    /// Work that the issuer scored, by which assessors are measured.
    Benchmark(Slug, BenchmarkId),
    /// A published version of a policy.
    PolicyVersion(Slug, u32),
    /// The newest published version of a policy.
    NewestPolicy(Slug),
    /// Which imports of facts count for a recognizer.
    Register(OrganisationId),
    /// Facts about some of a recognizer's people, as an import wrote them.
    RegisterShard(OrganisationId, Place),
    /// What is to be done about an import.
    RegisterLook(OrganisationId, ImportId),
    /// Whose badges a recognizer knows, and what they are equivalent to.
    Reciprocity(OrganisationId),
    /// That the badges of other issuers that were brought to a recognizer are to be looked at.
    ReciprocityLook(OrganisationId),
    /// Who brought a badge of another issuer to a recognizer.
    Bringers(OrganisationId, AwardId),
    /// A submission.
    Submission(SubmissionId),
    /// A benchmark that stands among ordinary work, where others have a submission.
    Seeded(SubmissionId),
    /// An attempt.
    Attempt(SubmissionId, u32),
    /// An artifact.
    Artifact(SubmissionId, ArtifactId),
    /// An assignment.
    Assignment(SubmissionId, AssignmentId),
    /// An assessment.
    Assessment(SubmissionId, AssignmentId),
    /// The appeal against the decision on an attempt.
    Appeal(SubmissionId, u32),
    /// An award.
    Award(AwardId),
    /// The badge of an award.
    Badge(AwardId),
    /// The status list of that number.
    StatusList(u32),
    /// That a place in a status list is taken.
    StatusPlace(StatusPlace),
    /// A letter: to that person, or to somebody who is none of ours.
    Letter(Option<PersonId>, LetterId),
    /// A person's export.
    Export(PersonId),
    /// That a person is going to be erased.
    ErasurePlan(PersonId),
    /// The erasure of a person.
    Erasure(ErasureId),
    /// Until when files of an issuer's submissions in the state of that name were deleted.
    MediaDeleted(OrganisationId, String),
    /// A record in a subject's audit chain.
    Audit(String, u64),
    /// In what evidence and records were found to differ.
    Reconciliation,
    /// An answer remembered for an idempotency key.
    Answer(String),
}

impl Key {
    /// The submission whose partition it is, if it is one's.
    pub(super) fn submission_in(partition: &str) -> Option<SubmissionId> {
        partition.strip_prefix("SUBMISSION#")?.parse().ok()
    }

    /// The definition whose partition it is, if it is one's.
    pub(super) fn microcredential_in(partition: &str) -> Option<Slug> {
        partition.strip_prefix("MICROCREDENTIAL#")?.parse().ok()
    }
}

/// A time as a sort key: texts of it sort as the times do.
pub fn sortable(time: Timestamp) -> String {
    format!("{time:.3}")
}
