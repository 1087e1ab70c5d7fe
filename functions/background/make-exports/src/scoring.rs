//! What is kept about somebody who scores: her entries in rosters, and what she was measured by.
//!
//! Works that she was measured by are other people's, and what is right of them is the issuer's: neither is told.

use cloud::{App, Error, table::keys::Key};
use domain::{
    assignment::Assessor,
    person::{Person, Role},
    qualification::{Answer, Calibration},
};
use serde_json::{Value, json};

/// All of it; nothing for who scores for nobody.
pub(crate) async fn of(app: &App, person: &Person) -> Result<Value, Error> {
    let mut rosters: Vec<Assessor> = Vec::new();
    for issuer in person.organisations_as(Role::Assessor) {
        rosters.extend(app.table.find(Key::Assessor(person.id, issuer)).await?);
    }
    let calibrations = app.table.calibrations(person.id).await?;
    Ok(json!({"rosters": rosters, "calibrations": calibrations.iter().map(told).collect::<Vec<_>>()}))
}

/// Her scores and what all of them came to. How far each agrees is told once all are in, as on her own page.
fn told(calibration: &Calibration) -> Value {
    let Calibration { microcredential, round, .. } = calibration;
    let scores = |answer: &Answer| json!({"at": answer.at, "scores": answer.scores});
    let works: Vec<Value> =
        round.works.iter().map(|piece| piece.answer.as_ref().map_or(Value::Null, scores)).collect();
    json!({"microcredential": microcredential, "edition": round.edition, "begun": round.begun, "ends": round.ends,
        "works": works, "outcome": round.outcome})
}
