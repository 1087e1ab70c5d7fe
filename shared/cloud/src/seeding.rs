//! Handing a benchmark to an assessor among her ordinary work.
//!
//! It comes when work comes: with a share of the attempts for which somebody is asked, to somebody else. She is chosen by
//! the rules for ordinary work, and her slot is taken. What she gets was made a draw before, from its id to the objects in
//! the store: nothing about it is older than it should be, nor made in the moment in which she is asked.

use std::collections::BTreeSet;

use domain::{
    Id, PersonId,
    artifact::{Artifact, UploadToken},
    assignment::{Assessor, Assignment, Reader, Sought, choose},
    audit::{Actor, Deed},
    letter::Content,
    microcredential::Edition,
    qualification::{Benchmark, CopiedFile, MOST_COPIED, Seeded},
    submission::Submission,
};
use serde_json::json;

use crate::{
    App, Error, assigning,
    table::{Commit, Dossier},
};

/// Perhaps seeds a benchmark, now that somebody was asked to score `asked`: gives away one that is ready, makes another
/// one ready, and deletes the files of those that are over.
///
/// # Errors
/// The table or the store can't be reached.
pub async fn perhaps(app: &App, asked: &Submission) -> Result<(), Error> {
    let edition = app.table.edition(&asked.microcredential, asked.edition).await?;
    if !edition.definition.calibration.is_some_and(|rule| rule.seeds_at(app.dice.share())) {
        return Ok(());
    }
    let known = app.table.seeded(&asked.microcredential).await?;
    let (mut ready, others): (Vec<Seeded>, Vec<Seeded>) =
        known.into_iter().partition(|seeded| seeded.is_ready() && !seeded.is_over(app.now()));
    let serving = serving(app, asked, &edition).await?;

    let (mut is_given, mut waits) = (false, false);
    while !is_given && !ready.is_empty() {
        let seeded = ready.swap_remove(below(app, ready.len()));
        match serving.iter().find(|(benchmark, _)| benchmark.id == seeded.benchmark) {
            Some((benchmark, source)) => {
                is_given = give(app, (asked, &edition), seeded, benchmark, source).await?;
                waits |= !is_given;
            }
            None => clear(app, seeded).await?,
        }
    }
    for over in others.into_iter().filter(|seeded| seeded.is_over(app.now())) {
        clear(app, over).await?;
    }
    match serving.get(below(app, serving.len())) {
        Some((benchmark, source)) if ready.is_empty() && !waits => prepare(app, benchmark, source).await,
        Some(_) | None => Ok(()),
    }
}

fn below(app: &App, count: usize) -> usize {
    app.dice.below(u32::try_from(count.max(1)).unwrap_or(u32::MAX)) as usize
}

/// The benchmarks by the rubric of that version that are an earner's work, which she permits, each with her dossier.
async fn serving(
    app: &App,
    asked: &Submission,
    edition: &Edition,
) -> Result<Vec<(Benchmark, Dossier)>, Error> {
    let mut serving = Vec::new();
    let Some(rubric) = edition.definition.calibrated_by() else { return Ok(serving) };
    for benchmark in app.table.benchmarks(&asked.microcredential).await? {
        let Some(source) = benchmark.work.source().filter(|_| benchmark.serves(rubric)) else { continue };
        let source = app.table.dossier(source).await?;
        if source.submission.practice.is_some()
            && files(&source).map(|file| file.size).sum::<u64>() <= MOST_COPIED
        {
            serving.push((benchmark, source));
        }
    }
    Ok(serving)
}

/// The files of a first attempt.
fn files(source: &Dossier) -> impl Iterator<Item = &Artifact> {
    let first = source.attempt(1);
    source.artifacts.iter().filter(move |file| first.is_some_and(|attempt| attempt.pins(file.id)))
}

/// Gives a benchmark to whom the rules choose, if there is anybody. Answers whether she got it.
async fn give(
    app: &App,
    (asked, newest): (&Submission, &Edition),
    seeded: Seeded,
    benchmark: &Benchmark,
    source: &Dossier,
) -> Result<bool, Error> {
    // Whoever was asked just now would get two letters at once, and so learn that one of them is a benchmark's.
    let mut known: BTreeSet<PersonId> = asked.assessors().into_iter().chain([benchmark.kept_by]).collect();
    known.extend(source.assignments.iter().map(|assignment| assignment.assessor));
    let edition = app.table.edition(&benchmark.microcredential, benchmark.edition).await?;
    let roster = app.table.roster(benchmark.issuer).await?;
    let sought = Sought::of(&source.submission, &newest.definition, &known);
    match choose(&roster, &sought, app.now()).cloned() {
        Some(assessor) => hand_over(app, (seeded, &source.submission), assessor, &edition).await,
        None => Ok(false),
    }
}

async fn hand_over(
    app: &App,
    (seeded, source): (Seeded, &Submission),
    assessor: Assessor,
    edition: &Edition,
) -> Result<bool, Error> {
    let (now, person, issuer) = (app.now(), assessor.person, assessor.issuer);
    let attempt = (seeded.work.id, 1);
    let assignment = Assignment::offer(app.id(), attempt, (issuer, person), Reader::First, now);
    let seeded = seeded.give(assignment.id, person, now)?;
    let (title, due) = (edition.definition.title.clone(), assignment.due);
    let content = Content::Assignment { link: assigning::link_to(&assignment), title, due };
    let letter = app.letter(&app.table.person(person).await?, Some(issuer), content);
    let detail = json!({"benchmark": seeded.benchmark, "assignment": assignment.id, "assessor": person});
    let deed = Deed::new("benchmark-seeded", detail, Actor::function("assign-assessors"), now);

    let commit = Commit::new()
        .replace(&seeded)?
        .create(&assignment)?
        .create(&letter)?
        .replace(&assessor.take_one(now))?
        // Who has seen it gets it never again, neither here nor in a calibration.
        .replace(&source.clone().barring(person).touched())?
        .deed(&seeded.work.microcredential, deed);
    // Lost: she was asked for something else meanwhile. Another attempt brings another draw.
    Ok(app.table.try_commit(commit).await?.is_ok())
}

/// Makes a benchmark ready to be given away: what is to be copied is on record before it is.
async fn prepare(app: &App, benchmark: &Benchmark, source: &Dossier) -> Result<(), Error> {
    let now = app.now();
    // She began it as long before her files as whoever made it.
    let begun = files(source).map(|file| file.begun).min().unwrap_or(source.submission.opened);
    let id = Id::from_parts(now - begun.duration_since(source.submission.opened), app.dice.bits());
    let plan = files(source).map(|file| CopiedFile { of: file.id, id: app.id(), stored: None });
    let seeded = Seeded::prepare(id, benchmark, &source.submission, plan.collect(), now);
    app.table.commit(Commit::new().create(&seeded)?).await?;

    let mut copies = Vec::new();
    for (copy, file) in seeded.files.clone().into_iter().zip(files(source)) {
        let token = UploadToken::from_random(app.dice.bits());
        let stored = app.vault.copy(file, seeded.key(&copy), token, now).await?;
        copies.push(CopiedFile { stored: Some(stored), ..copy });
    }
    // Lost: it took so long that it was given up.
    let _ = app.table.try_commit(Commit::new().replace(&seeded.copied(copies))?).await?;
    Ok(())
}

/// Deletes the files of a benchmark that nobody gets, or had.
async fn clear(app: &App, seeded: Seeded) -> Result<(), Error> {
    for file in &seeded.files {
        app.vault.delete(seeded.key(file)).await?;
    }
    // Lost: somebody else cleared it.
    let _ = app.table.try_commit(Commit::new().replace(&seeded.clear())?).await?;
    Ok(())
}
