//! Every hour: holds evidence and records against each other, a piece at a time, all of both once a week.
//!
//! It goes through uploads, objects and records page by page, as far as there is time, and the next hour goes on where
//! this one stopped; a look that is over stays what it is until a week after it began, or until somebody begins one by
//! hand. What is whole it finishes as the function would that got lost. What differs it counts and names, and deletes
//! nothing: after a restore whoever operates this decides what becomes of it. Running twice, late, or stopping in the
//! middle does no harm.

mod pages;

use cloud::{
    App, Failure,
    round::Pieces,
    table::{
        Commit,
        keys::Key,
        reconciling::{Found, Reconciliation, Stage},
    },
};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How long after it began it begins with no more pages. A page takes seconds; the function has a quarter of an hour.
const ENOUGH: SignedDuration = SignedDuration::from_mins(10);

/// What starts it: the schedule's event, or somebody's hand.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// Whether to begin a new look at once, whatever was found before.
    #[serde(default)]
    anew: bool,
}

/// How far the look is, and what it found. Names are made of numbers alone.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// Whether all was gone through; otherwise the next invocation goes on.
    pub over: bool,
    /// Since when it looks.
    pub begun: Timestamp,
    /// What it found so far.
    #[serde(flatten)]
    pub found: Found,
}

/// Goes on with the look, or begins the next one.
///
/// # Errors
/// The first failure, after every other file of its page had its turn; what was gone through is kept.
pub async fn handle(app: &App, asked: Asked) -> Result<Answer, Failure> {
    let until = app.now() + ENOUGH;
    let mut look = due(app, &asked).await?;
    let mut pieces = Pieces::default();
    while !look.is_over() && app.now() < until {
        let gone_on = page(app, look, &mut pieces).await?;
        // Lost: somebody else goes through the same, and has come further.
        if app.table.try_commit(Commit::new().save(&gone_on)?).await?.is_err() {
            look = due(app, &Asked { anew: false }).await?;
            break;
        }
        if gone_on.is_over() {
            app.metrics.count("EvidenceDiffers", gone_on.found.differences(), app.now());
        }
        look = gone_on;
    }
    pieces.end()?;
    Ok(Answer::of(look))
}

/// The look that is under way or was the last; a new one when its time has come.
async fn due(app: &App, asked: &Asked) -> Result<Reconciliation, Failure> {
    let last: Option<Reconciliation> = app.table.find(Key::Reconciliation).await?;
    Ok(match last {
        Some(last) if !asked.anew && !last.is_due_again(app.now()) => last,
        last => Reconciliation::begin(last.as_ref(), app.now()),
    })
}

/// The look behind its next page.
async fn page(app: &App, look: Reconciliation, pieces: &mut Pieces) -> Result<Reconciliation, Failure> {
    match look.stage {
        Stage::Uploads => pages::uploads(app, look, pieces).await,
        Stage::Objects => pages::objects(app, look, pieces).await,
        Stage::Records => pages::records(app, look).await,
        Stage::Over => Ok(look),
    }
}

impl Answer {
    fn of(look: Reconciliation) -> Self {
        Self { over: look.is_over(), begun: look.begun, found: look.found }
    }
}
