//! What people hold of their own data: all of it in a zip, nothing left after an erasure, files for a time only.

mod copies;
mod erasing;
mod exporting;
mod interrupted;
mod late;
mod retention;
mod rosters;
mod sheet;
mod shortlists;

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD};
use cloud::{
    App,
    table::{Commit, Row, from_row, keys::Key, privacy::Loose, record::Record},
};
use domain::{ArtifactId, PersonId, SubmissionId};
use jiff::SignedDuration;
use local::client::{Answer, Caller, Life};
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Value, json};

use crate::{api_document::assert_describes, world::World};

/// What an erasure waits for, and a little more.
const SETTLED: SignedDuration = SignedDuration::from_mins(2);

/// One row of the table, as it is kept.
#[derive(Debug)]
pub(crate) struct RowOf {
    pub(crate) key: String,
    pub(crate) text: String,
}

/// Every row of the table, its record unpacked.
pub(crate) async fn rows(world: &World) -> Vec<RowOf> {
    let mut rows = Vec::new();
    let mut after = Value::Null;
    loop {
        let mut asked = json!({"TableName": world.stack.app().settings.table});
        if !after.is_null() {
            asked["ExclusiveStartKey"] = after;
        }
        let page = scan(world, &asked).await;
        for mut item in page["Items"].as_array().expect("items").clone() {
            unpack(&mut item);
            // The store answers attributes in any order.
            item.sort_all_objects();
            let name = |field: &str| item[field]["S"].as_str().unwrap_or_default().to_owned();
            rows.push(RowOf { key: format!("{}|{}", name("PK"), name("SK")), text: item.to_string() });
        }
        after = page["LastEvaluatedKey"].clone();
        if after.is_null() {
            return rows;
        }
    }
}

/// Bytes, as a row holds them.
struct Bytes(Vec<u8>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

/// Puts the record of a long row in the place of its deflated bytes.
fn unpack(item: &mut Value) {
    let Some(packed) = item.as_object_mut().and_then(|item| item.remove("packed")) else { return };
    let bytes = STANDARD.decode(packed["B"].as_str().expect("bytes")).expect("base64");
    let row: Row = serde_dynamo::to_item(BTreeMap::from([("packed", Bytes(bytes))])).expect("a row");
    item["record"] = from_row(row).expect("it holds a record");
}

async fn scan(world: &World, asked: &Value) -> Value {
    let signed = "AWS4-HMAC-SHA256 Credential=test/20261126/us-east-1/dynamodb/aws4_request, \
                  SignedHeaders=host;x-amz-date;x-amz-target, Signature=0000";
    let request = reqwest::Client::new()
        .post(world.stack.table_endpoint())
        .header("content-type", "application/x-amz-json-1.0")
        .header("x-amz-target", "DynamoDB_20120810.Scan")
        .header("x-amz-date", "20261126T000000Z")
        .header("authorization", signed)
        .body(asked.to_string());
    let answer = request.send().await.expect("the table is there");
    assert!(answer.status().is_success(), "{}", answer.status());
    answer.json().await.expect("JSON")
}

/// The names of all objects and uploads in the store that begin so, with every version of them.
async fn stored(world: &World, beginning: &str) -> Vec<String> {
    world.stack.s3().keys(beginning).await.expect("the store is there")
}

/// Somebody of the seed with her session.
async fn session(world: &World, email: &str) -> (PersonId, Caller) {
    (world.person(email).await, world.sign_in(email).await)
}

/// Asks for her erasure at once; the number of her receipt.
pub(crate) async fn erase_at_once(caller: &Caller, email: &str) -> String {
    let asked = json!({"email": email, "atOnce": true});
    let answer = caller.post("/api/me/erasure", &asked).await.expect("reachable");
    assert_describes("post", "/api/me/erasure", &answer);
    answer.expect(202).expect("begun").text("/receipt").expect("a receipt")
}

/// A file of another version of this software, which none of ours can read.
#[derive(Serialize, Deserialize)]
struct Unreadable {
    submission: SubmissionId,
    artifact: ArtifactId,
}

impl Record for Unreadable {
    const KIND: &'static str = "artifact";
    fn key(&self) -> Key {
        Key::Artifact(self.submission, self.artifact)
    }
    fn version(&self) -> u64 {
        1
    }
}

/// Breaks a submission: whatever reads it fails, until it is mended.
async fn broken(world: &World, submission: SubmissionId) -> Unreadable {
    let app = world.stack.app();
    let unreadable = Unreadable { submission, artifact: app.id() };
    app.table.commit(Commit::new().create(&unreadable).expect("a row")).await.expect("stored");
    unreadable
}

async fn mended(world: &World, unreadable: &Unreadable) {
    let commit = Commit::new().remove(unreadable).expect("a row");
    world.stack.app().table.commit(commit).await.expect("taken away");
}

/// Lets the minutes pass that an erasure takes.
pub(crate) async fn minutes_pass(world: &World) {
    for wait in [SignedDuration::ZERO, SETTLED, SignedDuration::from_mins(1)] {
        world.stack.advance(wait);
        world.stack.tick().await;
        world.stack.settle().await;
    }
}

async fn receipt(world: &World, number: &str) -> Answer {
    let route = format!("/api/erasures/{number}");
    let answer = world.visitor.anonymous().get(&route).await.expect("reachable");
    assert_describes("get", "/api/erasures/{erasure}", &answer);
    answer.expect(200).expect("a receipt")
}

/// The records of a submission, each with its kind.
async fn records_of(app: &App, submission: SubmissionId) -> Vec<(String, Value)> {
    let records = app.table.everything_in(submission).await.expect("the table");
    records.iter().map(|one: &Loose| (one.kind().to_owned(), one.json().expect("readable"))).collect()
}

/// How many records of each kind a submission has.
async fn kinds_of(app: &App, submission: SubmissionId) -> BTreeMap<String, usize> {
    let mut kinds = BTreeMap::new();
    for (kind, _) in records_of(app, submission).await {
        *kinds.entry(kind).or_default() += 1;
    }
    kinds
}

fn id_of(life: &Life) -> SubmissionId {
    life.submission.parse().expect("an id")
}
