//! What lies beside the submissions that are copied, one of each: a claim, a coaching, a shared shortlist, a calibration, an
//! erasure, and a badge of another issuer.

use local::{
    client::{Caller, Life, Visitor, samples, wait_for},
    seed,
    stack::Stack,
};
use serde_json::json;

use crate::lives::IDEAS;

/// The policy that is claimed.
const POLICY: &str = samples::HOURS;
/// Of a definition that nothing else here is about.
const STRUCTURES: &str = "implementing-collaborative-learning-structures";
/// Who is asked to coach, who to advise, and who asks to be erased: nobody knows them yet.
const COACH: &str = "dana.reyes@school.example.org";
const ADVISER: &str = "lee.morgan@school.example.org";
const LEAVER: &str = "leaver@maplehollow.example.com";

/// A route, and who asks for which path of it.
pub(crate) struct Beside {
    pub(crate) route: &'static str,
    /// The caller's session; nothing for anybody.
    pub(crate) bearer: Option<String>,
    pub(crate) path: String,
}

impl Beside {
    fn of(route: &'static str, caller: &Caller, path: impl Into<String>) -> Self {
        Self { route, bearer: caller.bearer().map(str::to_owned), path: path.into() }
    }
}

/// Publishes a policy that the earner's next award completes.
///
/// # Errors
/// Anything is refused.
pub(crate) async fn policy(recognizer: &Caller, earner: &Caller) -> anyhow::Result<()> {
    recognizer
        .put(&format!("/api/policies/{POLICY}"), &samples::policy_of_hours(IDEAS))
        .await?
        .expect(201)?;
    let facts = format!("/api/facts/{}?version=0", seed::state());
    earner.put(&facts, &samples::licensed()).await?.expect(200).map(drop)
}

/// Does all the rest, once she holds the award.
///
/// # Errors
/// Anything is refused.
pub(crate) async fn lived(
    stack: &Stack,
    visitor: &Visitor,
    (earner, webmaster, recognizer): (&Caller, &Caller, &Caller),
) -> anyhow::Result<Vec<Beside>> {
    let mut all = vec![claim(stack, recognizer).await?];
    all.extend(coaching(visitor).await?);
    all.extend(shortlist(visitor).await?);
    all.extend(brought(earner, recognizer).await?);
    all.push(calibration(visitor).await?);
    all.push(erasure(visitor, webmaster).await?);
    Ok(all)
}

async fn claim(stack: &Stack, recognizer: &Caller) -> anyhow::Result<Beside> {
    let claimed = wait_for("the award is claimed by itself", async || {
        stack.tick().await;
        stack.settle().await;
        let desk = recognizer.get("/api/recognitions").await?.expect(200)?;
        let mut lines = desk.json["items"].as_array().into_iter().flatten();
        let line = lines.find(|line| line["policy"]["id"] == POLICY);
        Ok(line.and_then(|line| line["earner"]["id"].as_str()).map(str::to_owned))
    });
    let path = format!("/api/recognitions/{POLICY}/{}", claimed.await?);
    Ok(Beside::of("GET /api/recognitions/{slug}/{person}", recognizer, path))
}

async fn coaching(visitor: &Visitor) -> anyhow::Result<[Beside; 3]> {
    let earner = visitor.sign_in(seed::EARNERS[2]).await?;
    let life = Life::open(&earner, STRUCTURES).await?;
    let coaches = life.route("/coaches");
    earner.post(&coaches, &json!({"name": "Dana Reyes", "email": COACH})).await?.expect(201)?;
    let coach = visitor.sign_in(COACH).await?;
    let draft = format!("/api/coached/{}", life.submission);
    let part = coach.get(&draft).await?.expect(200)?.text("/toHandIn/0")?;
    let comment = json!({"step": "comment", "part": part, "text": "Which idea was theirs?"});
    coach.post(&format!("{coaches}/1/comments"), &comment).await?.expect(200)?;
    Ok([
        Beside::of("GET /api/submissions/{submission}/coaches", &earner, coaches),
        Beside::of("GET /api/coached", &coach, "/api/coached"),
        Beside::of("GET /api/coached/{submission}", &coach, draft),
    ])
}

async fn shortlist(visitor: &Visitor) -> anyhow::Result<[Beside; 2]> {
    let owner = visitor.sign_in(seed::EARNERS[2]).await?;
    let items = [IDEAS, STRUCTURES].map(|slug| json!({"microcredential": slug, "why": "We write a lot."}));
    let content = json!({"version": 0, "aim": "To lead my team.", "items": items});
    owner.put("/api/shortlist", &content).await?.expect(200)?;
    let lee = json!({"name": "Lee Morgan", "email": ADVISER});
    let share = owner.post("/api/shortlist/shares", &lee).await?.expect(201)?.text("/share")?;
    let adviser = visitor.sign_in(ADVISER).await?;
    let remark = json!({"microcredential": IDEAS, "text": "A good choice to begin with."});
    adviser.post(&format!("/api/shortlists/{share}/remarks"), &remark).await?.expect(200)?;
    Ok([
        Beside::of("GET /api/shortlist", &owner, "/api/shortlist"),
        Beside::of("GET /api/shortlists", &adviser, "/api/shortlists"),
    ])
}

async fn brought(earner: &Caller, recognizer: &Caller) -> anyhow::Result<[Beside; 2]> {
    let desk = format!("/api/reciprocity/{}", seed::state());
    let badge = samples::badge_of_another_issuer();
    earner.post(&format!("{desk}/badges"), &json!({"text": badge.to_string()})).await?.expect(201)?;
    Ok([
        Beside::of("GET /api/me/badges", earner, "/api/me/badges"),
        Beside::of("GET /api/reciprocity/{organisation}", recognizer, desk),
    ])
}

async fn calibration(visitor: &Visitor) -> anyhow::Result<Beside> {
    let assessor = visitor.sign_in(seed::ASSESSORS[3]).await?;
    let path = format!("/api/microcredentials/{}/calibration", seed::CALIBRATED);
    assessor.post(&path, &json!({})).await?.expect(201)?;
    Ok(Beside::of("GET /api/microcredentials/{slug}/calibration", &assessor, path))
}

async fn erasure(visitor: &Visitor, webmaster: &Caller) -> anyhow::Result<Beside> {
    let place = (seed::first_district(), ["endorser"]);
    let terms = json!({"email": LEAVER, "name": "Leaver", "organisation": place.0, "roles": place.1});
    webmaster.put("/api/people", &terms).await?.expect(200)?;
    let leaver = visitor.sign_in(LEAVER).await?;
    let begun = leaver.post("/api/me/erasure", &json!({"email": LEAVER, "atOnce": true})).await?;
    let receipt = begun.expect(202)?.text("/receipt")?;
    Ok(Beside::of("GET /api/erasures/{erasure}", &visitor.anonymous(), format!("/api/erasures/{receipt}")))
}
