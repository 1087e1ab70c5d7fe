//! Work that goes from one assessor to the next.

use anyhow::Context;
use local::{
    client::{Life, Reading, Upload, wait_for},
    seed,
};
use serde_json::{Value, json};

use crate::{
    Options,
    everything::{People, read},
    life::{self, IDEAS},
    under_a_key,
};

/// Assessors whom letters don't reach: the mail server knows nobody there, or takes the letter and it comes back.
const UNREACHED: [&str; 2] = ["one@unknown.example.com", "one@returned.example.com"];

/// An attempt of another earner, for which in the end nobody is left: the first assessor of the other district loses it
/// by hand to the second, who declines, and of two more nobody hears.
pub(crate) async fn until_nobody_is_left(people: &People, options: &Options) -> anyhow::Result<Life> {
    let earner = people.visitor.sign_in(seed::EARNERS[2]).await?;
    let life = Life::open(&earner, IDEAS).await?;
    let upload = Upload::begin(&earner, &life.submission, &life::pdf(options, "Student A")).await?;
    earner.delete(upload.route()).await?.expect(204)?;
    life.write(120).await?.expect(200)?;
    for student in ["Student A", "Student B"] {
        life::upload_whole(&life, &life::pdf(options, student)).await?;
    }

    let mail = people.visitor.mail();
    let inboxes = mail.counts(&seed::ASSESSORS).await?;
    life.submit().await?.expect(200)?;
    let first = mail.next_of(&inboxes).await?;
    let reading = Reading::open(&people.visitor, first).await?;
    keep_comments(&reading).await?;

    let others: Vec<&str> = seed::ASSESSORS.into_iter().filter(|email| *email != first).collect();
    let inboxes = mail.counts(&others).await?;
    let chosen = json!({"assessor": free_assessor(people, &life).await?});
    people.staff.post(&life.route("/assignments"), &chosen).await?.expect(201)?;
    let names = [("assignment", reading.assignment.as_str())];
    under_a_key::refused(&reading.assessor, &names, |path| path.contains("{assignment}")).await?;
    let reading = Reading::open(&people.visitor, mail.next_of(&inboxes).await?).await?;
    let route = format!("/api/assignments/{}/decline", reading.assignment);
    reading.assessor.post(&route, &json!({"reason": "unavailable"})).await?.expect(204)?;
    for email in UNREACHED {
        ask_in_vain(people, &life, email).await?;
    }
    Ok(life)
}

/// Trains somebody for it whom no letter reaches, and waits until she was asked and it went from her.
async fn ask_in_vain(people: &People, life: &Life, email: &str) -> anyhow::Result<()> {
    let issuer = people.organisation(&people.staff).await?;
    let body = json!({"email": email, "name": "New", "organisation": issuer, "roles": ["assessor"],
        "available": true, "training": [{"microcredential": IDEAS}]});
    let person = people.staff.put("/api/people", &body).await?.expect(200)?.text("/id")?;
    wait_for("an assessment goes from somebody who hears nothing of it", async || {
        let seen = read(&people.staff, &life.route("")).await?;
        let asked = seen.json["assignments"].as_array().into_iter().flatten();
        Ok(asked
            .filter(|one| one["assessor"] == person.as_str())
            .find_map(|one| (one["state"]["cause"] == "unreachable").then_some(())))
    })
    .await
}

async fn keep_comments(reading: &Reading) -> anyhow::Result<()> {
    let route = format!("/api/assignments/{}/comment-bank", reading.assignment);
    let version = read(&reading.assessor, &route).await?.number("/version")?;
    let comments = json!({"version": version, "comments": ["Name the idea that you mean."]});
    reading.assessor.put(&route, &comments).await?.expect(200).map(drop)
}

/// The id of somebody who may score the work and was not asked.
async fn free_assessor(people: &People, life: &Life) -> anyhow::Result<String> {
    let assessors = read(&people.staff, &life.route("/assessors")).await?;
    let is_free =
        |line: &&Value| line["ineligible"].is_null() && line["current"] == false && line["yourself"] == false;
    let free = assessors.json["items"].as_array().into_iter().flatten().find(is_free);
    Ok(free.and_then(|line| line["person"].as_str()).context("nobody else may score it")?.to_owned())
}
