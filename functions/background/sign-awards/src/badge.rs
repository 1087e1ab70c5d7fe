//! Signing a badge, and making it public.

use cloud::{
    App, Error,
    table::{Commit, badges::Badge, keys::Key},
};
use domain::{
    audit::{Actor, Deed},
    award::Award,
    credential::{Issue, SignedBadge, jwt::Claims},
    letter::Content,
    microcredential::Edition,
    person::Person,
};
use serde_json::json;

use crate::lists;

/// Makes the badge of an award public and tells the earner.
///
/// First the badge is stored, where nobody sees it; whoever comes second takes the first one. Then one
/// commit makes it public, writes the letter, and lets its holder's claims be looked at.
pub(crate) async fn publish(app: &App, award: Award, stored: Option<Badge>) -> Result<(), Error> {
    let earner = app.table.person(award.earner).await?;
    let edition = app.table.edition(&award.microcredential, award.edition).await?;

    let badge = match stored {
        Some(badge) => badge,
        None => store(app, &award, &earner, &edition).await?,
    };

    let deed = Deed::new(
        "signed",
        json!({"award": award.id, "place": badge.place}),
        Actor::function("sign-awards"),
        app.now(),
    );
    let content = Content::Awarded { award: award.id, title: edition.definition.title.clone() };
    let letter = app.letter(&earner, Some(award.issuer), content);
    let look = app.look_at_claims_of(award.earner);
    let (submission, award) = (award.submission, award.signed(badge.place, app.now()));

    // Lost: another run made it public meanwhile, and wrote the letter.
    let commit = Commit::new().replace(&award)?.create(&letter)?.create(&look)?.deed(submission, deed);
    let _ = app.table.try_commit(commit).await?;
    Ok(())
}

/// Signs the badge and stores it, or finds the one that another run stored meanwhile.
async fn store(app: &App, award: &Award, earner: &Person, edition: &Edition) -> Result<Badge, Error> {
    let place = lists::take_place(app, award.id).await?;
    let issuer = app.table.organisation(award.issuer).await?;
    let addresses = app.addresses()?;
    let definition = &edition.definition;

    let issue =
        Issue { award, definition, issuer: &issuer, email: &earner.email, place, addresses: &addresses };
    let mut content = issue.badge();
    let said = app.endorsements(&award.microcredential, award.edition).await?;
    content.subject.achievement.endorsements = said;
    let proof = app.prove(|config| content.hash_data(config)).await?;
    let signed = SignedBadge { badge: content, proof };
    let credential = signed.to_text();
    let jwt = app.sign_jwt(&credential, Claims::of(&signed)).await?;
    let badge = Badge { award: award.id, place, credential, jwt };

    match app.table.try_commit(Commit::new().create(&badge)?).await? {
        Ok(()) => Ok(badge),
        Err(_) => Ok(app.table.load(Key::Badge(award.id)).await?),
    }
}
