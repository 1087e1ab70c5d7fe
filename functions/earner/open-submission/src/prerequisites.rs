//! What must be held before a micro-credential is begun.

use cloud::{App, Error, table::keys::Key, table::record::SubmissionsOf};
use domain::{PersonId, Refusal, Slug, award::Award, microcredential::Edition, submission::State};

/// `Ok` when the earner holds everything that `edition` builds on. An award that is being signed is held, one
/// that was revoked is not.
///
/// # Errors
/// [`Refusal::Forbidden`] naming what is missing.
pub(crate) async fn must_be_held(app: &App, earner: PersonId, edition: &Edition) -> Result<(), Error> {
    let mut missing = Vec::new();
    for slug in &edition.definition.prerequisites {
        if !holds(app, earner, slug).await? {
            missing.push(title(app, slug).await?);
        }
    }
    if missing.is_empty() {
        return Ok(());
    }
    let sentence = format!("First earn what this one builds on: {}.", missing.join(", "));
    Err(Refusal::Forbidden(sentence).into())
}

async fn holds(app: &App, earner: PersonId, slug: &Slug) -> Result<bool, Error> {
    let known: Option<SubmissionsOf> = app.table.find(Key::SubmissionsOf(earner, slug.clone())).await?;
    let Some(known) = known else { return Ok(false) };
    let State::Awarded { award, .. } = app.table.submission(known.current).await?.state else {
        return Ok(false);
    };
    let award: Award = app.table.load(Key::Award(award)).await?;
    Ok(award.standing().is_none_or(|standing| standing.revocation().is_none()))
}

/// Its title, or its name where nothing of that name is published.
async fn title(app: &App, slug: &Slug) -> Result<String, Error> {
    match app.table.newest(slug).await {
        Ok(edition) => Ok(format!("“{}”", edition.definition.title)),
        Err(Error::Refusal(Refusal::NotFound)) => Ok(slug.to_string()),
        Err(other) => Err(other),
    }
}
