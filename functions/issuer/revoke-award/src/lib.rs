//! `POST /api/awards/{award}/revocation`: proposes to revoke an award, confirms it, or takes the proposal back.
//!
//! Two steps, of two people where there are two. Once it is confirmed everybody who asks us is told, the
//! earner gets a letter, `sign-awards` signs the status list again, and what the award was counted for is looked at.

use cloud::{App, Error, Reply, Request, reply, request, table::Commit, table::keys::Key, wire::AwardView};
use domain::{
    AwardId, PersonId, Refusal,
    audit::{Actor, Deed},
    award::{Award, Proposal},
    letter::{Content, Letter},
    person::{Person, Role},
};
use serde::{Deserialize, Serialize};
use serde_json::json;

#[derive(Deserialize)]
struct Asked {
    version: u64,
    step: Step,
    reason: Option<String>,
    #[serde(default)]
    alone: bool,
}

#[derive(Deserialize, Serialize, Clone, Copy, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Step {
    Propose,
    Confirm,
    TakeBack,
}

/// Answers `POST /api/awards/{award}/revocation`.
///
/// # Errors
/// [`Refusal::NotFound`] for who is not the issuer's staff; [`Refusal::WrongState`] for a step that is not
/// the next one; [`Refusal::Forbidden`] for the holder, and for who confirms her own proposal and doesn't say that she is alone;
/// [`Refusal::Stale`] when somebody changed the award meanwhile.
pub async fn handle(app: &App, request: Request) -> Reply {
    let caller = app.caller(&request).await?;
    let id: AwardId = request::path(&request, "award")?;
    let asked: Asked = request::json(app, &request, "revoke-award")?;

    let person = app.table.person(caller).await?;
    let award: Award = app.table.load(Key::Award(id)).await?;
    person.must_be(&[Role::Issuer], award.issuer)?;
    award.may_be_revoked_by(caller)?;
    award.must_be_at(asked.version)?;

    let changed = step(app, award.clone(), caller, &asked)?;

    if changed.version != award.version {
        let detail = json!({"award": id, "step": asked.step, "reason": asked.reason, "alone": asked.alone});
        let deed = Deed::new("revocation", detail, Actor::Person(caller), app.now());
        let mut commit = Commit::new().replace(&changed)?.deed(changed.submission, deed);
        if let Some(letter) = letter(app, &changed).await? {
            commit = commit.create(&letter)?.create(&app.look_at_claims_of(changed.earner))?;
        }
        app.table.commit(commit).await?;
    }
    reply::ok(&AwardView::of(changed))
}

fn step(app: &App, award: Award, caller: PersonId, asked: &Asked) -> Result<Award, Refusal> {
    match asked.step {
        Step::Propose => {
            let reason = asked.reason.clone().unwrap_or_default();
            award.propose_revocation(Proposal { by: caller, at: app.now(), reason })
        }
        Step::Confirm => award.revoke(caller, asked.alone, app.now()),
        Step::TakeBack => award.take_proposal_back(),
    }
}

/// The letter to the earner whose award was just revoked.
async fn letter(app: &App, award: &Award) -> Result<Option<Letter>, Error> {
    let Some(revocation) = award.standing().and_then(|standing| standing.revocation()) else {
        return Ok(None);
    };
    // Erased meanwhile: nobody is to be told.
    let earner: Option<Person> = app.table.recent(Key::Person(award.earner)).await?;
    let Some(earner) = earner else { return Ok(None) };
    let edition = app.table.edition(&award.microcredential, award.edition).await?;
    let content = Content::Revoked {
        award: award.id,
        title: edition.definition.title.clone(),
        reason: revocation.reason.clone(),
    };
    Ok(Some(app.letter(&earner, Some(award.issuer), content)))
}
