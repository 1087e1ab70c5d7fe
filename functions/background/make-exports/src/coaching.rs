//! Coachings: as an earner all of hers, as a coach her own words. Of what she was kept out of she hears nothing here either.

use cloud::{App, Error, wire::CoachingView};
use domain::{
    coaching::{Answer, Coaching, Comment, Side},
    person::Person,
};
use serde_json::{Value, json};

/// Both sides of somebody's coachings.
pub(crate) async fn of(app: &App, person: &Person) -> Result<Value, Error> {
    let mut asked = Vec::new();
    for submission in app.table.submissions_of(person.id).await? {
        let all = app.table.coachings(person.id, submission).await?;
        let coachings: Vec<CoachingView> = all.into_iter().map(CoachingView::from).collect();
        if !coachings.is_empty() {
            asked.push(json!({"submission": submission, "coachings": coachings}));
        }
    }
    let coached = app.table.coached_by(person.id).await?;
    let heard = coached.iter().map(|(coaching, _)| coaching).filter(|coaching| !coaching.kept_out);
    Ok(json!({"asked": asked, "coached": heard.map(own_words).collect::<Vec<_>>()}))
}

/// What a coach said: not what was said to her.
fn own_words(coaching: &Coaching) -> Value {
    let of_coach = |answer: &&Answer| answer.by == Side::Coach;
    let said = |comment: &Comment| {
        let answers: Vec<&Answer> = comment.answers.iter().filter(of_coach).collect();
        json!({"attempt": comment.attempt, "part": comment.part, "text": comment.text, "at": comment.at,
            "answers": answers})
    };
    let comments: Vec<Value> = coaching.comments.iter().map(said).collect();
    json!({"submission": coaching.submission, "invited": coaching.invited, "ended": coaching.ended,
        "comments": comments})
}
