//! `POST /api/microcredentials/{slug}/pass-rule-trial`: what past attempts would have got under another pass rule.
//!
//! For whoever writes the next version of a definition. It is counted and nothing is stored: nobody's record changes,
//! and of whose attempts it is counted isn't told. Work of which parts are being done again isn't counted.

use std::cmp::Reverse;

use cloud::{App, Error, Reply, Request, reply, request};
use domain::{
    OrganisationId, Slug,
    pass_rule::PassRule,
    person::Role,
    reliability::Pool,
    what_if::{PastAttempt, WhatIf},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Who may try.
const STAFF: [Role; 2] = [Role::Developer, Role::Issuer];
/// How many months it goes back.
const MONTHS: i32 = 24;
/// The most submissions that are looked at: those whose scores came in, or that were decided, last.
const MOST: usize = 300;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Asked {
    pass_rule: PassRule,
}

#[derive(Serialize)]
struct Answer {
    /// Since when they are counted.
    since: Timestamp,
    #[serde(flatten)]
    what_if: WhatIf,
}

/// Answers `POST /api/microcredentials/{slug}/pass-rule-trial`.
///
/// # Errors
/// [`domain::Refusal::NotFound`] for who isn't the issuer's staff, and for what was never published;
/// [`domain::Refusal::Invalid`] for what is no pass rule.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let slug: Slug = request::path(&request, "slug")?;
    let asked: Asked = request::json(app, &request, "try-pass-rule")?;

    let edition = app.table.newest(&slug).await?;
    app.table.person(caller).await?.must_be(&STAFF, edition.issuer)?;
    let (since, past) = past(app, (edition.issuer, &slug)).await?;

    let what_if = WhatIf::by(&asked.pass_rule, &past);

    reply::ok(&Answer { since, what_if })
}

/// The attempts that were scored of late, and since when that is. Of more than [`MOST`] submissions it is since the
/// oldest one that is counted came to where it is.
async fn past(
    app: &App,
    (issuer, slug): (OrganisationId, &Slug),
) -> Result<(Timestamp, Vec<PastAttempt>), Error> {
    let mut since = Pool::since_at(app.now(), MONTHS);
    let mut submissions = app.table.scored_since(issuer, since).await?;
    submissions.retain(|submission| submission.microcredential == *slug);
    submissions.sort_by_key(|submission| Reverse(submission.state.since()));
    if submissions.len() > MOST {
        submissions.truncate(MOST);
        since = submissions.last().and_then(|oldest| oldest.state.since()).unwrap_or(since);
    }

    let mut past = Vec::new();
    for submission in submissions {
        let dossier = app.table.dossier(submission.id).await?;
        past.extend(PastAttempt::of(dossier.of_record()));
    }
    Ok((since, past))
}
