//! What happened to somebody, out of the audit trail: other people are not named in it, not even by a number.

use cloud::{App, Failure};
use domain::{
    PersonId,
    audit::{Actor, AuditRecord},
};
use serde_json::{Value, json};

/// The records about her, in order.
pub(crate) async fn to(app: &App, person: PersonId) -> Result<Vec<Value>, Failure> {
    let records = app.table.chain(&person.to_string()).await?;
    Ok(records.iter().map(|record| told(record, person)).collect())
}

fn told(record: &AuditRecord, person: PersonId) -> Value {
    let by = match &record.deed.actor {
        Actor::Person(actor) if *actor == person => "you".to_owned(),
        Actor::Person(_) => "somebody of your organisation".to_owned(),
        Actor::Function(name) => format!("the program {name}"),
    };
    json!({"at": record.deed.at, "what": record.deed.what, "detail": record.deed.detail, "by": by})
}
