//! That the two sides of a coaching hear of each other.

use domain::{
    coaching::{Coaching, Side},
    letter::{CoachingNews, Content},
    microcredential::Edition,
    person::Person,
    submission::Submission,
};

use crate::{
    App, Error,
    table::{Commit, keys::Key},
};

/// The letter that tells one side of it. Who is gone, or kept out, gets none.
///
/// # Errors
/// The table can't be reached.
pub async fn letter(
    app: &App,
    coaching: &Coaching,
    (submission, edition): (&Submission, &Edition),
    (to, news): (Side, CoachingNews),
) -> Result<Commit, Error> {
    let person = match to {
        Side::Earner => Some(coaching.earner),
        Side::Coach => coaching.coach.as_ref().map(|coach| coach.person).filter(|_| !coaching.kept_out),
    };
    let Some(person) = person else { return Ok(Commit::new()) };
    match app.table.find::<Person>(Key::Person(person)).await? {
        Some(person) => letter_to(app, &person, (submission, edition), news),
        None => Ok(Commit::new()),
    }
}

/// The letter to that person, who may not be known to the table yet.
///
/// # Errors
/// It can't be written down.
pub fn letter_to(
    app: &App,
    person: &Person,
    (submission, edition): (&Submission, &Edition),
    news: CoachingNews,
) -> Result<Commit, Error> {
    let title = edition.definition.title.clone();
    let content = Content::Coaching { submission: submission.id, title, news };
    Ok(Commit::new().create(&app.letter(person, None, content))?)
}
