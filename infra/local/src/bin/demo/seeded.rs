//! A benchmark that stands among an assessor's ordinary work, from the work that it is made of to its files' end.

use anyhow::{Context, ensure};
use cloud::{App, Failure};
use domain::{Slug, catalogue, qualification::Seeded};
use local::{
    client::{Caller, Life, Reading, scored, wait_for},
    seed,
};
use serde_json::{Map, Value, json};

use crate::{
    Options,
    everything::{People, read},
    life::{self, IDEAS},
};

/// A definition of its own, so that everything else goes on as it was.
const MEASURED: &str = "measured-ideas";

/// With each attempt a benchmark is seeded: the first makes it, the second gives it away, the third clears it up.
pub(crate) async fn among_ordinary_work(
    app: &App,
    people: &People,
    options: &Options,
    issuer: &str,
) -> anyhow::Result<()> {
    let [bruno, _, dmitri, elena] = seed::ASSESSORS;
    let path = format!("/api/microcredentials/{MEASURED}");
    publish(people, None).await?;
    for email in [bruno, dmitri, elena] {
        train(people, email, issuer).await?;
    }

    let mail = people.visitor.mail();
    let inboxes = mail.counts(&[dmitri, elena]).await?;
    let source = hand_in(&people.earner, options).await?;
    let had_it = mail.next_of(&inboxes).await?;
    give_back(people, &source, had_it).await?;

    publish(people, Some(json!({"works": 1, "agreement": 80, "seeded": 100}))).await?;
    let other = if had_it == elena { dmitri } else { elena };
    calibrate(people, &path, &[bruno, other]).await?;
    keep(people, &source, &path).await?;

    let [_, george, hana] = seed::EARNERS;
    let george = people.visitor.sign_in(george).await?;
    let inboxes = mail.counts(&[other]).await?;
    let first = hand_in(&george, options).await?;
    mail.next_of(&inboxes).await?;
    made_ready(app).await?;

    let inboxes = mail.counts(&[other]).await?;
    hand_in(&people.visitor.sign_in(hana).await?, options).await?;
    mail.next_of(&inboxes).await?;
    let measured = Reading::open(&people.visitor, other).await?;
    measured.score(&[]).await?.expect(200)?;
    let figures = read(&people.staff, &format!("{path}/reliability")).await?;
    ensure!(figures.json["benchmarks"][0]["n"] == 1, "nobody was measured: {}", figures.body);

    let inboxes = mail.counts(&[other]).await?;
    first.withdraw().await?.expect(200)?;
    mail.next_of(&inboxes).await?;
    let inboxes = mail.counts(&[other]).await?;
    let third = hand_in(&george, options).await?;
    mail.next_of(&inboxes).await?;
    give_back(people, &third, other).await?;
    keep(people, &third, &path).await?;
    practise(people, &path, had_it).await
}

/// Waits until a benchmark can be given away. Nothing else shows it: nobody is to know.
async fn made_ready(app: &App) -> anyhow::Result<()> {
    let slug: Slug = MEASURED.parse()?;
    wait_for("a benchmark is ready to be given away", async || {
        Ok(app.table.seeded(&slug).await.map_err(Failure::from)?.into_iter().find(Seeded::is_ready))
    })
    .await
    .map(drop)
}

/// The assessor finds the reflection not met, and the issuer says so.
async fn give_back(people: &People, life: &Life, assessor: &str) -> anyhow::Result<()> {
    Reading::open(&people.visitor, assessor).await?.score(&["reflection"]).await?.expect(200)?;
    life.decide(&people.staff, "not-yet").await?.expect(200).map(drop)
}

/// Makes a benchmark of work that was given back, by permission of its earner.
async fn keep(people: &People, life: &Life, path: &str) -> anyhow::Result<()> {
    let permitted = json!({"version": life.read().await?.number("/version")?, "permitted": true});
    life.earner.put(&life.route("/practice"), &permitted).await?.expect(200)?;
    let parts = life.definition["parts"].as_array().context("no parts")?;
    let scores: Map<String, Value> = parts.iter().map(|part| scored(part, &["reflection"])).collect();
    let body = json!({"submission": life.submission, "scores": scores});
    people.staff.post(&format!("{path}/benchmarks"), &body).await?.expect(201).map(drop)
}

/// Retires what the issuer wrote, so that the calibration of whoever scored the first work is the last one.
async fn practise(people: &People, path: &str, email: &str) -> anyhow::Result<()> {
    let kept = read(&people.staff, &format!("{path}/benchmarks")).await?;
    for benchmark in
        kept.json["items"].as_array().into_iter().flatten().filter(|one| one["parts"].is_object())
    {
        let id = benchmark["id"].as_str().context("a benchmark has an id")?;
        people.staff.delete(&format!("{path}/benchmarks/{id}")).await?.expect(204)?;
    }
    let assessor = people.visitor.sign_in(email).await?;
    let route = format!("{path}/calibration");
    assessor.post(&route, &json!({})).await?.expect(201)?;
    let begun = read(&assessor, &route).await?;
    ensure!(
        begun.json["works"][0]["work"]["artifacts"][0].is_object(),
        "it is no work of an earner: {}",
        begun.body
    );
    Ok(())
}

async fn publish(people: &People, calibration: Option<Value>) -> anyhow::Result<()> {
    let shipped = catalogue::shipped().into_iter().find(|definition| definition.id.as_str() == IDEAS);
    let mut definition = serde_json::to_value(shipped.context("it ships")?)?;
    definition["id"] = json!(MEASURED);
    // Where a second assessor is sought by chance, and isn't there, no benchmark is given away.
    definition["doubleScoredShare"] = json!(0);
    definition["rubricJustification"] = json!("It is the shipped rubric, by which assessors are measured.");
    let path = format!("/api/microcredentials/{MEASURED}");
    let mut draft = path.clone();
    if let Some(calibration) = calibration {
        definition["calibration"] = calibration;
        draft.push_str("?version=1");
    }
    let version = people.staff.put(&draft, &definition).await?.expect(200)?.number("/version")?;
    people.staff.post(&format!("{path}/publish"), &json!({"version": version})).await?.expect(201).map(drop)
}

/// Adds a training record to those that an assessor has.
async fn train(people: &People, email: &str, issuer: &str) -> anyhow::Result<()> {
    let all = read(&people.staff, &format!("/api/people?organisation={issuer}")).await?;
    let mut members = all.at("/items")?.as_array().into_iter().flatten();
    let member = members.find(|person| person["email"] == email).context("she is an assessor")?;
    let mut training = member["assessor"]["training"].as_array().cloned().unwrap_or_default();
    training.push(json!({"microcredential": MEASURED}));
    let body = json!({"email": email, "name": member["name"], "organisation": issuer, "roles": ["assessor"],
        "training": training});
    people.staff.put("/api/people", &body).await?.expect(200).map(drop)
}

/// Has these assessors pass by a reflection that the issuer wrote.
async fn calibrate(people: &People, path: &str, emails: &[&str]) -> anyhow::Result<()> {
    let scores = |score: Value| json!({"reflection": {"effect-on-students": score, "next-time": score}});
    let parts = json!({"reflection": {"answers": {"reflection": "They chose together, and told why."}}});
    let key = scores(json!({"level": "proficient", "feedback": "What changed is told."}));
    let body = json!({"parts": parts, "scores": key});
    people.staff.post(&format!("{path}/benchmarks"), &body).await?.expect(201)?;
    for email in emails {
        let assessor = people.visitor.sign_in(email).await?;
        let route = format!("{path}/calibration");
        assessor.post(&route, &json!({})).await?.expect(201)?;
        let levels = json!({"scores": scores(json!({"level": "proficient"}))});
        let inboxes = people.visitor.mail().counts(&[email]).await?;
        let over = assessor.post(&format!("{route}/works/1"), &levels).await?.expect(200)?;
        people.visitor.mail().next_of(&inboxes).await?;
        ensure!(over.text("/state")? == "passed", "{email} didn't pass: {}", over.body);
    }
    Ok(())
}

async fn hand_in(earner: &Caller, options: &Options) -> anyhow::Result<Life> {
    let life = Life::open(earner, MEASURED).await?;
    life.write(60).await?.expect(200)?;
    for student in ["Student A", "Student B"] {
        life::upload_whole(&life, &life::pdf(options, student)).await?;
    }
    life.submit().await?.expect(200)?;
    Ok(life)
}
