//! Queue `signatures`: signs the badge of each award, each endorsement and each bundle, and tells in the status list what was revoked.
//!
//! The only function with the signing key. Everything that it signs is built from the table's records
//! alone, so a message that comes twice, or a crash at any point, does no harm: who stores a badge
//! first wins, and a list is signed again only over the one that it was made from.

mod badge;
mod bundle;
mod endorsement;
mod lists;

use cloud::{
    App, Error, Failure,
    batch::{BatchAnswer, QueueBatch, Queued},
    queues::Message,
    table::keys::Key,
};
use domain::{
    Refusal,
    award::{Signature, Standing},
};

/// Handles a batch; the messages that failed are named, so that only they come again.
///
/// # Errors
/// None: a failure is that of its message.
pub async fn handle(app: &App, batch: QueueBatch) -> Result<BatchAnswer, Failure> {
    let mut answer = BatchAnswer::default();
    for record in &batch.records {
        answer.note(&record.message_id, sign(app, record).await);
    }
    Ok(answer)
}

async fn sign(app: &App, record: &Queued) -> Result<(), Failure> {
    let id = match record.message()? {
        Message::Award(id) => id,
        Message::Endorsement(slug, edition, endorser) => {
            return Ok(endorsement::publish(app, Key::Endorsement(slug, edition, endorser)).await?);
        }
        Message::Bundle(earner, id) => return Ok(bundle::publish(app, Key::Bundle(earner, id)).await?),
        Message::Letter(..) | Message::Submission(_) => {
            return Err(Failure::because("a message is in the wrong queue"));
        }
    };
    let (award, badge) = match app.table.award_with_badge(id).await {
        Err(Error::Refusal(Refusal::NotFound)) => return Ok(()),
        found => found?,
    };
    match &award.signature {
        Signature::Awaited => Ok(badge::publish(app, award, badge).await?),
        Signature::Made { standing: Standing::Revoked(_), .. } => Ok(lists::tell_revoked(app, award).await?),
        Signature::Made { .. } => Ok(()),
    }
}
