//! A decision that its earner doesn't leave at that.

use local::{
    client::{Life, Reading},
    seed,
};
use serde_json::json;

use crate::{
    Options,
    everything::People,
    life::{self, IDEAS},
};

/// Appeals against *not yet* for the work of another earner, and takes the appeal back.
pub(crate) async fn made_and_taken_back(people: &People, options: &Options) -> anyhow::Result<()> {
    let earner = people.visitor.sign_in(seed::EARNERS[1]).await?;
    let life = Life::open(&earner, IDEAS).await?;
    life.write(120).await?.expect(200)?;
    for student in ["Student A", "Student B"] {
        life::upload_whole(&life, &life::pdf(options, student)).await?;
    }
    let mail = people.visitor.mail();
    let inboxes = mail.counts(&seed::ASSESSORS).await?;
    life.submit().await?.expect(200)?;
    let reading = Reading::open(&people.visitor, mail.next_of(&inboxes).await?).await?;
    reading.score(&["reflection"]).await?.expect(200)?;
    life.decide(&people.staff, "not-yet").await?.expect(200)?;

    let ground = json!({"part": "reflection", "criterion": "next-time", "reason": "The last lines say it."});
    let appeal = json!({"version": life.read().await?.number("/version")?, "grounds": [ground]});
    let inboxes = mail.counts(&seed::ASSESSORS).await?;
    earner.post(&life.route("/appeal"), &appeal).await?.expect(201)?;
    let fresh = Reading::open(&people.visitor, mail.next_of(&inboxes).await?).await?;
    fresh.work().await?;
    life.withdraw().await?.expect(200).map(drop)
}
