//! Whatever the life of one badge doesn't ask for: every other route, answered as it should be.

use std::{collections::BTreeMap, path::Path};

use anyhow::ensure;
use cloud::App;
use domain::catalogue;
use local::{
    client::{Answer, Caller, Visitor, wait_for},
    seed,
};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{
    Options, appeals, coached,
    life::{Held, IDEAS},
    organisations, passed_on, privacy, qualified, recognitions, rosters, seeded, shortlists,
    tally::Tally,
    troubles::{self, MEASURED},
    under_a_key,
};

/// Everybody that is needed for it.
pub(crate) struct People {
    pub(crate) visitor: Visitor,
    pub(crate) earner: Caller,
    pub(crate) staff: Caller,
    webmaster: Caller,
}

/// Asks for all of it, after a life that ended with `held`. Files that are needed are made in the folder.
pub(crate) async fn ask(
    app: &App,
    visitor: &Visitor,
    (options, folder): (&Options, &Path),
    held: &Held,
    tally: &mut Tally<'_>,
) -> anyhow::Result<()> {
    let people = People {
        visitor: visitor.clone(),
        earner: visitor.sign_in(seed::EARNERS[0]).await?,
        staff: visitor.sign_in(seed::ADMINISTRATOR).await?,
        webmaster: visitor.sign_in(seed::WEBMASTER).await?,
    };
    let issuer = people.organisation(&people.staff).await?;
    let troubles = troubles::begin(app, visitor, &people.webmaster, folder).await?;
    let leaving = privacy::begin(visitor, &people, &people.webmaster, folder).await?;
    tally.step("files that are not what they say, malware, uploads that are left or taken away");
    read_in_public(&people, held, &issuer).await?;
    tally.step("everything public, read and verified");
    hold(&people, held).await?;
    tally.step("the earner looks at what she holds, shows it, bundles it");
    coached::until_she_leaves(&people).await?;
    tally.step("a coach is asked, reads a draft, and both talk about it until she leaves");
    shortlists::until_she_leaves(&people).await?;
    tally.step("a shortlist is shared with an adviser, and both remark on it until she leaves");
    author(&people).await?;
    tally.step("a definition is written, published, changed, and the change thrown away");
    recognitions::published(&people).await?;
    tally.step("what awards count for is published, asked, and depends on what the earner states");
    appeals::made_and_taken_back(&people, options).await?;
    tally.step("a decision is appealed against, and the appeal taken back");
    qualified::by_benchmarks(&people, held).await?;
    tally.step(
        "benchmarks are kept, one of them by permission of its earner, and an assessor passes a calibration",
    );
    seeded::among_ordinary_work(app, &people, options, &issuer).await?;
    tally.step("a benchmark is handed to an assessor among her ordinary work");
    let waiting = passed_on::until_nobody_is_left(&people, options).await?;
    tally.step("an upload is cancelled, work is passed on by hand, and declined");
    let under_way = privacy::left(leaving).await?;
    tally.step("everything of a guest is packed, and she asks that it is erased");
    recognitions::decided(&people).await?;
    tally.step("the award is claimed by itself, asked about, accepted, and handed out");
    staff(&people, held, &issuer).await?;
    tally.step("the issuer's lists, people and letters; a district's settings");
    organisations::added_and_changed(&people, &issuer).await?;
    tally.step("a district is added, and its administrator gives it a name and schools");
    rosters::placed_and_taken_back(&people.webmaster).await?;
    tally.step("a district imports a roster, whose people get their places, and takes it back");
    endorse(&people).await?;
    tally.step("an organisation endorses, and takes it back");
    revoke(&people, held, &issuer).await?;
    tally.step("the award is revoked by two, and the badge says so");
    recognitions::reopened(&people).await?;
    tally.step("what it was counted for is reopened, and taken back");
    privacy::packed(&people).await?;
    privacy::keep(&people, &issuer).await?;
    tally.step("everything of an earner is packed, and downloaded; how long files are kept is changed");
    under_a_key::refused(&people.earner, &names(held), |path| {
        !path.contains("{assignment}") && path != "/api/sign-out"
    })
    .await?;
    tally.step("every change, asked for wrongly under an Idempotency-Key");
    troubles::over(app, &troubles).await?;
    look_after_readers(&people).await?;
    waiting.withdraw().await?.expect(200)?;
    tally.step("the minute's round put right what had gone wrong, and whom it paused goes on; what nobody scores is taken back");
    privacy::over(visitor, &under_way).await?;
    tally.step("somebody who asked for it is erased, and told so");
    troubles::leave_whole(visitor, folder).await?;
    tally.step("a file arrives whole, and its earner leaves before she completes it");
    // In a session of its own, so that what she read can be read again.
    sign_out(&visitor.sign_in(seed::EARNERS[0]).await?).await?;
    tally.step("signed out");
    Ok(())
}

/// What stands in paths. There are no such records where none is held.
fn names(held: &Held) -> [(&str, &str); 13] {
    [
        ("submission", held.submission.as_str()),
        ("award", &held.award),
        ("slug", IDEAS),
        ("version", "1"),
        ("person", "per_01KAJ4ZV8M0000000000000001"),
        ("organisation", "org_00000000000000000000000002"),
        ("artifact", "art_01KAJ4ZV8M0000000000000001"),
        ("letter", "let_01KAJ4ZV8M0000000000000001"),
        ("bundle", "clr_01KAJ4ZV8M0000000000000001"),
        ("benchmark", "bmk_01KAJ4ZV8M0000000000000001"),
        ("share", "shr_01KAJ4ZV8M0000000000000001"),
        ("number", "1"),
        ("erasure", "era_01KAJ4ZV8M0000000000000001"),
    ]
}

/// The bounds are set anew, an assessor says when she is away, and the pause of the one who drifted is lifted.
async fn look_after_readers(people: &People) -> anyhow::Result<()> {
    let definition = format!("/api/microcredentials/{MEASURED}");
    let told = read(&people.staff, &format!("{definition}/reliability")).await?;
    let trial = json!({"passRule": {"all": [{"passes": "overview"}, {"yes": "artifacts"}]}});
    let path = format!("/api/microcredentials/{IDEAS}/pass-rule-trial");
    people.staff.post(&path, &trial).await?.expect(200)?;
    let bounds = json!({"version": told.at("/thresholds/version")?, "kappa": 0.5, "severity": 0.5});
    people.staff.put(&format!("{definition}/thresholds"), &bounds).await?.expect(200)?;

    let lift = format!("{definition}/pauses/{}/lift", told.text("/pauses/0/person")?);
    let reason = json!({"version": told.at("/pauses/0/version")?, "reason": "We read ten works together."});
    people.staff.post(&lift, &reason).await?.expect(200)?;

    let assessor = people.visitor.sign_in(seed::DRIFTER).await?;
    let issuer = read(&assessor, "/api/availability").await?.text("/items/0/organisation")?;
    let away = json!({"available": true, "cap": 4, "away": [{"from": "2999-07-06", "until": "2999-07-24"}]});
    assessor.put(&format!("/api/availability/{issuer}"), &away).await?.expect(200).map(drop)
}

async fn sign_out(caller: &Caller) -> anyhow::Result<()> {
    let asking = caller.request(Method::POST, "/api/sign-out").header("idempotency-key", "out");
    Answer::of("POST /api/sign-out".into(), asking.json(&json!({}))).await?.expect(204)?;
    caller.get("/api/me").await?.expect(401).map(drop)
}

impl People {
    /// The first organisation that somebody belongs to.
    pub(crate) async fn organisation(&self, caller: &Caller) -> anyhow::Result<String> {
        caller.get("/api/organisations").await?.expect(200)?.text("/items/0/id")
    }
}

/// GET, answered with 200.
pub(crate) async fn read(caller: &Caller, path: &str) -> anyhow::Result<Answer> {
    caller.get(path).await?.expect(200)
}

async fn read_in_public(people: &People, held: &Held, issuer: &str) -> anyhow::Result<()> {
    let anybody = people.visitor.anonymous();
    let (award, district) = (&held.award, seed::first_district());
    for path in [
        "/api/health".to_owned(),
        "/api/microcredentials".to_owned(),
        format!("/api/microcredentials/{IDEAS}"),
        format!("/api/microcredentials/{IDEAS}/submission-schema"),
        format!("/achievements/{IDEAS}"),
        format!("/achievements/{IDEAS}/1"),
        format!("/achievements/{IDEAS}/1/image.png"),
        format!("/credentials/{award}?format=html"),
        format!("/credentials/{award}/badge.png"),
        format!("/credentials/{award}/receipt"),
        format!("/ob2/assertions/{award}"),
        format!("/ob2/badges/{IDEAS}/1"),
        format!("/ob2/issuers/{issuer}"),
        format!("/issuers/{issuer}"),
        "/.well-known/did.json".to_owned(),
        "/.well-known/jwks.json".to_owned(),
        "/status/1".to_owned(),
        "/verify".to_owned(),
        format!("/embed/{district}?microcredential={IDEAS}"),
    ] {
        read(&anybody, &path).await?;
    }
    let verdict = anybody.post("/api/verify", &json!({"id": award})).await?.expect(200)?;
    ensure!(verdict.json["valid"] == true, "the badge doesn't verify: {}", verdict.body);
    Ok(())
}

async fn hold(people: &People, held: &Held) -> anyhow::Result<()> {
    let earner = &people.earner;
    for path in ["/api/me", "/api/submissions", "/api/awards"] {
        read(earner, path).await?;
    }
    // To Spanish and back: whoever reads her letters here reads English.
    let mut me = read(earner, "/api/me").await?;
    for language in ["es", "en"] {
        let asked = json!({"version": me.number("/version")?, "language": language});
        me = earner.put("/api/me", &asked).await?.expect(200)?;
    }
    let award = read(earner, "/api/awards").await?.at("/items/0")?.clone();
    let shown = json!({"version": award["version"], "public": true, "named": true});
    earner.put(&format!("/api/awards/{}/visibility", held.award), &shown).await?.expect(200)?;

    read(earner, &format!("/api/submissions/{}/preview", held.submission)).await?;
    let effort = format!("/api/submissions/{}/effort", held.submission);
    let version = read(earner, &effort).await?.number("/items/0/version")?;
    let told = json!({"version": version, "attempt": 1, "minutes": 540, "coachingMinutes": 90});
    earner.put(&effort, &told).await?.expect(200)?;
    answer(earner, &held.submission).await?;

    let bundle =
        earner.post("/api/bundles", &json!({"awards": [held.award]})).await?.expect(202)?.text("/id")?;
    let route = format!("/api/bundles/{bundle}");
    wait_for("the bundle is signed", async || {
        Ok((read(earner, &route).await?.text("/state")? == "signed").then_some(()))
    })
    .await?;
    read(earner, &format!("{route}/credential")).await?;
    earner.post("/api/session/hand-over", &json!({})).await?.expect(200)?;

    let handed_in = read(&people.staff, &format!("/api/submissions/{}", held.submission)).await?;
    let artifact = handed_in.text("/formerArtifacts/1/0/artifact")?;
    let route = format!("/api/submissions/{}/artifacts/{artifact}/reading", held.submission);
    for reader in [earner, &people.staff] {
        reader.post(&route, &json!({})).await?.expect(200)?;
    }
    Ok(())
}

/// The first choice of each question that her district asks.
async fn answer(earner: &Caller, submission: &str) -> anyhow::Result<()> {
    let route = format!("/api/submissions/{submission}/local-answers");
    let asked = read(earner, &route).await?.json;
    let questions = asked["questions"].as_array().into_iter().flatten();
    let answers: BTreeMap<&str, &Value> = questions
        .filter_map(|question| Some((question["id"].as_str()?, question.pointer("/choices/0")?)))
        .collect();
    ensure!(!answers.is_empty(), "the seed's first district asks its earners nothing");
    earner.put(&route, &json!({"version": asked["version"], "answers": answers})).await?.expect(200).map(drop)
}

async fn author(people: &People) -> anyhow::Result<()> {
    let (author, path) = (&people.staff, "/api/microcredentials/asking-questions");
    let mut definition = serde_json::to_value(catalogue::shipped().remove(0))?;
    definition["id"] = json!("asking-questions");
    definition["rubricJustification"] = json!("It is the shipped rubric, tried with another competency.");
    author.put(path, &definition).await?.expect(200)?;
    author.post(&format!("{path}/publish"), &json!({"version": 1})).await?.expect(201)?;
    let kept =
        author.put(&format!("{path}?version=1"), &definition).await?.expect(200)?.number("/version")?;
    read(author, "/api/microcredentials?state=draft").await?;
    read(author, &format!("{path}?version=draft")).await?;
    author.delete(&format!("{path}?version={kept}")).await?.expect(204).map(drop)
}

async fn staff(people: &People, held: &Held, issuer: &str) -> anyhow::Result<()> {
    let (staff, district) = (&people.staff, seed::first_district());
    read(staff, "/api/issuer/submissions?state=awarded").await?;
    read(staff, &format!("/api/submissions/{}/audit", held.submission)).await?;
    read(staff, &format!("/api/people?organisation={issuer}")).await?;
    read(staff, &format!("/api/organisations/{issuer}/capacity")).await?;
    plan(staff, issuer).await?;
    read(staff, &format!("/api/awards/{}", held.award)).await?;
    let reason = json!({"reason": "A parent asks who was filmed."});
    staff.post(&format!("/api/submissions/{}/unblinding", held.submission), &reason).await?.expect(200)?;
    let body =
        json!({"email": "one@refused.example.com", "name": "New", "organisation": issuer, "roles": []});
    staff.put("/api/people", &body).await?.expect(200)?;
    let letter = wait_for("a refused letter is listed as dead", async || {
        let letters = read(staff, "/api/letters?state=dead").await?;
        Ok(letters.json["items"].get(0).cloned())
    })
    .await?;
    let path = format!("/api/letters/{}/resend", letter["id"].as_str().unwrap_or_default());
    staff.post(&path, &json!({"person": letter["person"]})).await?.expect(202)?;

    let route = format!("/api/districts/{district}");
    let mut settings = read(&people.webmaster, &route).await?.json;
    let saved = json!({
        "version": settings["version"].take(),
        "origins": ["https://www.maplehollow.example.com"],
        "colour": "#7a1f3d",
        "offered": [IDEAS],
        "questions": settings["questions"].take(),
    });
    people.webmaster.put(&route, &saved).await?.expect(200)?;

    let route = format!("{route}/schools");
    let schools = json!({
        "version": read(&people.webmaster, &route).await?.number("/version")?,
        "table": "school,teachers,setting\nMaple Hollow Elementary,24,rural\n",
    });
    people.webmaster.put(&route, &schools).await?.expect(200)?;
    read(&people.webmaster, &format!("/api/reports/{district}")).await.map(drop)
}

/// A section of the plan is saved anew, and read.
async fn plan(staff: &Caller, organisation: &str) -> anyhow::Result<()> {
    let route = format!("/api/organisations/{organisation}/plan");
    let step = json!({"id": "a1", "what": "Train ten assessors.", "owner": "Ada Quill", "due": "2999-01-31"});
    let section = json!({
        "section": "next-steps",
        "version": read(staff, &route).await?.number("/sections/7/version")?,
        "answers": {"conditions": "Every school has a coach."},
        "steps": [step],
    });
    staff.put(&route, &section).await?.expect(200)?;
    // Now it tells who wrote.
    read(staff, &route).await.map(drop)
}

async fn endorse(people: &People) -> anyhow::Result<()> {
    let (email, organisation) = ("speaker@maplehollow.example.com", seed::first_district());
    let body =
        json!({"email": email, "name": "Speaker", "organisation": organisation, "roles": ["endorser"]});
    people.webmaster.put("/api/people", &body).await?.expect(200)?;
    let speaker = people.visitor.sign_in(email).await?;
    let said = json!({"organisation": organisation, "comment": "It asks for what good teaching needs."});
    let route = format!("/api/microcredentials/{IDEAS}/versions/1/endorsements");
    let answer = speaker.post(&route, &said).await?;
    ensure!(
        [200, 201, 202].contains(&answer.status),
        "endorsing answered {}: {}",
        answer.status,
        answer.body
    );
    let (shown, anybody) =
        (format!("/achievements/{IDEAS}/1/endorsements/{organisation}"), speaker.anonymous());
    let signed = wait_for("the endorsement is signed", async || {
        let answer = anybody.get(&shown).await?;
        Ok((answer.status == 200).then_some(answer.json))
    })
    .await?;
    let verdict = anybody.post("/api/verify", &json!({"credential": signed})).await?.expect(200)?;
    ensure!(verdict.json["valid"] == true, "the endorsement doesn't verify: {}", verdict.body);
    let taken_back = speaker.delete(&format!("{route}/{organisation}")).await?;
    ensure!([200, 204].contains(&taken_back.status), "withdrawing answered {}", taken_back.status);
    Ok(())
}

async fn revoke(people: &People, held: &Held, issuer: &str) -> anyhow::Result<()> {
    let email = "second@credentials.example.org";
    let body = json!({"email": email, "name": "Second", "organisation": issuer, "roles": ["issuer"]});
    people.staff.put("/api/people", &body).await?.expect(200)?;
    let second = people.visitor.sign_in(email).await?;
    let route = format!("/api/awards/{}", held.award);
    let version = read(&people.staff, &route).await?.number("/version")?;
    let step =
        json!({"version": version, "step": "propose", "reason": "The evidence was not the holder's own."});
    people.staff.post(&format!("{route}/revocation"), &step).await?.expect(200)?;
    let version = read(&second, &route).await?.number("/version")?;
    let step = json!({"version": version, "step": "confirm", "alone": false});
    second.post(&format!("{route}/revocation"), &step).await?.expect(200)?;
    wait_for("the badge is revoked", async || {
        let asked = json!({"id": held.award});
        let verdict = people.visitor.anonymous().post("/api/verify", &asked).await?.expect(200)?;
        Ok((verdict.json["valid"] == false).then_some(()))
    })
    .await
}
