//! `GET /api/me/data`: what is kept about the caller, in numbers, with her export and her erasure if she asked for them.

use cloud::{
    App, Error, Failure, Reply, Request, reply,
    table::{privacy::Loose, record::Record},
    wire::{ExportView, PersonView, PlanView},
};
use domain::{
    PersonId,
    artifact::{ByteBudget, Standing},
    bundle::Bundle,
    comment_bank::CommentBank,
    erasure::Plan,
    export::Export,
    letter::Letter,
    local_questions::LocalAnswers,
    policy::StatedFacts,
    qualification::Calibration,
    reciprocity::Imported,
    recognition::Recognitions,
    report::EffortLog,
    submission::State,
};
use serde::Serialize;

#[derive(Serialize)]
struct Answer<'a> {
    person: PersonView<'a>,
    held: Held,
    #[serde(skip_serializing_if = "Option::is_none")]
    export: Option<ExportView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    erasure: Option<PlanView>,
}

#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct Held {
    submissions: usize,
    files: usize,
    bytes: u64,
    awards: usize,
    bundles: usize,
    letters: usize,
    facts: usize,
    claims: usize,
    foreign_badges: usize,
    efforts: usize,
    local_answers: usize,
    calibrations: usize,
    comments: usize,
    sessions: usize,
}

/// Answers `GET /api/me/data`.
///
/// # Errors
/// [`domain::Refusal::SignedOut`] without a session.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;

    let person = app.table.person(caller).await?;
    let records = app.table.everything_of(caller).await?;
    let held = held(app, caller, &records).await?;
    let export: Option<Export> = only(&records)?;
    let plan: Option<Plan> = only(&records)?;

    reply::ok(&Answer {
        person: PersonView::from(&person),
        held,
        export: export.and_then(|export| ExportView::of(&export, app.now())),
        erasure: plan.as_ref().map(PlanView::from),
    })
}

async fn held(app: &App, caller: PersonId, records: &[Loose]) -> Result<Held, Error> {
    let budget: Option<ByteBudget> = only(records)?;
    let comments: Option<CommentBank> = only(records)?;
    let mut held = Held {
        bytes: budget.map_or(0, |budget| budget.reserved),
        bundles: count::<Bundle>(records),
        letters: count::<Letter>(records),
        facts: count::<StatedFacts>(records),
        claims: count::<Recognitions>(records),
        foreign_badges: count::<Imported>(records),
        efforts: count::<EffortLog>(records),
        local_answers: count::<LocalAnswers>(records),
        calibrations: count::<Calibration>(records),
        comments: comments.map_or(0, |bank| bank.comments.len()),
        sessions: app.table.sessions_of(caller).await?.len(),
        ..Held::default()
    };
    for id in app.table.submissions_of(caller).await? {
        let dossier = app.table.dossier(id).await?;
        let kept = dossier.artifacts.iter().filter(|artifact| artifact.state.standing() != Standing::Gone);
        held.submissions += 1;
        held.files += kept.count();
        held.awards += usize::from(matches!(dossier.submission.state, State::Awarded { .. }));
    }
    Ok(held)
}

fn count<T: Record>(records: &[Loose]) -> usize {
    records.iter().filter(|record| record.is::<T>()).count()
}

/// The one record of that kind, if there is one.
fn only<T: Record>(records: &[Loose]) -> Result<Option<T>, Failure> {
    records.iter().find_map(|record| record.open().transpose()).transpose()
}
