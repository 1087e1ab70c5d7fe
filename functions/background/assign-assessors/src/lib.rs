//! Queue `assignments`: asks somebody to score each submission that waits for an assessor.
//!
//! A message is a nudge: one that comes twice finds the submission assigned and does nothing.

use cloud::{
    App, Error, Failure, assigning,
    batch::{BatchAnswer, QueueBatch, Queued},
    queues::Message,
};
use domain::{Refusal, audit::Actor};

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
        Ok(_) | Err(Error::Refusal(Refusal::NotFound)) => Ok(()),
        Err(Error::Refusal(refusal)) => Err(refusal.into()),
        Err(Error::Failure(failure)) => Err(failure),
    }
}
