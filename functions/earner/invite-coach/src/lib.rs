//! `POST /api/submissions/{submission}/coaches`: the earner of a draft asks somebody to coach her.
//!
//! The answer is the same whether the address is known or not, and whether its owner was asked to score the work before:
//! then no letter goes out, so that neither learns who the other is.

use std::collections::BTreeSet;

use cloud::{
    App, Error, Reply, Request, coaching, founding, reply, request,
    table::{
        Commit, Dossier, Lost, beside_others,
        coaching::Coached,
        keys::Key,
        record::{EmailOwner, Record, SubmissionsOf},
    },
    wire::CoachingView,
};
use domain::{
    PersonId, SubmissionId,
    audit::{Actor, Deed},
    coaching::{Coach, Coaching, Invited},
    email::EmailAddress,
    letter::CoachingNews,
    person::Person,
    plain_text::DisplayName,
    submission::Submission,
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

    // What is typed beside it, or taken out, changes the submission too; and another may ask the same stranger.
    let coaching =
        beside_others(&[Submission::KIND, EmailOwner::KIND], || invite(app, caller, id, &asked)).await?;

    reply::created(&CoachingView::from(coaching))
}

/// The inner error: somebody was first.
async fn invite(
    app: &App,
    caller: PersonId,
    id: SubmissionId,
    asked: &Asked,
) -> Result<Result<Coaching, Lost>, Error> {
    let dossier = app.table.dossier(id).await?;
    dossier.submission.must_belong_to(caller)?;
    let hers = app.table.coachings_of(caller).await?;
    let scored = scored(app, &dossier, &hers).await?;
    let earner = app.table.person(caller).await?;
    let (person, comes) = founding::whoever_has(app, &asked.email, &asked.name, earner.language).await?;

    let coach = Coach { person: person.id, name: asked.name.clone(), email: asked.email.clone() };
    let invited = Coaching::invite(&hers, dossier.submission, &scored, coach, app.now())?;

    let commit = commit(app, &invited, &earner, &person).await?.and(comes);
    Ok(app.table.try_commit(commit).await?.map(|()| invited.coaching))
}

/// Who was ever asked to score it, or what it was begun after: the work may be the same. And who was kept out of that.
async fn scored(app: &App, dossier: &Dossier, hers: &[Coaching]) -> Result<BTreeSet<PersonId>, Error> {
    let submission = &dossier.submission;
    let key = Key::SubmissionsOf(submission.earner, submission.microcredential.clone());
    let former = app.table.find::<SubmissionsOf>(key).await?.map(|entry| entry.former).unwrap_or_default();

    let mut scored: BTreeSet<PersonId> = dossier.assignments.iter().map(|one| one.assessor).collect();
    for id in &former {
        scored.extend(app.table.assignments(*id).await?.iter().map(|one| one.assessor));
    }
    let kept_out = hers.iter().filter(|one| one.kept_out && former.contains(&one.submission));
    scored.extend(kept_out.filter_map(|one| one.coach.as_ref()).map(|coach| coach.person));
    Ok(scored)
}

async fn commit(app: &App, invited: &Invited, earner: &Person, person: &Person) -> Result<Commit, Error> {
    let Invited { coaching: hers, submission } = invited;
    let (submission_id, number) = (submission.id, hers.number);
    let deed = Deed::new(
        "coach-invited",
        json!({"submission": submission_id, "number": number}),
        Actor::Person(earner.id),
        app.now(),
    );
    let mut commit = Commit::new().replace(submission)?.save(hers)?.deed(earner.id, deed);
    if hers.version == 1 {
        let coached = Coached { coach: person.id, submission: submission_id, earner: earner.id, number };
        commit = commit.create(&coached)?;
    }
    if !hers.kept_out {
        let edition = app.table.edition(&submission.microcredential, submission.edition).await?;
        let news = CoachingNews::Asked { earner: earner.name.to_string() };
        commit = commit.and(coaching::letter_to(app, person, (submission, &edition), news)?);
    }
    Ok(commit)
}
