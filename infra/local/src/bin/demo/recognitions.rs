//! What awards count for: published, claimed by itself, asked about, accepted, handed out, and reopened.

use anyhow::{Context, ensure};
use local::{
    client::{Answer, Caller, samples, wait_for},
    seed,
};
use serde_json::{Value, json};

use crate::{
    everything::{People, read},
    life::IDEAS,
};

/// The policy that is published here.
const POLICY: &str = samples::HOURS;

/// Publishes a policy, asks what awards count for, and has the earner state what it depends on.
pub(crate) async fn published(people: &People) -> anyhow::Result<()> {
    let recognizer = people.visitor.sign_in(seed::RECOGNIZER).await?;
    recognizer
        .put(&format!("/api/policies/{POLICY}"), &samples::policy_of_hours(IDEAS))
        .await?
        .expect(201)?;

    read(&recognizer, &format!("/api/reports/{}", seed::state())).await?;
    let facts = format!("/api/facts/{}", seed::state());
    people.earner.put(&format!("{facts}?version=0"), &samples::licensed()).await?.expect(200)?;
    read(&people.earner, "/api/facts").await?;
    read(&people.earner, &format!("/api/policy-check?microcredentials={IDEAS}")).await?;
    imported(&recognizer).await?;
    brought(&recognizer, &people.earner).await?;
    let anybody = people.visitor.anonymous();
    for path in [
        "/api/policies".to_owned(),
        format!("/api/policies/{POLICY}"),
        format!("/api/policies/{POLICY}?version=1"),
        format!("/api/policy-check?microcredentials={IDEAS}"),
        "/api/policy-check?policy=pedagogy-assessment&use=pedagogy-hours&hours=8".to_owned(),
    ] {
        read(&anybody, &path).await?;
    }
    Ok(())
}

/// Facts are looked at, imported, and taken back.
async fn imported(recognizer: &Caller) -> anyhow::Result<()> {
    let register = format!("/api/registers/{}", seed::state());
    let table = format!("email,fact,term,date\n{},licence,pptl,2026-07-01\n", seed::EARNERS[0]);
    let table = json!({"version": 0, "source": "Licensing system", "table": table});
    for query in ["?preview=true", ""] {
        recognizer.put(&format!("{register}{query}"), &table).await?.expect(200)?;
    }
    let newest = read(recognizer, &register).await?.text("/imports/0/id")?;
    recognizer.delete(&format!("{register}/imports/{newest}")).await?.expect(200)?;
    Ok(())
}

/// A badge of another issuer is brought, decided about, and taken back.
async fn brought(recognizer: &Caller, earner: &Caller) -> anyhow::Result<()> {
    let desk = format!("/api/reciprocity/{}", seed::state());
    let badge = samples::badge_of_another_issuer();
    let brought = json!({"text": badge.to_string()});
    let brought = earner.post(&format!("{desk}/badges"), &brought).await?.expect(201)?;
    ensure!(brought.json["proven"] == "unproven", "it is proven: {}", brought.body);
    for change in [
        json!({"version": 0, "change": "pin", "issuer": "https://other.example", "name": "Other State",
            "key": "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2", "note": "By letter."}),
        json!({"version": 1, "change": "decide", "issuer": "https://other.example",
            "achievement": "https://other.example/badges/1", "name": "Attendance", "reason": "Time only."}),
    ] {
        recognizer.post(&desk, &change).await?.expect(200)?;
    }
    read(recognizer, &desk).await?;
    wait_for("the clock puts the badge where it belongs", async || {
        let mine = read(earner, "/api/me/badges").await?;
        Ok((mine.at("/items/0/state")? == "aside").then_some(()))
    })
    .await?;
    let one = format!("{desk}/badges/{}/{}", brought.text("/earner/id")?, brought.text("/id")?);
    let decline = json!({"step": "decline", "reason": "It is for time only."});
    take(recognizer, earner, &one, decline).await?.expect(200)?;
    take(earner, earner, &one, json!({"step": "withdraw"})).await?.expect(204).map(drop)
}

/// Takes a step with a badge as it is now: the clock may move it between the look and the step.
async fn take(caller: &Caller, earner: &Caller, route: &str, step: Value) -> anyhow::Result<Answer> {
    let mut tries = 0;
    loop {
        let mine = read(earner, "/api/me/badges").await?;
        let mut body = step.clone();
        body["version"] = mine.at("/items/0/version")?.clone();
        let answer = caller.post(route, &body).await?;
        tries += 1;
        if answer.status != 409 || tries == 5 {
            return Ok(answer);
        }
    }
}

/// The claim that arose by itself is asked about, answered, accepted and handed out.
pub(crate) async fn decided(people: &People) -> anyhow::Result<()> {
    let recognizer = people.visitor.sign_in(seed::RECOGNIZER).await?;
    let earner = wait_for("the award is claimed by itself", async || {
        let desk = read(&recognizer, "/api/recognitions").await?;
        let mut lines = desk.json["items"].as_array().into_iter().flatten();
        let line = lines.find(|line| line["policy"]["id"] == POLICY);
        Ok(line.and_then(|line| line["earner"]["id"].as_str()).map(str::to_owned))
    })
    .await?;
    let route = format!("/api/recognitions/{POLICY}/{earner}");
    step(&recognizer, &route, json!({"step": "question", "question": "In which school was that?"})).await?;
    let own = read(&people.earner, "/api/me/recognitions").await?;
    let asked = own.json["items"].as_array().into_iter().flatten().find(|one| one["policy"]["id"] == POLICY);
    let version = asked.context("she doesn't find what is asked")?["version"].clone();
    let answer = json!({"version": version, "answer": "In Maple Hollow."});
    let path = format!("/api/me/recognitions/{POLICY}/1/answer");
    people.earner.post(&path, &answer).await?.expect(200)?;
    let accepted = step(&recognizer, &route, json!({"step": "accept"})).await?;
    ensure!(accepted["ledger"][0]["accepted"] == "4", "the ledger says otherwise: {accepted}");
    for sheet in ["staff", "payroll"] {
        let table = read(&recognizer, &format!("/api/recognitions/export?sheet={sheet}")).await?;
        ensure!(table.body.contains(&format!("{POLICY}/{earner}/1")), "it isn't handed out: {}", table.body);
    }
    Ok(())
}

/// The award was revoked: what it was counted for waits again, and is taken back.
pub(crate) async fn reopened(people: &People) -> anyhow::Result<()> {
    let recognizer = people.visitor.sign_in(seed::RECOGNIZER).await?;
    let route = wait_for("what the award was counted for is reopened", async || {
        let desk = read(&recognizer, "/api/recognitions").await?;
        let mut lines = desk.json["items"].as_array().into_iter().flatten();
        let line = lines.find(|line| line["counts"]["reopened"] == 1);
        Ok(line
            .and_then(|line| line["earner"]["id"].as_str())
            .map(|id| format!("/api/recognitions/{POLICY}/{id}")))
    })
    .await?;
    step(&recognizer, &route, json!({"step": "decline", "reason": "The award was revoked."})).await.map(drop)
}

async fn step(recognizer: &Caller, route: &str, mut step: Value) -> anyhow::Result<Value> {
    step["version"] = json!(read(recognizer, route).await?.number("/version")?);
    Ok(recognizer.post(&format!("{route}/1"), &step).await?.expect(200)?.json)
}
