//! What is kept about somebody who scores: her entries in rosters, what she was measured by, and her pauses.
//!
//! Works that she was measured by, or that are to be read again, are other people's, and what is right of them is the
//! issuer's: neither is told.

use cloud::{App, Error, table::keys::Key};
use domain::{
    assignment::Assessor,
    person::{Person, Role},
    qualification::{Answer, Calibration},
    reliability::{Pause, PauseState},
};
use serde_json::{Value, json};

/// All of it; nothing for who scores for nobody.
pub(crate) async fn of(app: &App, person: &Person) -> Result<Value, Error> {
    let mut rosters: Vec<Assessor> = Vec::new();
    for issuer in person.organisations_as(Role::Assessor) {
        rosters.extend(app.table.find(Key::Assessor(person.id, issuer)).await?);
    }
    let calibrations = app.table.calibrations(person.id).await?;
    let pauses = app.table.pauses_of(person.id).await?;
    Ok(json!({"rosters": rosters, "calibrations": calibrations.iter().map(told).collect::<Vec<_>>(),
        "pauses": pauses.iter().map(paused).collect::<Vec<_>>()}))
}

/// Since when and why she is paused; and since when and why no more, without who lifted it.
fn paused(pause: &Pause) -> Value {
    let Pause { microcredential, at, crossing, state, .. } = pause;
    let lifted = match state {
        PauseState::Begun | PauseState::Lasting { .. } => Value::Null,
        PauseState::Lifted { at, reason, .. } => json!({"at": at, "reason": reason}),
    };
    json!({"microcredential": microcredential, "at": at, "crossing": crossing, "lifted": lifted})
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
