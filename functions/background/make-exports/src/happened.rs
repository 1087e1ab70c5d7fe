//! What happened to somebody and to her work, out of the audit trail: other people are not named in it, not even by a
//! number.

use cloud::{App, Failure};
use domain::{
    PersonId, SubmissionId,
    audit::{Actor, AuditRecord},
};
use serde_json::{Map, Value, json};

/// What is told of a deed on her work. Nothing else is: it may tell who reads it, or scores that aren't decided on.
const TOLD: [&str; 20] = [
    "artifact",
    "attempt",
    "award",
    "because",
    "cause",
    "edition",
    "handedIn",
    "mediaType",
    "microcredential",
    "named",
    "note",
    "outcome",
    "part",
    "permitted",
    "public",
    "reason",
    "scan",
    "size",
    "state",
    "step",
];

/// The records about her, in order.
pub(crate) async fn to(app: &App, person: PersonId) -> Result<Vec<Value>, Failure> {
    let records = app.table.chain(&person.to_string()).await?;
    let tell = |record: &AuditRecord| {
        let detail = masked(record.deed.detail.clone(), person);
        told(record, by(record, person, others(record)), detail)
    };
    Ok(records.iter().map(tell).collect())
}

/// The records about a submission of hers, in order.
pub(crate) async fn to_submission(
    app: &App,
    id: SubmissionId,
    earner: PersonId,
) -> Result<Vec<Value>, Failure> {
    let records = app.table.chain(&id.to_string()).await?;
    let tell = |record: &AuditRecord| {
        told(record, by(record, earner, "somebody of the issuer"), masked(of_work(record), earner))
    };
    Ok(records.iter().filter(|record| is_hers_to_know(record)).map(tell).collect())
}

/// `value` without anybody but her.
pub(crate) fn masked(value: Value, person: PersonId) -> Value {
    match value {
        Value::String(text) if text.parse().is_ok_and(|id: PersonId| id != person) => json!("somebody else"),
        Value::Array(all) => all.into_iter().map(|one| masked(one, person)).collect(),
        Value::Object(fields) => {
            fields.into_iter().map(|(name, one)| (name, masked(one, person))).collect::<Map<_, _>>().into()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value,
    }
}

/// That somebody thinks of revoking an award is nobody's but the issuer's, until it is done.
fn is_hers_to_know(record: &AuditRecord) -> bool {
    record.deed.what != "revocation" || record.deed.detail["step"] == "confirm"
}

/// What of the detail is told. The words with which an assessor hands work back may tell who she is.
fn of_work(record: &AuditRecord) -> Value {
    let is_told = |name: &str| TOLD.contains(&name) && (name != "note" || record.deed.what != "declined");
    let fields = record.deed.detail.as_object().into_iter().flatten();
    let told = fields.filter(|(name, _)| is_told(name)).map(|(name, value)| (name.clone(), value.clone()));
    told.collect::<Map<_, _>>().into()
}

/// Who did it, if not she herself. A coach and an adviser may belong to no organisation at all.
fn others(record: &AuditRecord) -> &'static str {
    match record.deed.what.as_str() {
        "coaching" => "your coach",
        "shortlist-remark" | "shortlist-share-ended" => "your adviser",
        _ => "somebody of your organisation",
    }
}

fn by(record: &AuditRecord, person: PersonId, others: &str) -> String {
    match &record.deed.actor {
        Actor::Person(actor) if *actor == person => "you".to_owned(),
        Actor::Person(_) => others.to_owned(),
        Actor::Function(name) => format!("the program {name}"),
    }
}

fn told(record: &AuditRecord, by: String, detail: Value) -> Value {
    json!({"at": record.deed.at, "what": record.deed.what, "detail": detail, "by": by})
}
