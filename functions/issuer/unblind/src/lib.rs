//! `POST /api/submissions/{submission}/unblinding`: the issuer learns whose work it is, and says why.
//!
//! It is recorded before it is told, every time. Whoever knows scores no attempt of it any more.

use cloud::{App, Error, Reply, Request, reply, request, table::Commit};
use domain::{
    OrganisationId, PersonId, Refusal, SubmissionId,
    audit::{Actor, Deed},
    person::{Person, Role},
    submission::Submission,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    reason: String,
}

#[derive(Serialize)]
struct Answer {
    person: PersonId,
    name: String,
    email: String,
    places: Vec<Place>,
}

/// Where she belongs.
#[derive(Serialize)]
struct Place {
    organisation: OrganisationId,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    school: Option<String>,
}

/// Answers `POST /api/submissions/{submission}/unblinding`.
///
/// # Errors
/// [`Refusal::NotFound`] for who isn't the issuer's staff, is the earner, or has it to score;
/// [`Refusal::Invalid`] without a reason.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: SubmissionId = request::path(&request, "submission")?;
    let asked: Asked = request::json(app, &request, "unblind")?;

    let submission = app.table.submission(id).await?;
    app.table.person(caller).await?.must_be(&[Role::Issuer], submission.issuer)?;
    must_be_told(&submission, caller)?;
    let earner = app.table.person(submission.earner).await?;
    let places = places(app, &earner).await?;

    let reason = domain::plain_text::block(&asked.reason);
    if reason.trim().is_empty() {
        return Err(Refusal::invalid("/reason", "Write down why you need to know whose work it is.").into());
    }
    let deed = Deed::new("unblinded", json!({"reason": reason}), Actor::Person(caller), app.now());

    let knowing = submission.barring(caller).touched();
    app.table.commit(Commit::new().replace(&knowing)?.deed(id, deed)).await?;

    let answer =
        Answer { person: earner.id, name: earner.name.to_string(), email: earner.email.to_string(), places };
    reply::ok(&answer).map(reply::secret)
}

/// Whose work it is, and who scores it, are told nothing.
fn must_be_told(submission: &Submission, caller: PersonId) -> Result<(), Refusal> {
    if submission.earner == caller || !submission.was_handed_in() {
        return Err(Refusal::NotFound);
    }
    if submission.erased.is_some() {
        let because = "its earner had everything of theirs erased".into();
        return Err(Refusal::WrongState { what: "Learning whose work this is", because });
    }
    submission.must_not_be_scored_or_coached_by(caller)
}

async fn places(app: &App, earner: &Person) -> Result<Vec<Place>, Error> {
    let mut places = Vec::new();
    for place in &earner.memberships {
        let organisation = app.table.organisation(place.organisation).await?;
        places.push(Place {
            organisation: organisation.id,
            name: organisation.name.to_string(),
            school: place.school.as_ref().map(ToString::to_string),
        });
    }
    Ok(places)
}
