//! Every key is what the chart at the top of `keys.rs` says.

use std::collections::BTreeSet;

use cloud::table::keys::{Key, Queue};
use domain::{
    Id, PersonId, Slug, credential::StatusPlace, person::OrganisationKind, plan::Section, policy::Place,
    report::Quarter,
};
use jiff::Timestamp;

use crate::house;

/// A row of the chart: record, PK, SK and GSI1PK.
type Line = [String; 4];

fn chart() -> Vec<Line> {
    let text = house::text("shared/cloud/src/table/keys.rs");
    let lines = text.lines().filter_map(|line| line.strip_prefix("//! | ")).skip(1);
    lines.map(|line| cells(line.trim_end_matches('|'))).collect()
}

/// The first four cells; of those that hold code, the code only.
fn cells(line: &str) -> Line {
    let mut cells = line.split('|').map(str::trim);
    let code = |cell: &str| cell.split('`').nth(1).map_or(cell.to_owned(), str::to_owned);
    std::array::from_fn(|_| code(cells.next().unwrap_or_default()))
}

fn id<K>() -> Id<K> {
    Id::from_parts(Timestamp::UNIX_EPOCH, 7)
}

fn slug() -> Slug {
    "slug".parse().expect("a slug")
}

/// `text` as the chart writes it: an id is the name of its kind.
fn charted(text: &str) -> String {
    let person: PersonId = id();
    text.replace(person.to_string().trim_start_matches("per"), "")
}

/// The name of a key's record in the chart.
pub(crate) fn record(key: &Key) -> &'static str {
    match key {
        Key::Person(_) => "person",
        Key::Email(_) => "address of a person",
        Key::Member(..) => "that a person belongs to an organisation",
        Key::Assessor(..) => "assessor in a roster",
        Key::CommentBank(_) => "bank of comments",
        Key::Calibration(..) => "an assessor's calibration",
        Key::Budget(_) => "byte budget",
        Key::SubmissionsOf(..) => "an earner's submissions of a definition",
        Key::StatedFacts(..) => "facts that an earner states",
        Key::Recognitions(..) => "an earner's claims by a policy",
        Key::Imported(..) => "badge of another issuer",
        Key::TakenBack(..) => "that a badge of another issuer was taken back",
        Key::Look(..) => "that an earner's claims are to be looked at",
        Key::Effort(..) => "what an attempt took its earner",
        Key::LocalAnswers(..) => "answers to a district's questions",
        Key::Coaching(..) => "coaching of a submission",
        Key::Coached(..) => "that somebody coaches a submission",
        Key::Shortlist(_) => "shortlist",
        Key::Share(..) => "that a shortlist is shared",
        Key::Advised(..) => "that somebody advises on a shortlist",
        Key::Bundle(..) => "awards to be signed together",
        Key::BundleText(..) => "signed bundle",
        Key::Allowance(_) => "letters to an address lately",
        Key::Organisation(_) => "organisation",
        Key::OrganisationName(..) => "name that an organisation of a kind has",
        Key::District(_) => "district's embedded form",
        Key::Demand(_) => "what an issuer's assessors are asked for, counted",
        Key::Plan(..) => "section of an organisation's plan",
        Key::Schools(_) => "what a district imported about its schools",
        Key::Roster(_) => "which rosters a district imported",
        Key::Placing(..) => "how far a roster is placed",
        Key::RosterShard(..) => "what a roster says about some people",
        Key::Report(..) => "report of a district's quarter",
        Key::Session(_) => "session",
        Key::UsedLink(_) => "used link",
        Key::Draft(_) => "definition being written",
        Key::Version(..) => "published version",
        Key::Newest(_) => "newest version",
        Key::StackLook(..) => "that holders of a new stack's first member are to be looked at",
        Key::Endorsement(..) => "endorsement of a version",
        Key::PoolFigures(_) => "figures of a definition's readers",
        Key::Summary(..) => "figures of a definition's readers, one by one",
        Key::Thresholds(_) => "when an assessor is too far from the others",
        Key::Pause(..) => "assessor's pause for a definition",
        Key::DoubleScored(..) => "double-scored attempt",
        Key::AppealAnswer(..) => "answered appeal",
        Key::Appeal(..) => "appeal",
        Key::Benchmark(..) => "benchmark",
        Key::PolicyVersion(..) => "published version of a policy",
        Key::NewestPolicy(_) => "newest version of a policy",
        Key::Register(_) => "which imports of facts count for a recognizer",
        Key::RegisterShard(..) => "facts of an import about some people",
        Key::RegisterLook(..) => "what is to be done about an import",
        Key::Reciprocity(_) => "whose badges a recognizer knows, and what they are equivalent to",
        Key::ReciprocityLook(_) => "that a recognizer's badges of other issuers are to be looked at",
        Key::Bringers(..) => "who brought a badge of another issuer to a recognizer",
        Key::Submission(_) => "submission",
        Key::Seeded(_) => "benchmark among ordinary work",
        Key::Attempt(..) => "attempt",
        Key::Artifact(..) => "artifact",
        Key::Assignment(..) => "assignment",
        Key::Assessment(..) => "assessment",
        Key::Award(_) => "award",
        Key::Badge(_) => "badge of an award",
        Key::StatusList(_) => "status list",
        Key::StatusPlace(_) => "taken place in a status list",
        Key::Letter(Some(_), _) => "letter to a person",
        Key::Letter(None, _) => "letter on its way",
        Key::Export(_) => "export of what is kept about a person",
        Key::ErasurePlan(_) => "that a person is going to be erased",
        Key::Erasure(_) => "erasure of a person, her receipt afterwards",
        Key::MediaDeleted(..) => "until when an issuer's files were deleted",
        Key::Audit(..) => "audit record",
        Key::Reconciliation => "what evidence and records were found to differ in",
        Key::Answer(_) => "remembered answer",
    }
}

pub(crate) fn keys() -> Vec<(Key, &'static str, &'static str)> {
    let hash = || "sha256".to_owned();
    vec![
        (Key::Person(id()), "PERSON#per", "PERSON"),
        (Key::Email(hash()), "EMAIL#sha256", "EMAIL"),
        (Key::Allowance(hash()), "EMAIL#sha256", "ALLOWANCE"),
        (Key::Member(id(), id()), "PERSON#per", "MEMBER#org"),
        (Key::Assessor(id(), id()), "ROSTER#org", "ASSESSOR#per"),
        (Key::CommentBank(id()), "PERSON#per", "COMMENTS"),
        (Key::Calibration(id(), slug()), "PERSON#per", "CALIBRATION#slug"),
        (Key::Budget(id()), "PERSON#per", "BUDGET"),
        (Key::SubmissionsOf(id(), slug()), "PERSON#per", "SUBMISSIONS#slug"),
        (Key::StatedFacts(id(), id()), "PERSON#per", "FACTS#org"),
        (Key::Recognitions(id(), slug()), "PERSON#per", "RECOGNITIONS#slug"),
        (Key::Imported(id(), id(), id()), "PERSON#per", "FOREIGN#org#awd"),
        (Key::TakenBack(id(), id(), id()), "PERSON#per", "TAKENBACK#org#awd"),
        (Key::Look(id(), id()), "PERSON#per", "LOOK#lok"),
        (Key::Effort(id(), id(), 1), "PERSON#per", "EFFORT#sub#01"),
        (Key::LocalAnswers(id(), id()), "PERSON#per", "LOCAL#sub"),
        (Key::Coaching(id(), id(), 1), "PERSON#per", "COACHING#sub#01"),
        (Key::Coached(id(), id()), "PERSON#per", "COACHED#sub"),
        (Key::Shortlist(id()), "PERSON#per", "SHORTLIST"),
        (Key::Share(id(), id()), "PERSON#per", "SHARE#shr"),
        (Key::Advised(id(), id()), "PERSON#per", "ADVISED#shr"),
        (Key::Bundle(id(), id()), "PERSON#per", "BUNDLE#clr"),
        (Key::BundleText(id(), id()), "PERSON#per", "BUNDLED#clr"),
        (Key::Organisation(id()), "ORGANISATION#org", "ORGANISATION"),
        (Key::OrganisationName(OrganisationKind::District, hash()), "NAME#district#sha256", "NAME"),
        (Key::District(id()), "ORGANISATION#org", "DISTRICT"),
        (Key::Schools(id()), "ORGANISATION#org", "SCHOOLS"),
        (Key::Demand(id()), "ORGANISATION#org", "DEMAND"),
        (Key::Roster(id()), "ORGANISATION#org", "ROSTER"),
        (Key::Placing(id(), id()), "ORGANISATION#org", "PLACING#imp"),
        (Key::RosterShard(id(), Place { import: id(), number: 0 }), "ORGANISATION#org", "ROSTERED#imp#00"),
        (Key::Plan(id(), Section::Needs), "PLAN#org", "needs"),
        (Key::Report(id(), Quarter::of(Timestamp::UNIX_EPOCH)), "REPORTS#org", "1970-q1"),
        (Key::Session(hash()), "SESSION#sha256", "SESSION"),
        (Key::UsedLink("nonce".into()), "LINK#nonce", "LINK"),
        (Key::Draft(slug()), "MICROCREDENTIAL#slug", "DRAFT"),
        (Key::Version(slug(), 1), "MICROCREDENTIAL#slug", "VERSION#0001"),
        (Key::Newest(slug()), "MICROCREDENTIAL#slug", "NEWEST"),
        (Key::StackLook(slug(), 1), "MICROCREDENTIAL#slug", "STACK#0001"),
        (Key::Endorsement(slug(), 1, id()), "MICROCREDENTIAL#slug", "ENDORSEMENT#0001#org"),
        (Key::PoolFigures(slug()), "MICROCREDENTIAL#slug", "RELIABILITY"),
        (Key::Summary(slug(), 12), "MICROCREDENTIAL#slug", "SUMMARY#12"),
        (Key::Thresholds(slug()), "MICROCREDENTIAL#slug", "THRESHOLDS"),
        (Key::Pause(slug(), id()), "MICROCREDENTIAL#slug", "PAUSE#per"),
        (
            Key::DoubleScored(slug(), Timestamp::UNIX_EPOCH, id(), 1),
            "RELIABILITY#slug",
            "1970-01-01T00:00:00.000Z#sub#01",
        ),
        (
            Key::AppealAnswer(slug(), Timestamp::UNIX_EPOCH, id(), 1),
            "APPEALS#slug",
            "1970-01-01T00:00:00.000Z#sub#01",
        ),
        (Key::Benchmark(slug(), id()), "BENCHMARKS#slug", "bmk"),
        (Key::PolicyVersion(slug(), 1), "POLICY#slug", "VERSION#0001"),
        (Key::NewestPolicy(slug()), "POLICY#slug", "NEWEST"),
        (Key::Register(id()), "REGISTER#org", "REGISTER"),
        (Key::RegisterShard(id(), Place { import: id(), number: 0 }), "REGISTER#org", "SHARD#imp#00"),
        (Key::RegisterLook(id(), id()), "REGISTER#org", "LOOK#imp"),
        (Key::Reciprocity(id()), "RECIPROCITY#org", "RECIPROCITY"),
        (Key::ReciprocityLook(id()), "RECIPROCITY#org", "LOOK"),
        (Key::Bringers(id(), id()), "RECIPROCITY#org", "BADGE#awd"),
        (Key::Submission(id()), "SUBMISSION#sub", "SUBMISSION"),
        (Key::Seeded(id()), "SUBMISSION#sub", "SEEDED"),
        (Key::Attempt(id(), 1), "SUBMISSION#sub", "ATTEMPT#01"),
        (Key::Artifact(id(), id()), "SUBMISSION#sub", "ARTIFACT#art"),
        (Key::Assignment(id(), id()), "SUBMISSION#sub", "ASSIGNMENT#asg"),
        (Key::Assessment(id(), id()), "SUBMISSION#sub", "ASSESSMENT#asg"),
        (Key::Appeal(id(), 1), "SUBMISSION#sub", "APPEAL#01"),
        (Key::Award(id()), "AWARD#awd", "AWARD"),
        (Key::Badge(id()), "AWARD#awd", "BADGE"),
        (Key::StatusList(1), "STATUS", "LIST#000001"),
        (Key::StatusPlace(StatusPlace { list: 1, index: 7 }), "STATUS#000001", "PLACE#000007"),
        (Key::Letter(None, id()), "LETTER#let", "LETTER"),
        (Key::Letter(Some(id()), id()), "PERSON#per", "LETTER#let"),
        (Key::Export(id()), "PERSON#per", "EXPORT"),
        (Key::ErasurePlan(id()), "PERSON#per", "ERASURE"),
        (Key::Erasure(id()), "ERASURE#era", "ERASURE"),
        (Key::MediaDeleted(id(), "state".into()), "ORGANISATION#org", "MEDIA#state"),
        (Key::Audit("subject".into(), 1), "AUDIT#subject", "00000001"),
        (Key::Reconciliation, "RECONCILIATION", "RECONCILIATION"),
        (Key::Answer(hash()), "ANSWER#sha256", "ANSWER"),
    ]
}

fn queues() -> Vec<(Queue, &'static str)> {
    vec![
        (Queue::People(id()), "PEOPLE#org"),
        (Queue::Issuers, "ISSUERS"),
        (Queue::Districts, "DISTRICTS"),
        (Queue::States, "STATES"),
        (Queue::Associations, "ASSOCIATIONS"),
        (Queue::Catalogue, "CATALOGUE"),
        (Queue::Policies, "POLICIES"),
        (Queue::Drafts(id()), "DRAFTS#org"),
        (Queue::Submissions(id(), "state"), "SUBMISSIONS#org#state"),
        (Queue::Seeded(slug()), "SEEDED#slug"),
        (Queue::Uploads, "UPLOADS"),
        (Queue::ToMeasure, "RELIABILITY"),
        (Queue::PausesBegun, "PAUSES"),
        (Queue::Due, "DUE"),
        (Queue::Scored(id()), "SCORED#per"),
        (Queue::Signatures, "SIGNATURES"),
        (Queue::EndorsementsToSign, "ENDORSEMENTS"),
        (Queue::BundlesToSign, "BUNDLES"),
        (Queue::Recognitions(id(), "state"), "RECOGNITIONS#org#state"),
        (Queue::Imported(id(), "state"), "FOREIGN#org#state"),
        (Queue::ReciprocityLooks, "RECIPROCITIES"),
        (Queue::Looks, "LOOKS"),
        (Queue::StackLooks, "STACKS"),
        (Queue::RegisterLooks, "REGISTERS"),
        (Queue::Shortlists(id()), "SHORTLISTS#per"),
        (Queue::Placings, "PLACINGS"),
        (Queue::Sessions(id()), "SESSIONS#per"),
        (Queue::Exports, "EXPORTS"),
        (Queue::ReadyExports, "EXPORTS#ready"),
        (Queue::PlannedErasures, "ERASURES#planned"),
        (Queue::Erasures, "ERASURES"),
        (Queue::LettersOut, "LETTERS"),
        (Queue::LettersOver(Some(id()), "state"), "LETTERS#org#state"),
    ]
}

#[test]
fn every_key_renders_as_the_chart_has_it() {
    let chart = chart();
    for (key, partition, sort) in keys() {
        let (rendered_partition, rendered_sort) = key.render();
        assert_eq!((charted(&rendered_partition), charted(&rendered_sort)), (partition.into(), sort.into()));

        let line = chart.iter().find(|[name, ..]| name == record(&key));
        let line = line.unwrap_or_else(|| panic!("the chart has no {}", record(&key)));
        assert_eq!(line[1..3], [partition, sort], "{}", record(&key));
    }
}

#[test]
fn every_queue_renders_as_the_chart_has_it() {
    for (queue, partition) in queues() {
        assert_eq!(charted(&queue.render()), partition);
    }
    assert_eq!(Queue::LettersOver(None, "dead").render(), "LETTERS##dead");
}

#[test]
fn the_chart_has_nothing_but_keys_and_queues() {
    let rendered: BTreeSet<(String, String)> =
        keys().into_iter().map(|(_, partition, sort)| (partition.to_owned(), sort.to_owned())).collect();
    let lines: BTreeSet<(String, String)> =
        chart().into_iter().map(|[_, partition, sort, _]| (partition, sort)).collect();
    assert_eq!(lines, rendered);

    let rendered: BTreeSet<String> =
        queues().into_iter().map(|(_, partition)| partition.to_owned()).collect();
    let lines = chart().into_iter().map(|[.., queue]| queue).filter(|queue| !queue.is_empty());
    assert_eq!(lines.collect::<BTreeSet<_>>(), rendered);
}

#[test]
fn numbers_in_keys_sort_as_they_count() {
    for (earlier, later) in [
        (Key::Version(slug(), 9), Key::Version(slug(), 10)),
        (Key::Attempt(id(), 9), Key::Attempt(id(), 10)),
        (Key::Audit("subject".into(), 99_999), Key::Audit("subject".into(), 100_000)),
    ] {
        assert!(earlier.render() < later.render(), "{earlier:?}");
    }
}
