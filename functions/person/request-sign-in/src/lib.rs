//! `POST /api/sign-in`: mails a link that opens a session.
//!
//! Whether the address is known can't be told from the answer: it is always the same, and takes the
//! same writes but one.

use cloud::{
    App, Error, Reply, Request, founding, reply, request,
    table::{Commit, email_hash, keys::Key, record::Allowance},
};
use domain::{
    email::EmailAddress,
    letter::Content,
    link::{Link, SIGN_IN_MINUTES},
    person::Person,
};
use serde::{Deserialize, Serialize};

/// The most sign-in letters to one address in an hour.
const LETTERS_AN_HOUR: u32 = 6;

#[derive(Deserialize)]
struct Asked {
    email: EmailAddress,
}

#[derive(Serialize)]
struct Answer {
    message: &'static str,
}

/// Answers `POST /api/sign-in`.
///
/// # Errors
/// [`domain::Refusal::Invalid`] for what is no address.
pub async fn handle(app: &App, request: Request) -> Reply {
    let asked: Asked = request::json(app, &request, "request-sign-in")?;

    let person = founding::person_by_email(app, &asked.email).await?;
    let allowance = app.table.find(Key::Allowance(email_hash(&asked.email))).await?;

    if let Some(allowance) = take_one(app, &asked.email, allowance) {
        send(app, person.as_ref(), &allowance).await?;
    }

    reply::accepted(&Answer { message: "If we know this address, a letter with a link is on its way to it." })
}

/// The allowance with one letter more; `None` when the address had its share of this hour.
fn take_one(app: &App, email: &EmailAddress, earlier: Option<Allowance>) -> Option<Allowance> {
    let now = app.now();
    let version = earlier.as_ref().map_or(1, |earlier| earlier.version + 1);
    let hash = email_hash(email);
    match earlier {
        Some(earlier) if now.duration_since(earlier.since).as_hours() < 1 => (earlier.letters
            < LETTERS_AN_HOUR)
            .then_some(Allowance { hash, version, letters: earlier.letters + 1, since: earlier.since }),
        Some(_) | None => Some(Allowance { hash, version, letters: 1, since: now }),
    }
}

async fn send(app: &App, person: Option<&Person>, allowance: &Allowance) -> Result<(), Error> {
    let mut commit = Commit::new().save(allowance)?;
    if let Some(person) = person {
        let link = Link::SignIn {
            person: person.id,
            nonce: format!("{:032x}", app.dice.bits()),
            ends: app.now() + domain::link::minutes(SIGN_IN_MINUTES),
        };
        commit = commit.create(&app.letter(person, None, Content::SignIn { link }))?;
    }
    // Lost: the same address asked at the same moment, and that letter is on its way.
    let _ = app.table.try_commit(commit).await?;
    Ok(())
}
