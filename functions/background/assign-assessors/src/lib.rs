//! Queue `assignments`: asks somebody to score each submission that waits for an assessor.
//!
//! A message is a nudge: one that comes twice finds the submission assigned and does nothing.

use cloud::{
    App, Error, Failure,
    assigning::{self, Found},
    batch::{BatchAnswer, QueueBatch, Queued},
    queues::Message,
    seeding,
};
use domain::{Refusal, SubmissionId, audit::Actor};

/// Handles a batch; the messages that failed are named, so that only they come again.
///
/// # Errors
/// None: a failure is that of its message.
pub async fn handle(app: &App, batch: QueueBatch) -> Result<BatchAnswer, Failure> {
    let mut answer = BatchAnswer::default();
    for record in &batch.records {
        answer.note(&record.message_id, assign(app, record).await);
    }
    Ok(answer)
}

async fn assign(app: &App, record: &Queued) -> Result<(), Failure> {
    let Message::Submission(submission) = record.message()? else {
        return Err(Failure::because("a message is in the wrong queue"));
    };
    match assigning::ask_somebody(app, submission, &Actor::function("assign-assessors")).await {
        Ok(Found::Asked(_)) => {
            seed(app, submission).await;
            Ok(())
        }
        Ok(Found::Nobody | Found::NotSought) | Err(Error::Refusal(Refusal::NotFound)) => Ok(()),
        Err(Error::Refusal(refusal)) => Err(refusal.into()),
        Err(Error::Failure(failure)) => Err(failure),
    }
}

/// Perhaps hands a benchmark to somebody else. That it fails is nothing that the message should come again for: the
/// attempt has its assessor.
async fn seed(app: &App, asked: SubmissionId) {
    let seeded = match app.table.submission(asked).await {
        Ok(submission) => seeding::perhaps(app, &submission).await,
        Err(error) => Err(error),
    };
    if let Err(error) = seeded {
        tracing::error!(cause = Failure::from(error).chain(), "a benchmark could not be seeded");
    }
}
