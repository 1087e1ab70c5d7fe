//! What waits in the table and may have no message on its way: attempts, awards, letters.

use cloud::{App, Error, queues::Message, table::keys::Queue};
use domain::{award::Award, submission::Submission};

use crate::{MOST, Round};

pub(crate) async fn look_after(app: &App, round: &mut Round) -> Result<(), Error> {
    let mut messages = Vec::new();
    for issuer in app.table.issuers().await? {
        let queue = Queue::Submissions(issuer.id, "submitted");
        let waiting = app.table.waiting::<Submission>(&queue, MOST, None).await?;
        messages.extend(waiting.items.iter().map(|submission| Message::Submission(submission.id)));
    }
    let unsigned = app.table.waiting::<Award>(&Queue::Signatures, MOST, None).await?;
    messages.extend(unsigned.items.iter().map(|award| Message::Award(award.id)));
    let letters = app.table.letters_due(app.now()).await?;
    messages.extend(letters.into_iter().map(Message::Letter));

    app.queues.send(&messages).await?;

    round.nudges += messages.len();
    Ok(())
}
