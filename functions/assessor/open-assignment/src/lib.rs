//! `POST /api/assignments/open`: opens the one assignment that a mailed link leads to.
//!
//! The first browser gets a session. Another one gets it with six digits that are mailed when it asks.
//! Evidence opens later, with the statement that the assessor has no conflict.

use cloud::{
    App, Error, Reply, Request, Response, reply, request,
    session::{Pass, assignment_cookie, cookie},
    table::{Commit, keys::Key},
};
use domain::{
    AssignmentId, Refusal,
    assignment::Assignment,
    audit::{Actor, Deed},
    letter::Content,
    link::Link,
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    token: String,
    code: Option<String>,
    #[serde(default)]
    bearer: bool,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase", tag = "is")]
enum Answer<'a> {
    CodeSent {
        message: &'static str,
    },
    Opened {
        assignment: AssignmentId,
        due: Timestamp,
        #[serde(rename = "conflictStated")]
        conflict_stated: bool,
        #[serde(skip_serializing_if = "Option::is_none")]
        bearer: Option<&'a str>,
    },
}

/// Answers `POST /api/assignments/open`.
///
/// # Errors
/// [`Refusal::LinkOver`] once the assignment is over; [`Refusal::WrongCode`]; [`Refusal::NotFound`]
/// for what is no link to an assignment.
pub async fn handle(app: &App, request: Request) -> Reply {
    let asked: Asked = request::json(app, &request, "open-assignment")?;
    let now = app.now();
    let Link::Assignment { submission, assignment, .. } = app.seal.open(&asked.token)? else {
        return Err(Refusal::NotFound.into());
    };

    // The assignment says more of its end than the link does: it may have ended before its time.
    let assignment: Assignment = app.table.load(Key::Assignment(submission, assignment)).await?;
    assignment.stated(now)?;

    if knows(app, &request, &assignment).await? {
        return enter(app, assignment, &asked).await;
    }
    match &asked.code {
        Some(digits) => {
            let assignment = spend_try(app, assignment, digits).await?;
            enter(app, assignment, &asked).await
        }
        None if assignment.first_opened.is_none() => enter(app, assignment, &asked).await,
        None => send_code(app, assignment).await,
    }
}

/// Whether this browser opened the assignment before.
async fn knows(app: &App, request: &Request, assignment: &Assignment) -> Result<bool, Error> {
    match app.assignment_session(request, assignment.id).await {
        Ok(_) => Ok(true),
        Err(Error::Refusal(Refusal::ForeignOrigin)) => Err(Refusal::ForeignOrigin.into()),
        Err(Error::Refusal(_)) => Ok(false),
        Err(failure) => Err(failure),
    }
}

/// Stores that a try is spent, then compares.
async fn spend_try(app: &App, assignment: Assignment, digits: &str) -> Result<Assignment, Error> {
    let (assignment, nonce) = assignment.try_code(app.now())?;

    app.table.commit(Commit::new().replace(&assignment)?).await?;

    if app.seal.is_code(&nonce, digits)? { Ok(assignment) } else { Err(Refusal::WrongCode.into()) }
}

async fn send_code(app: &App, assignment: Assignment) -> Reply {
    let nonce = format!("{:032x}", app.dice.bits());
    let assignment = assignment.send_code(nonce.clone(), app.now())?;
    let assessor = app.table.person(assignment.assessor).await?;
    let until = assignment.code.as_ref().map_or(app.now(), |code| code.until);
    let letter = app.letter(
        &assessor,
        Some(assignment.issuer),
        Content::Code { assignment: assignment.id, nonce, until },
    );
    let deed = Deed::new(
        "code-sent",
        json!({"assignment": assignment.id}),
        Actor::Person(assignment.assessor),
        app.now(),
    );

    app.table
        .commit(Commit::new().replace(&assignment)?.create(&letter)?.deed(assignment.submission, deed))
        .await?;

    reply::accepted(&Answer::CodeSent {
        message: "This link was opened in another browser before. Six digits are on their way to the same address.",
    })
}

async fn enter(app: &App, assignment: Assignment, asked: &Asked) -> Reply {
    let now = app.now();
    let assignment = assignment.entered(now);
    let detail = json!({"assignment": assignment.id});
    let deed = Deed::new("assignment-opened", detail, Actor::Person(assignment.assessor), now);

    app.table.commit(Commit::new().replace(&assignment)?.deed(assignment.submission, deed)).await?;

    let token = app.seal.close_pass(&Pass::from(&assignment))?;
    opened(&assignment, &token, asked.bearer, now)
}

fn opened(assignment: &Assignment, token: &str, bearer: bool, now: Timestamp) -> Result<Response, Error> {
    let response = reply::ok(&Answer::Opened {
        assignment: assignment.id,
        due: assignment.due,
        conflict_stated: assignment.stated(now)?.is_some(),
        bearer: bearer.then_some(token),
    })?;
    if bearer {
        return Ok(reply::secret(response));
    }
    let seconds = assignment.link_ends().duration_since(now).as_secs();
    reply::with_header(
        response,
        reply::SET_COOKIE,
        &cookie(&assignment_cookie(assignment.id), token, seconds),
    )
}
