//! What must be true of a life in the end, whatever went wrong on the way.

use std::collections::BTreeMap;

use anyhow::{Context, ensure};
use cloud::{Failure, table::keys::Key};
use domain::{
    artifact::{ByteBudget, Standing},
    assignment::AssignmentState,
    audit::AuditRecord,
    award::Award,
    submission::State,
};
use jiff::SignedDuration;
use local::client::Life;

use super::people::minutes_pass;
use crate::world::World;

/// What is done once in a life that goes straight to its award.
const ONCE: [&str; 7] =
    ["opened", "submitted", "assigned", "no-conflict-stated", "assessed", "decided", "signed"];

pub(super) async fn check(world: &World, life: &Life, earner: &str) -> anyhow::Result<()> {
    // Whatever was left for later is done, and what was reserved for nothing is given back.
    world.stack.advance(SignedDuration::from_hours(2));
    minutes_pass(world).await;
    minutes_pass(world).await;
    each_deed_once(world, life).await?;
    one_award_and_no_slot_taken(world, life).await?;
    bytes_add_up(world, life).await?;
    letters_came(world, earner).await
}

async fn each_deed_once(world: &World, life: &Life) -> anyhow::Result<()> {
    let chain = world.stack.app().table.chain(&life.submission).await?;
    ensure!(AuditRecord::is_unbroken(&chain), "the chain is broken");
    for what in ONCE {
        let times = chain.iter().filter(|record| record.deed.what == what).count();
        ensure!(times == 1, "{what} {times} times");
    }
    Ok(())
}

async fn one_award_and_no_slot_taken(world: &World, life: &Life) -> anyhow::Result<()> {
    let table = &world.stack.app().table;
    let dossier = table.dossier(life.submission.parse()?).await.map_err(Failure::from)?;
    let State::Awarded { award, .. } = dossier.submission.state else { anyhow::bail!("no award") };
    let award: Award = table.load(Key::Award(award)).await.map_err(Failure::from)?;
    ensure!(award.submission == dossier.submission.id, "another's award");
    let states: Vec<_> = dossier.assignments.iter().map(|assignment| &assignment.state).collect();
    ensure!(matches!(states.as_slice(), [AssignmentState::Submitted { .. }]), "assignments: {states:?}");
    let roster = table.roster(dossier.submission.issuer).await?;
    ensure!(roster.iter().all(|assessor| assessor.open == 0), "a slot is still taken: {roster:?}");
    Ok(())
}

/// Every file that was handed in is there, and the budget holds what is kept and nothing more.
async fn bytes_add_up(world: &World, life: &Life) -> anyhow::Result<()> {
    let app = world.stack.app();
    let dossier = app.table.dossier(life.submission.parse()?).await.map_err(Failure::from)?;
    let kept = || dossier.artifacts.iter().filter(|artifact| artifact.state.standing() == Standing::Kept);
    for artifact in kept() {
        ensure!(app.vault.find(artifact.key()).await?.is_some(), "{} is lost", artifact.id);
    }
    let attempt = dossier.current_attempt().context("no attempt")?;
    let pinned = kept().filter(|artifact| attempt.pins(artifact.id)).count();
    ensure!(pinned == 2, "{pinned} files were handed in");
    let budget: ByteBudget = app.table.budget(dossier.submission.earner).await?;
    let bytes: u64 = kept().map(|artifact| artifact.size).sum();
    ensure!(budget.reserved == bytes && budget.open.is_empty(), "{budget:?} for {bytes} bytes");
    Ok(())
}

/// Each letter came, at most once more than once: whoever sent it may have ended before noting that.
async fn letters_came(world: &World, earner: &str) -> anyhow::Result<()> {
    let mut copies: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for letter in world.visitor.mail().to(earner).await? {
        copies.entry(letter.subject).or_default().push(letter.text);
    }
    ensure!(copies.len() == 2, "received and awarded, not {:?}", copies.keys());
    for (subject, texts) in copies {
        let same = texts.iter().all(|text| *text == texts[0]);
        ensure!(same && texts.len() <= 2, "{subject}: {} copies, the same: {same}", texts.len());
    }
    Ok(())
}
