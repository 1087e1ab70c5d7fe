//! People who don't give up: each step is done again until it is seen to be done.

use anyhow::{Context, bail, ensure};
use cloud::{
    Failure,
    table::{Commit, email_hash, record::EmailOwner},
};
use domain::{person::Person, submission::State};
use jiff::SignedDuration;
use local::{
    client::{Arrived, Evidence, Life, Reading, Upload},
    seed,
};
use serde_json::{Value, json};

use crate::world::{IDEAS, World, evidence};

/// How often a step is done again at most.
const PATIENCE: usize = 12;

/// An earner of the first district who has no submission yet.
pub(crate) async fn newcomer(world: &World, number: usize) -> String {
    let app = world.stack.app();
    let teacher = app.table.person(world.person(seed::EARNERS[0]).await).await.expect("of the seed");
    let email = format!("newcomer{number}@maplehollow.example.com");
    let person = Person { id: app.id(), version: 1, email: email.parse().expect("an address"), ..teacher };
    let owner = EmailOwner { hash: email_hash(&person.email), person: person.id };
    let commit = Commit::new().create(&person).and_then(|commit| commit.create(&owner));
    app.table.commit(commit.expect("rows")).await.expect("stored");
    email
}

/// A whole life, from opening to the badge.
pub(super) async fn live(world: &World, earner: &str) -> anyhow::Result<Life> {
    let issuer = world.session_of(seed::ADMINISTRATOR).await;
    let earner = world.session_of(earner).await;
    let life = again(world, "opening", async || Life::open(&earner, IDEAS).await).await?;
    again(world, "writing", async || life.write(20).await?.expect(200)).await?;
    for student in ["Student A", "Student B"] {
        upload(world, &life, &evidence("plan.pdf", student)).await?;
    }
    again(world, "handing in", async || {
        life.submit().await?;
        is_past(&life, "draft").await
    })
    .await?;

    let reading = again(world, "opening the assignment", async || opened(world, &life).await).await?;
    again(world, "stating no conflict", async || state_no_conflict(&reading).await).await?;
    again(world, "reading a file", async || read(&life, &reading).await).await?;
    again(world, "scoring", async || {
        reading.score(&[]).await.ok();
        is_past(&life, "in-assessment").await
    })
    .await?;
    again(world, "deciding", async || {
        life.decide(&issuer, "award").await?;
        is_past(&life, "assessed").await
    })
    .await?;
    again(world, "the badge", async || {
        let award = life.read().await?.text("/award")?;
        world.visitor.anonymous().get(&format!("/credentials/{award}")).await?.expect(200)
    })
    .await?;
    Ok(life)
}

/// Does a step until it succeeds, and lets minutes pass in between.
async fn again<T>(world: &World, what: &str, step: impl AsyncFn() -> anyhow::Result<T>) -> anyhow::Result<T> {
    let mut last = None;
    for _ in 0..PATIENCE {
        match step().await {
            Ok(done) => {
                world.stack.settle().await;
                return Ok(done);
            }
            Err(error) => last = Some(error),
        }
        minutes_pass(world).await;
    }
    Err(last.context("no try")?.context(what.to_owned()))
}

/// Long enough for a message to come again and for a letter to be tried again.
pub(super) async fn minutes_pass(world: &World) {
    world.stack.settle().await;
    world.stack.advance(SignedDuration::from_mins(6));
    world.stack.tick().await;
    world.stack.settle().await;
}

async fn is_past(life: &Life, state: &str) -> anyhow::Result<()> {
    let now = life.read().await?.text("/state")?;
    ensure!(now != state, "it is still {state}");
    Ok(())
}

async fn upload(world: &World, life: &Life, file: &Evidence) -> anyhow::Result<()> {
    let upload =
        again(world, "beginning", async || Upload::begin(&life.earner, &life.submission, file).await).await?;
    again(world, "sending", async || upload.send(usize::MAX).await).await?;
    again(world, "completing", async || {
        let state = upload.complete().await?.expect(200)?.text("/state")?;
        ensure!(state == "verified", "it is {state}");
        Ok(())
    })
    .await
}

/// The assignment, opened with the link in the newest letter to whoever has it, and with a code where one is asked for.
async fn opened(world: &World, life: &Life) -> anyhow::Result<Reading> {
    let app = world.stack.app();
    let submission = app.table.submission(life.submission.parse()?).await.map_err(Failure::from)?;
    let State::InAssessment { readings, .. } = submission.state else { bail!("nobody has it") };
    let reading = readings.open.first().context("nobody has it")?;
    let email = app.table.person(reading.assessor).await.map_err(Failure::from)?.email;
    let letters = world.visitor.mail().to(email.as_str()).await?;
    let link = letters.iter().find(|letter| letter.leads_to("/assignment#")).and_then(Arrived::token);
    let asked = json!({"token": link.context("no letter")?, "bearer": true});

    let open = async |asked: Value| world.visitor.anonymous().post("/api/assignments/open", &asked).await;
    let mut answer = open(asked.clone()).await?;
    if answer.status == 202 {
        minutes_pass(world).await;
        let letters = world.visitor.mail().to(email.as_str()).await?;
        let code = letters.first().and_then(Arrived::code).context("no code")?;
        answer = open(json!({"token": asked["token"], "bearer": true, "code": code})).await?;
    }
    let answer = answer.expect(200)?;
    let assessor = world.visitor.with_bearer(&answer.text("/bearer")?);
    Ok(Reading { assessor, assignment: answer.text("/assignment")? })
}

async fn state_no_conflict(reading: &Reading) -> anyhow::Result<()> {
    let route = format!("/api/assignments/{}/no-conflict", reading.assignment);
    reading.assessor.post(&route, &json!({})).await?.expect(204).map(drop)
}

async fn read(life: &Life, reading: &Reading) -> anyhow::Result<()> {
    let artifact = reading.work().await?.text("/artifacts/0/artifact")?;
    let route = life.route(&format!("/artifacts/{artifact}/reading"));
    reading.assessor.post(&route, &json!({})).await?.expect(200).map(drop)
}
