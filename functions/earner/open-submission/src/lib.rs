//! `POST /api/submissions`: opens a submission, or the next attempt of one that was given back.
//!
//! An earner has one submission of a definition under way. Asking again while it is a draft answers
//! with that draft, so asking twice changes nothing.

mod prerequisites;

use cloud::{
    App, Error, Reply, Request, reply, request,
    table::{Commit, Dossier, keys::Key, record::SubmissionsOf},
    wire::{SubmissionView, Viewer},
};
use domain::{
    Refusal, Slug,
    audit::{Actor, Deed},
    microcredential::Edition,
    person::Person,
    submission::{Goal, State, Submission},
};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    microcredential: Slug,
    goal: Goal,
}

/// Answers `POST /api/submissions`.
///
/// # Errors
/// [`Refusal::Forbidden`] for who is no earner, or lacks what it builds on, and for a stack; [`Refusal::NotFound`] for no such definition;
/// [`Refusal::Exists`] when one was handed in or awarded.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let asked: Asked = request::json(app, &request, "open-submission")?;

    let person = app.table.person(caller).await?;
    person.district()?;
    let key = Key::SubmissionsOf(caller, asked.microcredential.clone());
    let known: Option<SubmissionsOf> = app.table.find(key).await?;

    match known {
        None => open(app, &person, &asked, None).await,
        Some(known) => {
            let dossier = app.table.dossier(known.current).await?;
            match dossier.submission.state {
                State::Draft => answer(app, &dossier).await,
                State::NotYet { .. } => reopen(app, dossier).await,
                State::Withdrawn { .. } => {
                    open(app, &person, &asked, Some((known, &dossier.submission))).await
                }
                State::Submitted { .. } | State::InAssessment { .. } | State::Assessed { .. } => {
                    Err(Refusal::Exists("you handed this in and its decision is pending.".into()).into())
                }
                State::Awarded { .. } => Err(Refusal::Exists("you hold this award.".into()).into()),
            }
        }
    }
}

/// `former` is the one that she took back last, with her entry.
async fn open(
    app: &App,
    person: &Person,
    asked: &Asked,
    former: Option<(SubmissionsOf, &Submission)>,
) -> Reply {
    let edition = app.table.newest(&asked.microcredential).await?;
    if edition.definition.is_stack() {
        let message = "This is awarded by itself to whoever holds all that it is made of.";
        return Err(Refusal::Forbidden(message.to_owned()).into());
    }
    prerequisites::must_be_held(app, person.id, &edition).await?;

    let begun = begin(app, person, asked.goal, &edition);
    let (known, submission) = match former {
        Some((known, former)) => (Some(known), begun.begun_after(former)),
        None => (None, begun),
    };
    let entry = entry(&submission, known);
    let detail = json!({"microcredential": submission.microcredential, "edition": submission.edition});
    let deed = Deed::new("opened", detail, Actor::Person(person.id), app.now());
    let commit = Commit::new().create(&submission)?.save(&entry)?.deed(submission.id, deed);

    let dossier = match app.table.try_commit(commit).await? {
        Ok(()) => Dossier::of(submission),
        // The same was asked twice at once, and the other one made the draft.
        Err(_lost) => {
            let key = Key::SubmissionsOf(person.id, asked.microcredential.clone());
            app.table.dossier(app.table.load::<SubmissionsOf>(key).await?.current).await?
        }
    };
    answer(app, &dossier).await
}

async fn reopen(app: &App, dossier: Dossier) -> Reply {
    let now = app.now();
    let id = dossier.submission.id;
    let former = dossier.current_attempt().cloned();
    let submission = dossier.submission.reopen()?;
    let deed =
        Deed::new("reopened", json!({"attempt": submission.attempt}), Actor::Person(submission.earner), now);
    let mut commit = Commit::new().replace(&submission)?.deed(id, deed);
    if let Some(former) = former {
        commit = commit.create(&former.next(&submission.carried, now))?;
    }

    // Lost: the same was asked twice at once, and the other one opened the attempt.
    let _ = app.table.try_commit(commit).await?;

    answer(app, &app.table.dossier(id).await?).await
}

fn begin(app: &App, person: &Person, goal: Goal, edition: &Edition) -> Submission {
    Submission {
        id: app.id(),
        version: 1,
        earner: person.id,
        organisations: Default::default(),
        microcredential: edition.definition.id.clone(),
        edition: edition.version,
        issuer: edition.issuer,
        goal,
        which_goal: None,
        opened: app.now(),
        attempt: 1,
        carried: Default::default(),
        barred: Default::default(),
        practice: None,
        given_back: None,
        scored_by: Default::default(),
        coached_by: Default::default(),
        erased: None,
        state: State::Draft,
    }
    .known_where(person)
}

/// The earner's entry for the definition, with `submission` as the current one.
fn entry(submission: &Submission, known: Option<SubmissionsOf>) -> SubmissionsOf {
    let (version, former) = known.map_or((1, Vec::new()), |known| {
        (known.version + 1, known.former.into_iter().chain([known.current]).collect())
    });
    SubmissionsOf {
        earner: submission.earner,
        microcredential: submission.microcredential.clone(),
        version,
        current: submission.id,
        former,
    }
}

async fn answer(app: &App, dossier: &Dossier) -> Result<cloud::Response, Error> {
    let submission = &dossier.submission;
    let edition = app.table.edition(&submission.microcredential, submission.edition).await?;
    reply::created(&SubmissionView::of(dossier, &edition, Viewer::Earner))
}
