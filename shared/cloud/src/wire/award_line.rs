//! An award as its holder sees it.

use domain::{
    AwardId, Slug, SubmissionId, award::Award, credential::Moment, person::Organisation, stack::Stacked,
};
use jiff::Timestamp;
use serde::Serialize;

use crate::{App, Error};

/// An award in its holder's list.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AwardLine {
    id: AwardId,
    version: u64,
    submission: SubmissionId,
    microcredential: Slug,
    edition: u32,
    title: String,
    language: String,
    issuer: String,
    decided: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    valid_until: Option<Timestamp>,
    state: &'static str,
    public: bool,
    named: bool,
    page: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    stacked: Vec<Stacked>,
}

impl AwardLine {
    /// The line of `award` by `issuer`, with the title of its edition.
    ///
    /// # Errors
    /// The table can't be reached, or lacks the edition.
    pub async fn of(app: &App, award: &Award, issuer: &Organisation) -> Result<Self, Error> {
        let edition = app.table.edition(&award.microcredential, award.edition).await?;
        let months = edition.definition.valid_months;
        let valid_until = months.and_then(|months| Moment::of(award.decided).months_later(months));
        let valid_until = valid_until.map(|until| until.timestamp());
        Ok(Self {
            id: award.id,
            version: award.version,
            submission: award.submission,
            microcredential: award.microcredential.clone(),
            edition: award.edition,
            title: edition.definition.title.clone(),
            language: edition.definition.language.clone(),
            issuer: issuer.name.to_string(),
            decided: award.decided,
            valid_until,
            state: state(award, valid_until, app.now()),
            public: award.public,
            named: award.named,
            page: app.addresses()?.badge(award.id).to_string(),
            stacked: award.stacked.clone(),
        })
    }
}

/// How the award stands, as [`domain::credential::Verdict`] says it of its badge.
fn state(award: &Award, valid_until: Option<Timestamp>, now: Timestamp) -> &'static str {
    match award.standing() {
        None => "being-signed",
        Some(standing) if standing.revocation().is_some() => "revoked",
        Some(_) if valid_until.is_some_and(|until| until < now) => "expired",
        Some(_) => "valid",
    }
}
