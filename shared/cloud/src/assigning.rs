//! Finding somebody to score an attempt, and ending what she was asked.
//!
//! The rules are [`domain::assignment`]'s. What is here makes them hold when many act at once: an
//! assessor's slot is taken and given back in the same transaction as the attempt changes hands.

use domain::{
    AssignmentId, OrganisationId, PersonId, Refusal, SubmissionId,
    assignment::{Assessor, Assignment, Reader, Sought, choose},
    audit::{Actor, Deed},
    letter::{Cause, Content},
    link::Link,
    microcredential::Edition,
    submission::Submission,
};
use jiff::Timestamp;
use serde_json::json;

use crate::{
    App, Error, Failure,
    table::{Commit, Dossier, Lost, keys::Key, record::Record},
};

/// How often somebody else may be first before we give up for now.
const TRIES: usize = 8;

/// What came of the search for an assessor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// Somebody was asked, under this assignment, even if another reading still waits for somebody.
    Asked(AssignmentId),
    /// Nobody can be asked; the issuer knows.
    Nobody,
    /// The submission doesn't wait for an assessor (any more).
    NotSought,
}

/// Asks the right assessors to score the submission's attempt: one for each reading that waits for one.
///
/// # Errors
/// [`Refusal::NotFound`] for no submission; a failure when the roster changed through every try.
pub async fn ask_somebody(app: &App, id: SubmissionId, actor: &Actor) -> Result<Found, Error> {
    let mut found = Found::NotSought;
    for _ in 0..TRIES {
        let submission = app.table.submission(id).await?;
        let Ok(reader) = submission.sought() else { return Ok(found) };
        let roster = app.table.roster(submission.issuer).await?;
        let edition = app.table.edition(&submission.microcredential, submission.edition).await?;
        let asked = submission.asked();
        let sought = Sought::of(&submission, &edition.definition, &asked);
        let Some(assessor) = choose(&roster, &sought, app.now()).cloned() else {
            note_waiting(app, submission).await?;
            return Ok(if found == Found::NotSought { Found::Nobody } else { found });
        };
        if let Ok(assignment) = ask(app, submission, assessor, (reader, None), actor).await? {
            found = Found::Asked(assignment.id);
        }
    }
    if found == Found::NotSought { Err(busy().into()) } else { Ok(found) }
}

/// What an assessor loses to another: her assignment, with all that is written about it.
struct Taken {
    assignment: AssignmentId,
    commit: Commit,
}

/// Asks this very assessor, under the same rules as the automatic choice. Whoever has the reading
/// (`current`) loses it in the same transaction, and is told; without, she gets the one that waits.
///
/// # Errors
/// [`Refusal::Forbidden`] with the rule that stands against her; [`Refusal::WrongState`] unless the
/// attempt waits for or is with an assessor; [`Refusal::Stale`] when somebody was first.
pub async fn ask_this_one(
    app: &App,
    submission: &Submission,
    current: Option<&Assignment>,
    assessor: PersonId,
    actor: &Actor,
) -> Result<(), Error> {
    let edition = app.table.edition(&submission.microcredential, submission.edition).await?;
    for _ in 0..TRIES {
        let entry: Option<Assessor> = app.table.find(Key::Assessor(assessor, submission.issuer)).await?;
        let entry =
            entry.ok_or_else(|| Refusal::invalid("/assessor", "Your roster has no such assessor."))?;
        must_be_eligible((submission, &edition), &entry, app.now())?;
        let reading = match current {
            Some(current) => (current.reader, Some(taken(app, submission, current, actor).await?)),
            None => (submission.sought()?, None),
        };
        match ask(app, submission.clone(), entry, reading, actor).await? {
            Ok(_) => return Ok(()),
            Err(lost) if lost.kind == Assessor::KIND => {}
            Err(lost) => return Err(Refusal::from(lost).into()),
        }
    }
    Err(busy().into())
}

fn must_be_eligible(
    (submission, edition): (&Submission, &Edition),
    assessor: &Assessor,
    now: Timestamp,
) -> Result<(), Refusal> {
    if submission.readings().is_none() {
        return Err(submission.cannot("Assigning an assessor"));
    }
    let asked = submission.asked();
    let checked = assessor.may_score(&Sought::of(submission, &edition.definition, &asked), now);
    checked.map_err(|why| Refusal::Forbidden(format!("This assessor can't be asked: {}.", why.because())))
}

async fn taken(
    app: &App,
    submission: &Submission,
    current: &Assignment,
    actor: &Actor,
) -> Result<Taken, Error> {
    let ended = current.clone().withdraw(Cause::Reassigned, app.now());
    let told = withdrawal(app, submission, &ended, Cause::Reassigned, actor.clone()).await?;
    Ok(Taken { assignment: ended.id, commit: with_end(app, &ended, told).await? })
}

/// Asks this assessor: her slot, the attempt, the assignment, the letter and the audit record in one
/// transaction, together with what is taken from somebody else. That she may be asked was checked before.
///
/// # Errors
/// [`Refusal::WrongState`] when the submission waits for nobody. The inner error: somebody was first.
async fn ask(
    app: &App,
    submission: Submission,
    assessor: Assessor,
    (reader, taken): (Reader, Option<Taken>),
    actor: &Actor,
) -> Result<Result<Assignment, Lost>, Error> {
    let now = app.now();
    let person = app.table.person(assessor.person).await?;
    let edition = app.table.edition(&submission.microcredential, submission.edition).await?;

    let attempt = (submission.id, submission.attempt);
    let assignment = Assignment::offer(app.id(), attempt, (submission.issuer, assessor.person), reader, now);
    let submission = match &taken {
        Some(taken) => submission.reassign(taken.assignment, assignment.id, assessor.person)?,
        None => submission.assign(assignment.id, assessor.person)?,
    };
    let content = Content::Assignment {
        link: link_to(&assignment),
        title: edition.definition.title.clone(),
        due: assignment.due,
    };
    let letter = app.letter(&person, Some(submission.issuer), content);
    let detail = json!({"assignment": assignment.id, "assessor": assessor.person, "attempt": submission.attempt,
        "reader": reader});

    let commit = Commit::new()
        .replace(&submission)?
        .replace(&assessor.take_one(now))?
        .create(&assignment)?
        .create(&letter)?
        .and(taken.map_or_else(Commit::new, |taken| taken.commit))
        .deed(submission.id, Deed::new("assigned", detail, actor.clone(), now));
    Ok(app.table.try_commit(commit).await?.map(|()| assignment))
}

/// The link that opens an assignment.
pub fn link_to(assignment: &Assignment) -> Link {
    Link::Assignment {
        submission: assignment.submission,
        assignment: assignment.id,
        ends: assignment.link_ends(),
    }
}

/// Stores an assessor's entry in the roster after `change` with what `commit` holds, over whatever the roster says by
/// then. Who has no entry has nothing to change.
///
/// # Errors
/// The roster changed through every try.
pub async fn change_entry(
    app: &App,
    (assessor, issuer): (PersonId, OrganisationId),
    change: impl Fn(Assessor) -> Assessor,
    commit: Commit,
) -> Result<Result<(), Lost>, Error> {
    for _ in 0..TRIES {
        let entry = app.table.find::<Assessor>(Key::Assessor(assessor, issuer)).await?;
        let changed = match entry {
            Some(entry) => commit.clone().replace(&change(entry))?,
            None => commit.clone(),
        };
        match app.table.try_commit(changed).await? {
            Err(lost) if lost.kind == Assessor::KIND => {}
            outcome => return Ok(outcome),
        }
    }
    Err(busy().into())
}

/// Stores the ends of assignments with what `commit` holds, and gives their assessors' slots back.
///
/// # Errors
/// [`Refusal::Stale`] when anything but the roster changed meanwhile.
pub async fn end(app: &App, ended: &[Assignment], commit: Commit) -> Result<(), Error> {
    Ok(try_end(app, ended, commit).await?.map_err(Refusal::from)?)
}

/// As [`end`], for callers who have something to do when somebody else was first.
///
/// # Errors
/// The roster changed through every try.
pub async fn try_end(app: &App, ended: &[Assignment], commit: Commit) -> Result<Result<(), Lost>, Error> {
    for _ in 0..TRIES {
        let mut ending = commit.clone();
        for ended in ended {
            ending = ending.and(with_end(app, ended, Commit::new()).await?);
        }
        match app.table.try_commit(ending).await? {
            Err(lost) if lost.kind == Assessor::KIND => {}
            outcome => return Ok(outcome),
        }
    }
    Err(busy().into())
}

/// `commit` with the end of an assignment, and with the assessor's slot given back.
async fn with_end(app: &App, ended: &Assignment, commit: Commit) -> Result<Commit, Failure> {
    let commit = commit.replace(ended)?;
    match app.table.find::<Assessor>(Key::Assessor(ended.assessor, ended.issuer)).await? {
        Some(slot) => commit.replace(&slot.give_back_one()),
        None => Ok(commit),
    }
}

fn busy() -> Failure {
    Failure::because("the roster changed through every try")
}

/// Takes an assignment from its assessor, tells her why, and lets the attempt wait for somebody else.
///
/// # Errors
/// [`Refusal::WrongState`] when the attempt is no longer hers; otherwise as [`end`].
pub async fn take_away(
    app: &App,
    submission: Submission,
    assignment: Assignment,
    cause: Cause,
    actor: Actor,
) -> Result<(), Error> {
    let now = app.now();
    let ended = assignment.withdraw(cause, now);
    let commit = withdrawal(app, &submission, &ended, cause, actor).await?;
    let submission = submission.pass_on(ended.id)?;
    end(app, &[ended], commit.replace(&submission)?).await
}

/// As [`take_away`], of a benchmark that stands among ordinary work: nobody else gets it.
///
/// # Errors
/// As [`end`].
pub async fn take_seeded_away(
    app: &App,
    work: &Submission,
    assignment: Assignment,
    cause: Cause,
    actor: Actor,
) -> Result<(), Error> {
    let ended = assignment.withdraw(cause, app.now());
    let commit = withdrawal(app, work, &ended, cause, actor).await?;
    end(app, &[ended], commit).await
}

/// As [`take_away`] or [`take_seeded_away`], by what the assignment is of.
///
/// # Errors
/// As those; [`Refusal::NotFound`] when what it is of is gone.
pub async fn take_any_away(
    app: &App,
    assignment: Assignment,
    cause: Cause,
    actor: Actor,
) -> Result<(), Error> {
    let dossier = app.table.any_dossier(assignment.submission).await?;
    take_out_of(app, dossier, assignment, cause, actor).await
}

/// As [`take_any_away`], with the dossier of what the assignment is of.
pub(crate) async fn take_out_of(
    app: &App,
    dossier: Dossier,
    assignment: Assignment,
    cause: Cause,
    actor: Actor,
) -> Result<(), Error> {
    match dossier.seeded {
        Some(_) => take_seeded_away(app, &dossier.submission, assignment, cause, actor).await,
        None => take_away(app, dossier.submission, assignment, cause, actor).await,
    }
}

/// The letter and the audit record of an assignment that was taken away.
///
/// # Errors
/// The table can't be reached.
pub async fn withdrawal(
    app: &App,
    submission: &Submission,
    ended: &Assignment,
    cause: Cause,
    actor: Actor,
) -> Result<Commit, Error> {
    let edition = app.table.edition(&submission.microcredential, submission.edition).await?;
    let title = edition.definition.title.clone();
    let content = Content::Withdrawn { assignment: ended.id, title, cause };
    let deed =
        Deed::new("assignment-withdrawn", json!({"assignment": ended.id, "cause": cause}), actor, app.now());
    let commit = Commit::new().deed(submission.id, deed);
    match app.table.recent(Key::Person(ended.assessor)).await? {
        Some(person) => Ok(commit.create(&app.letter(&person, Some(ended.issuer), content))?),
        // Erased meanwhile: nobody is to be told.
        None => Ok(commit),
    }
}

/// Notes, once for each wait, that nobody can be asked, and tells the issuer.
async fn note_waiting(app: &App, submission: Submission) -> Result<(), Error> {
    let now = app.now();
    let Some(waiting) = submission.note_waiting(now)? else {
        return Ok(());
    };
    let edition = app.table.edition(&waiting.microcredential, waiting.edition).await?;
    let issuer = app.table.organisation(waiting.issuer).await?;

    let content =
        Content::WaitingForAssessor { submission: waiting.id, title: edition.definition.title.clone() };
    let letter = app.letter_to_staff(issuer, content);
    let deed = Deed::new(
        "waiting-for-assessor",
        json!({"attempt": waiting.attempt}),
        Actor::function("assign-assessors"),
        now,
    );

    let commit = Commit::new().replace(&waiting)?.create(&letter)?.deed(waiting.id, deed);
    // Lost: the submission moved on meanwhile, so nobody waits.
    let _ = app.table.try_commit(commit).await?;
    Ok(())
}
