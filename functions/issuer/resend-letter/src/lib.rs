//! `POST /api/letters/{letter}/resend`: puts a letter on its way again that was given up, or once more one that
//! was delivered.
//!
//! The table's stream brings it to the queue like a new one. Asked twice, it goes out once.

use cloud::{App, Reply, Request, reply, request, table::Commit, wire::LetterView};
use domain::{
    LetterId, PersonId, Refusal,
    audit::{Actor, Deed},
    letter::Letter,
    person::{Person, Role},
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    /// To whom it is, if that is somebody of ours.
    person: Option<PersonId>,
}

/// Answers `POST /api/letters/{letter}/resend`.
///
/// # Errors
/// [`Refusal::NotFound`] for who is not the staff that looks after it; [`Refusal::WrongState`] when
/// the link in it is over.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: LetterId = request::path(&request, "letter")?;
    let asked: Asked = request::json(app, &request, "resend-letter")?;

    let person = app.table.person(caller).await?;
    let letter = app.table.letter(asked.person, id).await?.ok_or(Refusal::NotFound)?;
    must_look_after(app, &person, &letter)?;

    let seen = letter.version;
    let letter = letter.resend(app.now())?;

    if letter.version != seen {
        let deed = Deed::new(
            "letter-sent-again",
            json!({"kind": letter.content.kind()}),
            Actor::Person(caller),
            app.now(),
        );
        app.table.commit(Commit::new().replace(&letter)?.deed(id, deed)).await?;
    }
    reply::accepted(&LetterView::of(letter, app.now()))
}

/// An issuer's letters are its staff's; the others are the first administrator's.
fn must_look_after(app: &App, person: &Person, letter: &Letter) -> Result<(), Refusal> {
    match letter.issuer {
        Some(issuer) => person.must_be(&[Role::Issuer, Role::Administrator], issuer),
        None if person.email == app.settings.first_administrator => Ok(()),
        None => Err(Refusal::NotFound),
    }
}
