//! How it is known that an assessor may be trusted: work that the issuer scored, and what she makes of it.

use anyhow::{Context, ensure};
use local::{client::scored, seed};
use serde_json::{Map, Value, json};

use crate::{
    everything::{People, read},
    life::{Held, IDEAS},
};

/// Keeps the earner's work as a benchmark and retires it; then the one assessor of the seed who isn't calibrated passes.
pub(crate) async fn by_benchmarks(people: &People, held: &Held) -> anyhow::Result<()> {
    keep_and_retire(people, held).await?;

    let assessor = people.visitor.sign_in(seed::ASSESSORS[3]).await?;
    read(&assessor, "/api/qualifications").await?;
    let route = format!("/api/microcredentials/{}/calibration", seed::CALIBRATED);
    let begun = assessor.post(&route, &json!({})).await?.expect(201)?;
    let known = read(&people.staff, &benchmarks(seed::CALIBRATED)).await?;
    let mail = people.visitor.mail();
    let inboxes = mail.counts(&[seed::ASSESSORS[3]]).await?;
    let works = begun.at("/works")?.as_array().context("no works")?;
    for (number, work) in (1..).zip(works) {
        let scores = json!({"scores": levels(&known.json, work)?});
        assessor.post(&format!("{route}/works/{number}"), &scores).await?.expect(200)?;
    }
    mail.next_of(&inboxes).await?;
    let over = read(&assessor, &route).await?;
    ensure!(over.text("/state")? == "passed", "she didn't pass: {}", over.body);
    Ok(())
}

fn benchmarks(slug: &str) -> String {
    format!("/api/microcredentials/{slug}/benchmarks")
}

async fn keep_and_retire(people: &People, held: &Held) -> anyhow::Result<()> {
    let route = format!("/api/submissions/{}", held.submission);
    let permitted =
        json!({"version": read(&people.earner, &route).await?.number("/version")?, "permitted": true});
    people.earner.put(&format!("{route}/practice"), &permitted).await?.expect(200)?;

    let definition = read(&people.staff, &format!("/api/microcredentials/{IDEAS}")).await?;
    let parts = definition.at("/definition/parts")?.as_array().context("no parts")?;
    let scores: Map<String, Value> = parts.iter().map(|part| scored(part, &[])).collect();
    let body = json!({"submission": held.submission, "scores": scores});
    let kept = people.staff.post(&benchmarks(IDEAS), &body).await?.expect(201)?.text("/id")?;
    people.staff.delete(&format!("{}/{kept}", benchmarks(IDEAS))).await?.expect(204).map(drop)
}

/// The issuer's own levels of a work, of which it knows the texts.
fn levels(known: &Value, work: &Value) -> anyhow::Result<Value> {
    let mut kept = known["items"].as_array().into_iter().flatten();
    let benchmark =
        kept.find(|one| one["parts"] == work["work"]["responses"]).context("it is none of ours")?;
    let mut scores = benchmark["key"]["scores"].clone();
    for criterion in scores.as_object_mut().into_iter().flatten().filter_map(|(_, part)| part.as_object_mut())
    {
        for score in criterion.values_mut().filter_map(Value::as_object_mut) {
            score.remove("feedback");
        }
    }
    Ok(scores)
}
