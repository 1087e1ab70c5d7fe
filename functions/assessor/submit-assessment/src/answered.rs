//! Scores that answer an appeal: what they come to with the others', and what is written when nobody else is to read it.

use cloud::{
    App, Error,
    table::{Commit, Dossier},
};
use domain::{
    PersonId, Refusal,
    appeal::{Anew, Answer, Appeal},
    assessment::{Assessment, Verdict},
    audit::{Actor, Deed},
    letter::{AppealAnswer, Content},
    microcredential::Edition,
    submission::Submission,
};
use serde_json::json;

use crate::written::{self, Scored};

/// An appeal that these scores answer, with what is needed to say so.
struct Answered<'a> {
    dossier: &'a Dossier,
    appeal: &'a Appeal,
    anew: Anew,
    readings: Vec<Scored<'a>>,
}

/// The submission after these scores, with all that is written of them.
pub(crate) async fn commit(
    app: &App,
    dossier: &Dossier,
    reading: Scored<'_>,
    verdict: &Verdict,
    edition: &Edition,
) -> Result<Commit, Error> {
    let now = app.now();
    let attempt = dossier.submission.attempt;
    let gone = || dossier.submission.cannot("Scoring");
    let appeal = dossier.appeal(attempt).ok_or_else(gone)?;
    let against = dossier.submission.against().ok_or_else(gone)?;
    let record = dossier.first_of_record(attempt).ok_or_else(gone)?;

    let mut readings: Vec<Scored<'_>> = dossier.read_anew(attempt).chain([reading]).collect();
    readings.sort_by_key(|(assignment, _)| assignment.reader.rank());
    let scores: Vec<&Assessment> = readings.iter().map(|(_, assessment)| *assessment).collect();
    let beside = dossier.submission.passed_before();
    let anew = Anew::of(against, record, &scores, (&edition.definition, &beside), now);
    let submission = dossier.submission.clone().assess_anew(reading.0.id, verdict, &anew, now)?;

    let commit = Commit::new().replace(&submission)?.deed(submission.id, written::sealed(reading, now));
    if submission.against().is_some() {
        return Ok(commit);
    }
    Ok(commit.and(Answered { dossier, appeal, anew, readings }.written(app, &submission, edition).await?))
}

impl Answered<'_> {
    /// The appeal as it is answered, the letter that says so, and what the figures hold of it.
    async fn written(self, app: &App, submission: &Submission, edition: &Edition) -> Result<Commit, Error> {
        let now = app.now();
        let readers = u32::try_from(self.readings.len()).unwrap_or(u32::MAX);
        let title = edition.definition.title.clone();
        let letter = Content::AppealAnswered { submission: submission.id, title, answer: self.came_to() };
        let earner = app.table.person(submission.earner).await?;
        let answer =
            Answer::of(submission, self.appeal, &self.anew, (self.appealed_against()?, readers), now);
        let detail = json!({"readings": written::verdicts(self.readings.iter().copied()), "changed": self.anew.changed,
            "decidedAgain": self.anew.reopens});
        let deed = Deed::new("appeal-answered", detail, Actor::function("submit-assessment"), now);

        Ok(Commit::new()
            .replace(&self.appeal.clone().answered(&self.anew, readers, now))?
            .create(&answer)?
            .create(&app.letter(&earner, Some(submission.issuer), letter))?
            .deed(submission.id, deed))
    }

    fn came_to(&self) -> AppealAnswer {
        match self.anew {
            Anew { reopens: true, .. } => AppealAnswer::DecidedAgain,
            Anew { changed: 0, .. } => AppealAnswer::Stands,
            Anew { .. } => AppealAnswer::CriteriaMet,
        }
    }

    /// Whose scores were appealed against.
    fn appealed_against(&self) -> Result<PersonId, Refusal> {
        let record = self.dossier.first_of_record(self.appeal.attempt).ok_or(Refusal::NotFound)?;
        Ok(self.dossier.assignment(record.assignment)?.assessor)
    }
}
