//! The two lives of the demo.

use anyhow::{Context, ensure};
use local::{
    client::{Caller, Evidence, Life, Reading, Upload, Visitor, wait_for},
    seed,
};
use reqwest::Method;
use serde_json::json;

use crate::{Options, tally::Tally, verifier::Verifier};

/// What both earn.
pub(crate) const IDEAS: &str = "generating-ideas";

/// What is held at the end of a life.
pub(crate) struct Held {
    /// The submission's id.
    pub(crate) submission: String,
    /// The award's id.
    pub(crate) award: String,
}

/// `not yet` first, then the unmet part again, then the award and its badge.
pub(crate) async fn not_yet_then_awarded(
    visitor: &Visitor,
    options: &Options,
    verifier: &Verifier,
    tally: &mut Tally<'_>,
) -> anyhow::Result<Held> {
    let earner = visitor.sign_in(seed::EARNERS[0]).await?;
    let issuer = visitor.sign_in(seed::ADMINISTRATOR).await?;
    tally.step("an earner and the issuer sign in with mailed links");
    let life = Life::open(&earner, IDEAS).await?;
    life.write(120).await?.expect(200)?;
    tally.step("she opens “Generating Ideas” and writes, with two student reflections");
    hand_files_in(&life, options, tally).await?;
    let inboxes = visitor.mail().counts(&seed::ASSESSORS).await?;
    life.submit().await?.expect(200)?;
    tally.step("she hands in");

    let reading = Reading::open(visitor, visitor.mail().next_of(&inboxes).await?).await?;
    watch(&reading, &life).await?;
    tally.step("an assessor opens her mailed link and seeks in the video");
    reading.score(&["reflection"]).await?.expect(200)?;
    tally.step("she scores; the reflection is not met");
    life.decide(&issuer, "not-yet").await?.expect(200)?;
    tally.step("the issuer decides: not yet");

    let life = Life::open(&earner, IDEAS).await?;
    life.write(150).await?.expect(200)?;
    let inboxes = visitor.mail().counts(&seed::ASSESSORS).await?;
    life.submit().await?.expect(200)?;
    tally.step("the earner hands in the unmet part again");
    let reading = Reading::open(visitor, visitor.mail().next_of(&inboxes).await?).await?;
    reading.score(&[]).await?.expect(200)?;
    tally.step("an assessor scores that part: met");
    let award = life.decide(&issuer, "award").await?.expect(200)?.text("/award")?;
    tally.step("the issuer awards");

    let badge = badge(visitor, &award).await?;
    tally.step("the badge is signed and its letter is there");
    let did = visitor.anonymous().get("/.well-known/did.json").await?.expect(200)?.body;
    let status = visitor.anonymous().get(&list_of(&badge)?).await?.expect(200)?.body;
    let said = verifier.verify(&badge, &did, &status).await?;
    tally.step(&format!("@digitalbazaar/vc says {said}"));
    Ok(Held { submission: life.submission, award })
}

/// The path of the status list that a badge names.
fn list_of(badge: &str) -> anyhow::Result<String> {
    let badge: serde_json::Value = serde_json::from_str(badge)?;
    let list =
        badge["credentialStatus"]["statusListCredential"].as_str().context("a badge names its list")?;
    let (_, path) = list.rsplit_once("/status/").context("a list has an address")?;
    Ok(format!("/status/{path}"))
}

/// Passes at the first attempt, with three files of each of two students.
pub(crate) async fn awarded_at_once(
    visitor: &Visitor,
    options: &Options,
    (earner, issuer): (&Caller, &Caller),
    tally: &mut Tally<'_>,
) -> anyhow::Result<()> {
    let life = Life::open(earner, IDEAS).await?;
    life.write(120).await?.expect(200)?;
    tally.step_in_full("she opens and writes").await;
    for student in ["Student A", "Student B"] {
        for _ in 0..3 {
            upload_whole(&life, &pdf(options, student)).await?;
        }
    }
    tally.step_in_full("six artifacts").await;
    let inboxes = visitor.mail().counts(&seed::ASSESSORS).await?;
    life.submit().await?.expect(200)?;
    tally.step_in_full("handed in and assigned").await;
    let reading = Reading::open(visitor, visitor.mail().next_of(&inboxes).await?).await?;
    tally.step_in_full("the assessor opens her link").await;
    reading.score(&[]).await?.expect(200)?;
    tally.step_in_full("she reads and scores").await;
    let award = life.decide(issuer, "award").await?.expect(200)?.text("/award")?;
    tally.step_in_full("awarded and signed").await;
    badge(visitor, &award).await?;
    tally.step_in_full("the badge is read").await;
    Ok(())
}

/// Sessions of a second earner and of the issuer.
pub(crate) async fn signed_in(visitor: &Visitor) -> anyhow::Result<(Caller, Caller)> {
    Ok((visitor.sign_in(seed::EARNERS[2]).await?, visitor.sign_in(seed::ADMINISTRATOR).await?))
}

/// The video in two sittings, then the small files.
async fn hand_files_in(life: &Life, options: &Options, tally: &mut Tally<'_>) -> anyhow::Result<()> {
    let video = Evidence {
        file: options.video.clone(),
        part: "artifacts".into(),
        student: Some("Student A".into()),
        media_type: "video/mp4".into(),
    };
    let upload = Upload::begin(&life.earner, &life.submission, &video).await?;
    let half = upload.missing().await?.len() / 2;
    let first = upload.send(half).await?;
    tally.step(&format!(
        "{} parts ({} MB) of the video are sent, then the line is cut",
        first.parts,
        first.bytes / 1_000_000
    ));

    let resumed = Upload::begin(&life.earner, &life.submission, &video).await?;
    ensure!(resumed.artifact == upload.artifact, "the same file goes on where it stopped");
    let rest = resumed.send(usize::MAX).await?;
    tally.step(&format!(
        "resumed: only the missing {} parts ({} MB) are sent",
        rest.parts,
        rest.bytes / 1_000_000
    ));
    let done = resumed.complete().await?.expect(200)?;
    ensure!(done.text("/state")? == "verified", "the video is not verified: {}", done.body);
    tally.step("completed, and found to be H.264 in mp4");

    upload_whole(life, &pdf(options, "Student B")).await?;
    let image = Evidence {
        file: options.image.clone(),
        media_type: "image/jpeg".into(),
        ..pdf(options, "Student B")
    };
    upload_whole(life, &image).await?;
    tally.step("a pdf and an image");
    Ok(())
}

pub(crate) fn pdf(options: &Options, student: &str) -> Evidence {
    Evidence {
        file: options.pdf.clone(),
        part: "artifacts".into(),
        student: Some(student.into()),
        media_type: "application/pdf".into(),
    }
}

pub(crate) async fn upload_whole(life: &Life, evidence: &Evidence) -> anyhow::Result<()> {
    let done = life.upload(evidence).await?.expect(200)?;
    ensure!(done.text("/state")? == "verified", "{} is not verified: {}", evidence.file.display(), done.body);
    Ok(())
}

/// Reads the last kilobyte of the video, as a player does that seeks.
async fn watch(reading: &Reading, life: &Life) -> anyhow::Result<()> {
    let work = reading.work().await?;
    let artifacts = work.at("/artifacts")?.as_array().context("no artifacts")?.clone();
    let video = artifacts.iter().find(|artifact| artifact["mediaType"] == "video/mp4").context("no video")?;
    let artifact = video["artifact"].as_str().context("no id")?;
    let route = format!("/api/submissions/{}/artifacts/{artifact}/reading", life.submission);
    let issued = reading.assessor.send(Method::POST, &route, Some(&json!({}))).await?.expect(200)?;
    let range =
        reqwest::Client::new().get(issued.text("/url")?).header("range", "bytes=-1024").send().await?;
    ensure!(range.status() == 206, "a range of the video answered {}", range.status());
    ensure!(range.bytes().await?.len() == 1024, "a range has another length");
    Ok(())
}

/// The badge, once it is public.
async fn badge(visitor: &Visitor, award: &str) -> anyhow::Result<String> {
    wait_for("the badge is signed", async || {
        let answer = visitor.anonymous().get(&format!("/credentials/{award}")).await?;
        Ok((answer.status == 200).then_some(answer.body))
    })
    .await
}
