//! Queue `letters`: sends each letter once, and tries again later what could not be sent.
//!
//! Whoever stores the claim of a letter sends it, so a message that comes twice, or a second relay,
//! sends nothing twice. Only when a mail server took a letter and this function died before it could
//! note that, the letter goes out again, under the same Message-ID.

use cloud::{
    App, Failure,
    batch::{BatchAnswer, QueueBatch, Queued},
    given_up,
    mailer::{Outcome, Round},
    metrics::Metrics,
    queues::Message,
    table::Commit,
};
use domain::{
    LetterId,
    audit::Actor,
    letter::{Claim, Claimed, Letter, Reason},
};
use jiff::{SignedDuration, Timestamp};

/// How long after the start another letter is begun. The longest conversation with a mail server ends
/// before the function's time does.
const BEGIN_WITHIN: SignedDuration = SignedDuration::from_secs(20);

/// Handles a batch, one letter after the other over one connection. The messages that failed, or that
/// there was no time for, come again.
///
/// # Errors
/// None: a failure is that of its message.
pub async fn handle(app: &App, batch: QueueBatch) -> Result<BatchAnswer, Failure> {
    let mut answer = BatchAnswer::default();
    let mut tally = Tally::default();
    let mut round = app.mailer.round();
    let last_start = app.now() + BEGIN_WITHIN;
    for record in &batch.records {
        if app.now() > last_start {
            answer.put_off(&record.message_id);
            continue;
        }
        answer.note(&record.message_id, deliver(app, &mut round, &mut tally, record).await);
    }
    round.end().await;
    tally.tell(&app.metrics, app.now());
    Ok(answer)
}

/// What an alarm wants to know of a batch. Letters that wait for one address are nobody's alarm.
#[derive(Default)]
struct Tally {
    delivered: u64,
    away: u64,
}

impl Tally {
    fn note(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Sent => self.delivered += 1,
            Outcome::Away(_) => self.away += 1,
            Outcome::TryAgain(_) | Outcome::Refused(_) | Outcome::NoSuchAddress(_) => {}
        }
    }

    fn tell(self, metrics: &Metrics, now: Timestamp) {
        // Both or none: the alarm compares them.
        if self.delivered + self.away > 0 {
            metrics.count("LettersDelivered", self.delivered, now);
            metrics.count("LettersNotTaken", self.away, now);
        }
    }
}

async fn deliver(
    app: &App,
    round: &mut Round<'_>,
    tally: &mut Tally,
    record: &Queued,
) -> Result<(), Failure> {
    let Message::Letter(to, id) = record.message()? else {
        return Err(Failure::because("a message is in the wrong queue"));
    };
    // Erased meanwhile: there is nothing to send.
    let Some(letter) = app.table.letter(to, id).await? else { return Ok(()) };

    match letter.claim(app.now(), u64::from_le_bytes(app.dice.bytes())) {
        Claim::Denied => Ok(()),
        Claim::Lapsed(dead) => store(app, dead).await,
        Claim::Granted(claimed) => send(app, round, tally, claimed).await,
    }
}

async fn send(app: &App, round: &mut Round<'_>, tally: &mut Tally, claimed: Claimed) -> Result<(), Failure> {
    let claim = Commit::new().replace(claimed.letter())?;
    if app.table.try_commit(claim).await?.is_err() {
        // Somebody else was faster.
        return Ok(());
    }
    let out = claimed.letter().written_out(&app.links_of(claimed.letter())?);
    let outcome = round.send(claimed.letter(), out).await?;

    tally.note(&outcome);
    note(claimed.letter().id, claimed.tries(), &outcome);
    let letter = settled(claimed, outcome, app.now(), u16::from_le_bytes(app.dice.bytes()));
    store(app, letter).await
}

fn settled(claimed: Claimed, outcome: Outcome, now: Timestamp, chance: u16) -> Letter {
    match outcome {
        Outcome::Sent => claimed.delivered(now),
        Outcome::TryAgain(why) | Outcome::Away(why) => claimed.failed(Reason::new(&why), now, chance),
        Outcome::Refused(why) => claimed.refused(Reason::new(&why), now),
        Outcome::NoSuchAddress(why) => claimed.suppressed(Reason::new(&why), now),
    }
}

/// The log says how it went, but not what a mail server said: that may name somebody.
fn note(letter: LetterId, tries: u32, outcome: &Outcome) {
    match outcome {
        Outcome::Sent => tracing::info!(%letter, tries, "delivered a letter"),
        Outcome::TryAgain(_) => tracing::warn!(%letter, tries, "an address takes no letters now"),
        Outcome::Away(_) => tracing::warn!(%letter, tries, "the mail server takes no letters now"),
        Outcome::Refused(_) => tracing::warn!(%letter, tries, "a mail server refuses a letter"),
        Outcome::NoSuchAddress(_) => tracing::warn!(%letter, tries, "an address takes no letters"),
    }
}

async fn store(app: &App, letter: Letter) -> Result<(), Failure> {
    if given_up::store(app, &letter, &Actor::function("deliver-letters")).await?.is_err() {
        tracing::warn!(letter = %letter.id, "a letter's claim lapsed while it was sent");
    }
    Ok(())
}
