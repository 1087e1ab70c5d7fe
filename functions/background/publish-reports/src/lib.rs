//! Every day: counts what has settled and is not counted yet, for each district, and what is told of assessors.
//!
//! A quarter is counted two months after its end, once: its report is created and never changed, so that no difference
//! of two reports tells of anybody. What each issuer's assessors are asked for, and how far the readers of each definition
//! agree, is counted anew each day, over the count before. What fails for one of them doesn't keep the others from
//! theirs, and is tried again the next day. Running twice, late, or stopping in the middle does no harm.

mod counts;
mod works;

use cloud::{
    App, Error, Failure,
    table::{Commit, definitions::Newest, keys::Queue},
};
use domain::{
    audit::{Actor, Deed},
    person::Organisation,
    report::{Listed, Quarter, Release},
};
use serde::Serialize;
use serde_json::{Value, json};

/// How many quarters back it looks for what isn't counted yet.
const BACK: usize = 4;

/// What a day's round did.
#[derive(Debug, Serialize)]
pub struct Round {
    /// Reports published.
    pub published: usize,
    /// Issuers and definitions that were counted.
    pub counted: usize,
}

/// Handles the schedule's event, whatever is in it.
///
/// # Errors
/// The first failure, after every district, issuer and definition had its turn.
pub async fn handle(app: &App, _event: Value) -> Result<Round, Failure> {
    let (mut round, mut failed) = (Round { published: 0, counted: 0 }, None);
    for district in app.table.districts().await? {
        match publish(app, &district).await {
            Ok(published) => round.published += published,
            Err(error) => {
                let failure = Failure::from(error);
                tracing::error!(cause = failure.chain(), "a district's work could not be counted");
                failed.get_or_insert(failure);
            }
        }
    }
    let counts = counts::count(app).await;
    round.counted = counts.counted;
    failed.or(counts.failed).map_or(Ok(round), Err)
}

/// Publishes the reports that a district lacks, and answers how many.
async fn publish(app: &App, district: &Organisation) -> Result<usize, Error> {
    let now = app.now();
    let due: Vec<Quarter> =
        std::iter::successors(Some(Quarter::last_counted(now)), |quarter| Some(quarter.before()))
            .take(BACK)
            .collect();
    let known = app.table.reports_of(due.iter().map(|quarter| (district.id, *quarter))).await?;
    let lacking: Vec<Quarter> =
        due.into_iter().filter(|due| known.iter().all(|report| report.quarter != *due)).collect();
    if lacking.is_empty() {
        return Ok(0);
    }
    let asked = app.table.local_questions(district.id).await?;
    let imported = app.table.schools(district.id).await?;
    let schools = imported.alike_together(district.schools.iter().map(ToString::to_string));
    let catalogue = app.table.all_waiting::<Newest>(&Queue::Catalogue).await?;
    let (stacks, catalogue): (Vec<Newest>, Vec<Newest>) = catalogue.into_iter().partition(Newest::is_stack);
    let stacks = stacks.into_iter().map(|newest| newest.microcredential).collect();
    let works = works::of(app, district, &lacking, &stacks).await?;
    let microcredentials: Vec<String> =
        catalogue.iter().map(|newest| newest.microcredential.to_string()).collect();

    for quarter in &lacking {
        let questions = asked.in_quarter(*quarter);
        let listed = Listed { schools: &schools, microcredentials: &microcredentials, questions: &questions };
        let counted = (now, &app.settings.currency);
        let report = Release::count((district.id, *quarter), &works[quarter], listed, counted);
        let deed = Deed::new(
            "report-published",
            json!({"quarter": quarter}),
            Actor::function("publish-reports"),
            now,
        );
        // Lost: another round published it.
        let _ = app.table.try_commit(Commit::new().create(&report)?.deed(district.id, deed)).await?;
    }
    Ok(lacking.len())
}
