//! `POST /api/sign-in`: mails a link that opens a session, or six digits where no link can be pressed.
//!
//! Whether the address is known can't be told from the answer: it is always the same, and takes the
//! same writes but one.

use cloud::{
    App, Error, Reply, Request, founding, reply, request,
    table::{Commit, email_hash, keys::Key},
};
use domain::{
    email::EmailAddress,
    letter::Content,
    link::{Link, SIGN_IN_MINUTES},
    person::Person,
    sign_in::Allowance,
};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct Asked {
    email: EmailAddress,
    #[serde(default)]
    code: bool,
}

#[derive(Serialize)]
struct Answer {
    message: &'static str,
}

/// Answers `POST /api/sign-in`.
///
/// # Errors
/// [`domain::Refusal::Invalid`] for what is no address; [`domain::Refusal::TooMany`] for a second code
/// within a minute.
pub async fn handle(app: &App, request: Request) -> Reply {
    let asked: Asked = request::json(app, &request, "request-sign-in")?;
    let hash = email_hash(&asked.email);

    let person = founding::person_by_email(app, &asked.email).await?;
    let allowance = app.table.find(Key::Allowance(hash.clone())).await?;

    if let Some(allowance) = Allowance::take_letter(allowance, hash, app.now()) {
        let (allowance, content) = if asked.code { code(app, allowance)? } else { (allowance, None) };
        send(app, person.as_ref(), &allowance, content).await?;
    }

    reply::accepted(&Answer {
        message: if asked.code {
            "If we know this address, a letter with six digits is on its way to it."
        } else {
            "If we know this address, a letter with a link is on its way to it."
        },
    })
}

/// The allowance with a new code, and what the letter with it is about.
fn code(app: &App, allowance: Allowance) -> Result<(Allowance, Option<Content>), Error> {
    let nonce = nonce(app);
    let allowance = allowance.send_code(nonce.clone(), app.now())?;
    let content = allowance.code.as_ref().map(|code| Content::SignInCode { nonce, until: code.until });
    Ok((allowance, content))
}

async fn send(
    app: &App,
    person: Option<&Person>,
    allowance: &Allowance,
    content: Option<Content>,
) -> Result<(), Error> {
    let mut commit = Commit::new().save(allowance)?;
    if let Some(person) = person {
        let content = content.unwrap_or_else(|| link(app, person));
        commit = commit.create(&app.letter(person, None, content))?;
    }
    // Lost: the same address asked at the same moment, and that letter is on its way.
    let _ = app.table.try_commit(commit).await?;
    Ok(())
}

fn link(app: &App, person: &Person) -> Content {
    let ends = app.now() + domain::link::minutes(SIGN_IN_MINUTES);
    Content::SignIn { link: Link::SignIn { person: person.id, nonce: nonce(app), ends } }
}

fn nonce(app: &App) -> String {
    format!("{:032x}", app.dice.bits())
}
