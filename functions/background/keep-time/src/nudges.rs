//! What waits in the table and may have no message on its way: attempts, awards, endorsements, bundles, letters.

use cloud::{App, Error, queues::Message, table::keys::Queue};
use domain::{OrganisationId, award::Award, bundle::Bundle, endorsement::Endorsement};

use crate::{MOST, Round};

pub(crate) async fn look_after(app: &App, round: &mut Round) {
    let issuers = app.table.issuers().await;
    for issuer in round.note(issuers).into_iter().flatten() {
        send(app, attempts(app, issuer.id).await, round).await;
    }
    send(app, awards(app).await, round).await;
    send(app, endorsements(app).await, round).await;
    send(app, bundles(app).await, round).await;
    send(app, letters(app).await, round).await;
}

/// Puts the messages of one kind into their queue.
async fn send(app: &App, messages: Result<Vec<Message>, Error>, round: &mut Round) {
    let Some(messages) = round.note(messages) else { return };
    let sent = app.queues.send(&messages).await.map_err(Error::from);
    if round.note(sent).is_some() {
        round.nudges += messages.len();
    }
}

/// An issuer's attempts that wait for an assessor. Of more than a round looks at, each has the same chance: those
/// that nobody can score must not keep the others from their turn.
async fn attempts(app: &App, issuer: OrganisationId) -> Result<Vec<Message>, Error> {
    let mut waiting = app.table.submissions_waiting(issuer).await?;
    while waiting.len() > MOST as usize {
        let drawn = app.dice.below(u32::try_from(waiting.len()).unwrap_or(u32::MAX));
        waiting.swap_remove(drawn as usize);
    }
    Ok(waiting.into_iter().map(Message::Submission).collect())
}

/// Awards without a signature.
async fn awards(app: &App) -> Result<Vec<Message>, Error> {
    let unsigned = app.table.waiting::<Award>(&Queue::Signatures, MOST, None).await?;
    Ok(unsigned.items.iter().map(|award| Message::Award(award.id)).collect())
}

/// Endorsements without a signature.
async fn endorsements(app: &App) -> Result<Vec<Message>, Error> {
    let unsigned = app.table.waiting::<Endorsement>(&Queue::EndorsementsToSign, MOST, None).await?;
    let message = |said: Endorsement| Message::Endorsement(said.microcredential, said.edition, said.endorser);
    Ok(unsigned.items.into_iter().map(message).collect())
}

/// Bundles without a signature.
async fn bundles(app: &App) -> Result<Vec<Message>, Error> {
    let unsigned = app.table.waiting::<Bundle>(&Queue::BundlesToSign, MOST, None).await?;
    Ok(unsigned.items.iter().map(|bundle| Message::Bundle(bundle.earner, bundle.id)).collect())
}

/// Letters to try again.
async fn letters(app: &App) -> Result<Vec<Message>, Error> {
    let due = app.table.letters_due(app.now()).await?;
    Ok(due.into_iter().map(|(to, id)| Message::Letter(to, id)).collect())
}
