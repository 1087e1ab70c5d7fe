//! Calibrations as they are carried out: who may, on which benchmarks, what they look like, and how they end.
//!
//! The rules are [`domain::qualification`]'s. What is here finds what they are asked about.

use std::sync::Arc;

use domain::{
    PersonId, Refusal, Slug, SubmissionId,
    assignment::Assessor,
    audit::{Actor, Deed},
    design_check::RubricPrint,
    letter::Content,
    microcredential::{AUTHORS, Edition},
    person::{Person, Role},
    qualification::{Benchmark, Calibration, Piece, Rule, Work},
    submission::Submission,
};
use serde_json::json;

use crate::{
    App, Error, Failure,
    table::{Commit, Dossier, keys::Key, record::Record},
    wire::{CalibrationView, PracticeView, ScoredView},
};

/// How often an assessor's entry may change before we give up for now.
const TRIES: usize = 8;

/// The newest version of a definition, and the member of its issuer's staff who keeps benchmarks of it.
///
/// # Errors
/// [`Refusal::NotFound`] for who isn't; [`Refusal::Forbidden`] for who is an assessor as well: she would know the scores
/// by which she is measured.
pub async fn keeper(app: &App, caller: PersonId, slug: &Slug) -> Result<(Arc<Edition>, Person), Error> {
    let newest = app.table.newest(slug).await?;
    let person = app.table.person(caller).await?;
    person.must_be(&AUTHORS, newest.issuer)?;
    if person.is(Role::Assessor, newest.issuer) {
        let sentence = "You score for this issuer: whoever is measured by benchmarks doesn't see their scores. Ask a \
                        colleague who doesn't.";
        return Err(Refusal::Forbidden(sentence.into()).into());
    }
    Ok((newest, person))
}

/// The newest version of a definition, and an assessor's entry in its issuer's roster.
///
/// # Errors
/// [`Refusal::NotFound`] for who doesn't score for the issuer.
pub async fn trainee(app: &App, caller: PersonId, slug: &Slug) -> Result<(Arc<Edition>, Assessor), Error> {
    let newest = app.table.newest(slug).await?;
    app.table.person(caller).await?.must_be(&[Role::Assessor], newest.issuer)?;
    let entry = app.table.load(Key::Assessor(caller, newest.issuer)).await?;
    Ok((newest, entry))
}

/// Benchmarks for an assessor, and the submissions whose work they are.
#[derive(Debug, Default)]
pub struct Chosen {
    /// In the order in which they are scored.
    pub benchmarks: Vec<Benchmark>,
    /// Of those that are somebody's work.
    pub sources: Vec<Submission>,
}

/// Draws as many benchmarks as the rule asks for, of those that this assessor may be given; fewer when there aren't more.
///
/// # Errors
/// The table can't be reached.
pub async fn choose(
    app: &App,
    entry: &Assessor,
    former: Option<&Calibration>,
    slug: &Slug,
    (rule, rubric): (Rule, RubricPrint),
) -> Result<Chosen, Error> {
    let seen = former.map(|former| former.seen.clone()).unwrap_or_default();
    let mut left = app.table.benchmarks(slug).await?;
    left.retain(|benchmark| benchmark.is_for(entry, rubric, &seen));

    let mut chosen = Chosen::default();
    while chosen.benchmarks.len() < usize::from(rule.works) && !left.is_empty() {
        let drawn = app.dice.below(u32::try_from(left.len()).unwrap_or(u32::MAX));
        let benchmark = left.swap_remove(drawn as usize);
        if chosen.benchmarks.iter().any(|other| other.work == benchmark.work) {
            continue;
        }
        if let Some(source) = benchmark.work.source() {
            match shown_to(app, source, entry).await? {
                Some(submission) => chosen.sources.push(submission),
                None => continue,
            }
        }
        chosen.benchmarks.push(benchmark);
    }
    Ok(chosen)
}

/// The submission, when its work may be shown to this assessor.
async fn shown_to(app: &App, source: SubmissionId, entry: &Assessor) -> Result<Option<Submission>, Error> {
    let dossier = app.table.dossier(source).await?;
    let had_it = dossier.assignments.iter().any(|assignment| assignment.assessor == entry.person);
    Ok(Benchmark::may_show(&dossier.submission, entry, had_it).then_some(dossier.submission))
}

/// Whether a calibration is open, by that rubric, and can be finished.
///
/// # Errors
/// The table can't be reached.
pub async fn goes_on(app: &App, calibration: &Calibration, rubric: RubricPrint) -> Result<bool, Error> {
    let round = &calibration.round;
    if !round.is_open(app.now()) || round.rubric != rubric {
        return Ok(false);
    }
    for piece in round.works.iter().filter(|piece| piece.answer.is_none()) {
        match must_be_permitted(app, piece).await {
            Ok(()) => {}
            Err(Error::Refusal(_)) => return Ok(false),
            Err(failure) => return Err(failure),
        }
    }
    Ok(true)
}

/// `Ok` while the earner of a work, if it is one's, permits that assessors practise on it.
///
/// # Errors
/// [`Refusal::WrongState`] once she took that back.
pub async fn must_be_permitted(app: &App, piece: &Piece) -> Result<(), Error> {
    let Some(source) = piece.source else { return Ok(()) };
    let submission: Option<Submission> = app.table.find(Key::Submission(source)).await?;
    if submission.is_some_and(|submission| submission.practice.is_some()) {
        return Ok(());
    }
    let because = "whoever wrote this work took it back; begin another calibration, with other works".into();
    Err(Refusal::WrongState { what: "Scoring", because }.into())
}

/// A calibration as its assessor sees it.
///
/// # Errors
/// The table can't be reached.
pub async fn view(app: &App, calibration: &Calibration) -> Result<CalibrationView, Error> {
    let slug = &calibration.microcredential;
    let edition = app.table.edition(slug, calibration.round.edition).await?;
    let mut works = Vec::new();
    for piece in &calibration.round.works {
        let benchmark: Benchmark = app.table.load(Key::Benchmark(slug.clone(), piece.benchmark)).await?;
        let edition = app.table.edition(slug, benchmark.edition).await?;
        let work = shown(app, &benchmark, &edition).await?;
        works.push(ScoredView::of(piece, work, benchmark.key, &calibration.round));
    }
    Ok(CalibrationView::of(calibration, &edition.definition, works, app.now()))
}

/// The work of a benchmark, without what tells whose it is; `None` once its earner took it back.
async fn shown(app: &App, benchmark: &Benchmark, edition: &Edition) -> Result<Option<PracticeView>, Error> {
    let submission = match &benchmark.work {
        Work::Written { responses } => {
            return Ok(Some(PracticeView::written(benchmark, responses, &edition.definition)));
        }
        Work::HandedIn { submission } => *submission,
    };
    let dossier: Dossier = match app.table.dossier(submission).await {
        Ok(dossier) if dossier.submission.practice.is_some() => dossier,
        Ok(_) | Err(Error::Refusal(Refusal::NotFound)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let mask = app.mask(&dossier.submission, &edition.definition.language).await?;
    Ok(Some(PracticeView::handed_in(&dossier, &edition.definition, &mask)))
}

/// Stores a calibration with scores more. When they are the last, its assessor is told what it came to, and when she
/// passed, her entry in the roster says so.
///
/// # Errors
/// [`Refusal::Stale`] when other scores of it came in meanwhile.
pub async fn store(app: &App, scored: &Calibration, title: &str) -> Result<(), Error> {
    for _ in 0..TRIES {
        match app.table.try_commit(written(app, scored, title).await?).await? {
            Ok(()) => return Ok(()),
            Err(lost) if lost.kind == Assessor::KIND => {}
            Err(lost) => return Err(Refusal::from(lost).into()),
        }
    }
    Err(Failure::because("an assessor's entry changed through every try").into())
}

async fn written(app: &App, scored: &Calibration, title: &str) -> Result<Commit, Error> {
    let Calibration { assessor, issuer, microcredential, round, .. } = scored;
    let commit = Commit::new().replace(scored)?;
    let detail =
        json!({"microcredential": microcredential, "edition": round.edition, "outcome": round.outcome});
    let deed = Deed::new("calibration-scored", detail, Actor::Person(*assessor), app.now());
    let commit = commit.deed(assessor, deed);
    let Some(outcome) = round.outcome else { return Ok(commit) };

    let (microcredential, title) = (microcredential.clone(), title.to_owned());
    let person = app.table.person(*assessor).await?;
    let content = Content::Calibrated { microcredential, title, passed: outcome.passed };
    let commit = commit.create(&app.letter(&person, Some(*issuer), content))?;
    let entry: Option<Assessor> = app.table.find(Key::Assessor(*assessor, *issuer)).await?;
    match entry.filter(|_| outcome.passed) {
        Some(entry) => {
            Ok(commit.replace(&entry.calibrated(&scored.microcredential, round.rubric, outcome.at))?)
        }
        None => Ok(commit),
    }
}
