//! Table stream: puts what was written and waits for somebody into its queue.
//!
//! Letters that are to be sent, submissions that wait for an assessor, awards without a signature or newly
//! revoked, endorsements and bundles without a signature. A message is only a nudge, so a change that comes twice does no harm; one that never comes is found by
//! the minute's round.

use cloud::{
    App, Failure,
    batch::{BatchAnswer, Change, StreamBatch, Streamed},
    queues::Message,
    table::record::Record,
};
use domain::{
    award::{Award, Signature, Standing},
    bundle::{self, Bundle},
    endorsement::{self, Endorsement},
    letter::Letter,
    submission::{State, Submission},
};

/// Handles a batch of changes. One that this version can't read comes again, and holds up no other.
///
/// # Errors
/// A queue can't be reached; the whole batch comes again.
pub async fn handle(app: &App, batch: StreamBatch) -> Result<BatchAnswer, Failure> {
    let mut answer = BatchAnswer::default();
    let mut messages = Vec::new();
    for record in &batch.records {
        let outcome = message(record).map(|message| messages.extend(message));
        answer.note(&record.change.sequence_number, outcome);
    }

    app.queues.send(&messages).await?;

    Ok(answer)
}

/// What is to be done about a change, if anything.
fn message(record: &Streamed) -> Result<Option<Message>, Failure> {
    Ok(match record.kind().as_deref() {
        Some(Letter::KIND) => letter(record.change()?),
        Some(Submission::KIND) => submission(record.change()?),
        Some(Award::KIND) => award(record.change()?),
        Some(Bundle::KIND) => bundle(record.change()?),
        Some(Endorsement::KIND) => endorsement(record.change()?),
        Some(_) | None => None,
    })
}

fn letter(change: Change<Letter>) -> Option<Message> {
    let before = change.before.map(|letter| letter.state);
    let Letter { person, id, state, .. } = change.after;
    Letter::is_to_be_queued(before.as_ref(), &state).then_some(Message::Letter(person, id))
}

/// A submission waits from the moment it is handed in, or handed back by an assessor. That it goes on
/// waiting is no news.
fn submission(change: Change<Submission>) -> Option<Message> {
    let waits = |submission: &Submission| matches!(submission.state, State::Submitted { .. });
    let waited_before = change.before.as_ref().is_some_and(waits);
    (waits(&change.after) && !waited_before).then_some(Message::Submission(change.after.id))
}

/// Something is to be signed when an award is new, and when it was revoked.
fn award(change: Change<Award>) -> Option<Message> {
    let is_to_be_signed = match &change.after.signature {
        Signature::Awaited => change.before.is_none(),
        Signature::Made { standing: Standing::Revoked(_), .. } => true,
        Signature::Made { .. } => false,
    };
    is_to_be_signed.then_some(Message::Award(change.after.id))
}

fn bundle(change: Change<Bundle>) -> Option<Message> {
    let Bundle { earner, id, state, .. } = change.after;
    (state == bundle::State::Awaited).then_some(Message::Bundle(earner, id))
}

fn endorsement(change: Change<Endorsement>) -> Option<Message> {
    let Endorsement { microcredential, edition, endorser, state, .. } = change.after;
    (state == endorsement::State::Awaited).then_some(Message::Endorsement(microcredential, edition, endorser))
}
