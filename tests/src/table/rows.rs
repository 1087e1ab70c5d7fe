//! The stored shape of every kind of record: what is in a table today is read tomorrow, and written the same.
//!
//! `samples/rows/<kind>.json` holds rows of each kind, one for each state. A change that fails here needs a way for the
//! rows that are stored already.

use std::{any::type_name, collections::BTreeSet};

use cloud::{
    answers::Remembered,
    session::{Session, UsedLink},
    table::{
        Row,
        badges::{Badge, PublishedList, TakenPlace},
        bundles::BundleText,
        coaching::Coached,
        definitions::Newest,
        from_row,
        names::OrganisationName,
        policies::NewestPolicy,
        privacy::MediaDeleted,
        reciprocity::ReciprocityLook,
        recognitions::Look,
        reconciling::Reconciliation,
        record::{AssessmentOf, Audited, EmailOwner, Member, Record, SubmissionsOf},
        register::RegisterLook,
        shortlists::Advised,
        stacks::StackLook,
        to_row,
    },
};
use domain::{
    appeal::{Answer, Appeal},
    artifact::{Artifact, ByteBudget},
    assignment::{Assessor, Assignment, Demand},
    attempt::Attempt,
    award::Award,
    bundle::Bundle,
    coaching::Coaching,
    comment_bank::CommentBank,
    district::District,
    endorsement::Endorsement,
    erasure::{Erasure, Plan},
    export::Export,
    letter::Letter,
    local_questions::LocalAnswers,
    microcredential::{Draft, Edition},
    person::{Organisation, Person},
    plan::Planned,
    policy::{PolicyEdition, Register, RegisterShard, StatedFacts},
    qualification::{Benchmark, Calibration, Seeded},
    reciprocity::{Bringers, Imported, Reciprocity, TakenBack},
    recognition::Recognitions,
    reliability::{DoubleScored, Pause, Pool, Summary, Thresholds},
    report::{EffortLog, Release, Schools},
    roster::{Placing, Roster, RosterShard},
    shortlist::{Share, Shortlist},
    sign_in::Allowance,
    submission::Submission,
};
use serde_json::Value;

use crate::house;

/// Where the rows are.
const ROWS: &str = "tests/samples/rows";

/// Reads every row of a kind and writes it again; answers with the name of the kind.
fn check<T: Record>() -> &'static str {
    let text = house::text(format!("{ROWS}/{}.json", T::KIND));
    let rows: Vec<Value> = serde_json::from_str(&text).expect("the file holds rows");
    assert!(!rows.is_empty(), "{} has no rows", T::KIND);
    for stored in rows {
        let row: Row = serde_dynamo::to_item(&stored).expect("JSON is a row");
        let record: T = from_row(row)
            .unwrap_or_else(|error| panic!("{} can't be read: {error:?}\n{stored:#}", type_name::<T>()));
        let written = as_readable(to_row(&record).expect("what was a row becomes one"));
        assert_eq!(written, stored, "{}: {written:#}", T::KIND);
    }
    T::KIND
}

/// A row as JSON, its record unpacked.
fn as_readable(mut row: Row) -> Value {
    let body: Value = from_row(row.clone()).expect("it holds a record");
    row.remove("packed");
    let mut readable: Value = serde_dynamo::from_item(row).expect("the rest is plain");
    readable["body"] = body;
    readable
}

#[test]
fn a_long_record_is_packed_and_a_short_one_stays_readable() {
    let row = |words: usize| {
        let told = "She compared their own ideas with those of others. ".repeat(words);
        to_row(&Remembered {
            hash: "hash".into(),
            version: 2,
            request: "request".into(),
            answer: Some((200, told)),
            expires: jiff::Timestamp::UNIX_EPOCH,
            holder: u64::MAX,
        })
        .expect("a row")
    };
    assert!(row(1).contains_key("body") && !row(1).contains_key("packed"));
    let long = row(200);
    let bytes = long["packed"].as_b().expect("bytes").as_ref().len();
    assert!(bytes < 1_000 && !long.contains_key("body"), "{bytes}");
    assert_eq!(row(200), long, "the same record is the same row");
    let again: Remembered = from_row(long).expect("it is readable");
    assert_eq!((again.holder, again.answer.expect("an answer").1.len()), (u64::MAX, 200 * 51));
}

fn checked() -> BTreeSet<String> {
    let kinds = [
        check::<Advised>(),
        check::<Allowance>(),
        check::<Answer>(),
        check::<Appeal>(),
        check::<Artifact>(),
        check::<AssessmentOf>(),
        check::<Assessor>(),
        check::<Assignment>(),
        check::<Attempt>(),
        check::<Audited>(),
        check::<Award>(),
        check::<Badge>(),
        check::<Benchmark>(),
        check::<Bundle>(),
        check::<BundleText>(),
        check::<ByteBudget>(),
        check::<Calibration>(),
        check::<Coached>(),
        check::<Coaching>(),
        check::<CommentBank>(),
        check::<Demand>(),
        check::<District>(),
        check::<DoubleScored>(),
        check::<Draft>(),
        check::<Edition>(),
        check::<EffortLog>(),
        check::<EmailOwner>(),
        check::<Endorsement>(),
        check::<Letter>(),
        check::<LocalAnswers>(),
        check::<Look>(),
        check::<Member>(),
        check::<Newest>(),
        check::<NewestPolicy>(),
        check::<Erasure>(),
        check::<Plan>(),
        check::<Export>(),
        check::<MediaDeleted>(),
        check::<Organisation>(),
        check::<OrganisationName>(),
        check::<Pause>(),
        check::<Person>(),
        check::<Placing>(),
        check::<Planned>(),
        check::<PolicyEdition>(),
        check::<Pool>(),
        check::<PublishedList>(),
        check::<Recognitions>(),
        check::<Register>(),
        check::<Imported>(),
        check::<TakenBack>(),
        check::<Bringers>(),
        check::<Reciprocity>(),
        check::<ReciprocityLook>(),
        check::<Reconciliation>(),
        check::<RegisterLook>(),
        check::<RegisterShard>(),
        check::<Release>(),
        check::<Remembered>(),
        check::<Roster>(),
        check::<RosterShard>(),
        check::<Schools>(),
        check::<Seeded>(),
        check::<Session>(),
        check::<Share>(),
        check::<Shortlist>(),
        check::<StackLook>(),
        check::<StatedFacts>(),
        check::<Submission>(),
        check::<SubmissionsOf>(),
        check::<Summary>(),
        check::<TakenPlace>(),
        check::<Thresholds>(),
        check::<UsedLink>(),
    ];
    kinds.map(str::to_owned).into()
}

/// The names of all kinds of records, from the code that stores them.
fn kinds() -> BTreeSet<String> {
    let code = house::files(&[".rs"]).into_iter().filter(|path| path.starts_with("shared/cloud/src"));
    let kinds_in = |text: String| {
        let values =
            text.lines().filter_map(|line| line.trim().strip_prefix("const KIND: &'static str = \""));
        values.filter_map(|value| value.strip_suffix("\";").map(str::to_owned)).collect::<Vec<_>>()
    };
    code.flat_map(|path| kinds_in(house::text(path))).collect()
}

#[test]
fn every_stored_shape_is_read_and_written_as_it_was() {
    assert_eq!(checked(), kinds());
}
