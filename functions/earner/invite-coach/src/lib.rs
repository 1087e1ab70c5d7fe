//! `POST /api/submissions/{submission}/coaches`: the earner of a draft asks somebody to coach her.
//!
//! The answer is the same whether the address is known or not, and whether its owner was asked to score the work before:
//! then no letter goes out, so that neither learns who the other is.

use cloud::{
    App, Error, Reply, Request, founding, reply, request,
    table::{Commit, coaching::Coached},
    wire::CoachingView,
};
use domain::{
    SubmissionId,
    audit::{Actor, Deed},
    coaching::{Coach, Coaching, Invited},
    email::EmailAddress,
    letter::{CoachingNews, Content},
    person::Person,
    plain_text::DisplayName,
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    name: DisplayName,
    email: EmailAddress,
}

/// Answers `POST /api/submissions/{submission}/coaches`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for whose submission it isn't; otherwise as [`Coaching::invite`].
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: SubmissionId = request::path(&request, "submission")?;
    let asked: Asked = request::json(app, &request, "invite-coach")?;

    let dossier = app.table.dossier(id).await?;
    dossier.submission.must_belong_to(caller)?;
    let former = app.table.coachings(caller, id).await?;
    let earner = app.table.person(caller).await?;
    let known = founding::person_by_email(app, &asked.email).await?;
    let person = known.clone().unwrap_or_else(|| stranger(app, &asked, &earner));

    let coach = Coach { person: person.id, name: asked.name, email: asked.email };
    let scored = dossier.assignments.iter().map(|assignment| assignment.assessor).collect();
    let invited = Coaching::invite(&former, dossier.submission, &scored, coach, app.now())?;

    let mut commit = commit(app, &invited, &earner, &person).await?;
    if known.is_none() {
        commit = commit.create_person(&person)?;
    }
    app.table.commit(commit).await?;
    reply::created(&CoachingView::from(invited.coaching))
}

/// Somebody whom nobody here knew: she can sign in, and belongs nowhere.
fn stranger(app: &App, asked: &Asked, earner: &Person) -> Person {
    Person {
        id: app.id(),
        version: 1,
        email: asked.email.clone(),
        name: asked.name.clone(),
        language: earner.language,
        memberships: Vec::new(),
    }
}

async fn commit(app: &App, invited: &Invited, earner: &Person, person: &Person) -> Result<Commit, Error> {
    let Invited { coaching, submission } = invited;
    let (submission_id, number) = (submission.id, coaching.number);
    let deed = Deed::new(
        "coach-invited",
        json!({"submission": submission_id, "number": number}),
        Actor::Person(earner.id),
        app.now(),
    );
    let mut commit = Commit::new().replace(submission)?.save(coaching)?.deed(earner.id, deed);
    if coaching.version == 1 {
        let coached = Coached { coach: person.id, submission: submission_id, earner: earner.id, number };
        commit = commit.create(&coached)?;
    }
    if !coaching.kept_out {
        let edition = app.table.edition(&submission.microcredential, submission.edition).await?;
        let title = edition.definition.title.clone();
        let news = CoachingNews::Asked { earner: earner.name.to_string() };
        let content = Content::Coaching { submission: submission_id, title, news };
        commit = commit.create(&app.letter(person, None, content))?;
    }
    Ok(commit)
}
