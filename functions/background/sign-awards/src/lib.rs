//! Queue `signatures`: signs the badge of each award, then lets it be public and tells the earner.
//!
//! The badge is built from the table's records alone, always the same for one award, so a message
//! that comes twice or a crash after signing does no harm: who stores a signed badge first wins.

use cloud::{
    App, Error, Failure, OrFailure,
    batch::{BatchAnswer, QueueBatch, Queued},
    queues::Message,
    table::{Commit, keys::Key},
};
use domain::{
    audit::{Actor, Deed},
    award::{Award, Signature},
    credential::{Issue, Moment, OpenBadge, ProofConfig, SignedBadge},
    letter::Content,
    microcredential::Edition,
    person::Person,
};
use serde_json::json;

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
    let Message::Award(id) = record.message()? else {
        return Err(Failure::because("a message is in the wrong queue"));
    };
    match app.table.find::<Award>(Key::Award(id)).await? {
        Some(award) if award.signature == Signature::Awaited => Ok(publish(app, award).await?),
        Some(_) | None => Ok(()),
    }
}

async fn publish(app: &App, award: Award) -> Result<(), Error> {
    let earner = app.table.person(award.earner).await?;
    let edition = app.table.edition(&award.microcredential, award.edition).await?;

    let badge = badge_of(app, &award, &earner, &edition).await?;
    let signed = signed(app, badge).await?;

    let method = signed.proof.config.verification_method.to_string();
    let deed = Deed::new(
        "signed",
        json!({"award": award.id, "key": method}),
        Actor::function("sign-awards"),
        app.now(),
    );
    let content = Content::Awarded { award: award.id, title: edition.definition.title.clone() };
    let letter = app.letter(&earner, Some(award.issuer), content);
    let (submission, award) = (award.submission, award.signed(signed.to_text(), app.now()));

    // Lost: another run signed it meanwhile, and wrote the letter.
    let _ =
        app.table.try_commit(Commit::new().replace(&award)?.create(&letter)?.deed(submission, deed)).await?;
    Ok(())
}

async fn badge_of(app: &App, award: &Award, earner: &Person, edition: &Edition) -> Result<OpenBadge, Error> {
    let issuer = app.table.organisation(award.issuer).await?;
    let addresses = app.addresses()?;
    let definition = &edition.definition;
    Ok(Issue { award, definition, issuer: &issuer, email: &earner.email, addresses: &addresses }.badge())
}

/// The badge with a proof that was checked: what doesn't verify is never stored.
async fn signed(app: &App, badge: OpenBadge) -> Result<SignedBadge, Failure> {
    let config = ProofConfig {
        created: Moment::of(app.now()),
        verification_method: app.signer.verification_method(&badge.issuer.id),
    };
    let data = badge.hash_data(&config).or_failure("a badge can't be signed")?;
    let signature = app.signer.sign(&data).await?;

    let signed = badge.with_proof(config, signature);
    if app.vouches_for(&signed)? {
        Ok(signed)
    } else {
        Err(Failure::because("a fresh signature doesn't verify"))
    }
}
