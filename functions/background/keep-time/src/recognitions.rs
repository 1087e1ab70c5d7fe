//! Claims that are to be looked at: awards were signed or revoked, or other facts are on record.
//!
//! All claims by one policy change in one commit with their letters. A look that came twice finds nothing to change;
//! one that lost against a recognizer's decision is made again in the next round.

use std::collections::BTreeMap;

use cloud::{
    App, Error,
    recognizing::known_to,
    table::{
        Commit,
        keys::{Key, Queue},
        recognitions::Look,
    },
};
use domain::{
    PersonId,
    audit::{Actor, Deed},
    person::Person,
    policy::PolicyEdition,
    recognition::{Looked, Recognitions},
};
use serde_json::json;

use crate::{MOST, Round, stacks::Catalogue};

pub(crate) async fn look_after(app: &App, round: &mut Round) {
    let due = app.table.waiting::<Look>(&Queue::Looks, MOST, None).await;
    let mut by_earner: BTreeMap<PersonId, Vec<Look>> = BTreeMap::new();
    for look in round.note(due).into_iter().flat_map(|page| page.items) {
        by_earner.entry(look.earner).or_default().push(look);
    }
    if by_earner.is_empty() {
        return;
    }
    let policies = app.table.policies().await;
    let Some(policies) = round.note(policies) else { return };
    let catalogue = Catalogue::read(app).await;
    let Some(catalogue) = round.note(catalogue) else { return };
    for (earner, looks) in by_earner {
        let looked = look(app, earner, &looks, (&policies, &catalogue)).await;
        round.recognitions += round.note(looked).unwrap_or_default();
    }
}

/// Looks at all claims of an earner, and says how many policies' changed.
async fn look(
    app: &App,
    earner: PersonId,
    looks: &[Look],
    (policies, catalogue): (&[PolicyEdition], &Catalogue),
) -> Result<usize, Error> {
    let mut changed = 0;
    if let Some(person) = app.table.find::<Person>(Key::Person(earner)).await? {
        let awards = app.table.signed_awards_of(earner).await?;
        catalogue.award(app, &person, &awards).await?;
        let held = app.table.with_those_of_others(earner, &awards).await?;
        let recognizers = policies.iter().map(|edition| edition.recognizer).collect();
        let records = app.table.on_record(&person, recognizers).await?;
        let known = app.table.recognitions_of(earner).await?;
        for edition in policies {
            let before = known.get(&edition.policy.id);
            let Some(record) = records.get(&edition.recognizer) else { continue };
            let held = known_to(edition.recognizer, (&person, record), before, held.clone());
            let looked = Recognitions::look(before, earner, edition, (&record.facts, &held), app.now());
            let Some(looked) = looked else { continue };
            if !keep(app, &person, looked).await? {
                return Ok(changed);
            }
            changed += 1;
        }
    }
    let commit = looks.iter().try_fold(Commit::new(), |commit, look| commit.remove(look))?;
    // Lost: another round looked, too.
    let _ = app.table.try_commit(commit).await?;
    Ok(changed)
}

/// Whether the claims are kept as they are now; not when somebody decided meanwhile.
async fn keep(app: &App, person: &Person, looked: Looked) -> Result<bool, Error> {
    let Looked { recognitions, news, is_for_the_recognizer } = looked;
    let detail = json!({"policy": recognitions.policy, "claims": recognitions.claims.len()});
    let deed = Deed::new("awards-counted", detail, Actor::function("keep-time"), app.now());

    let mut commit = Commit::new().save(&recognitions)?.deed(person.id, deed);
    for one in news {
        commit = commit.create(&app.letter_of_claims(person, &recognitions, one).await?)?;
    }
    if is_for_the_recognizer && let Some(letter) = app.letter_to_recognizer(recognitions.recognizer).await? {
        commit = commit.create(&letter)?;
    }
    Ok(app.table.try_commit(commit).await?.is_ok())
}
