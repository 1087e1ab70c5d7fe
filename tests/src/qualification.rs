//! Assessors are measured by work that the issuer scored before they are asked to score any.

use cloud::table::{Commit, definitions::Newest};
use domain::{
    Slug,
    microcredential::{Content, Definition, Edition},
    qualification::Rule,
    rubric::Scoring,
};
use local::{
    client::{Answer, Caller, Life},
    seed,
};
use serde_json::{Map, Value, json};

use crate::{
    api_document::assert_describes,
    world::{IDEAS, World},
};

/// Of the second district: may score what earners of the first hand in.
const ASSESSOR: &str = seed::ASSESSORS[2];
const WHY: &str = "The change in what students did is told, with why it came.";

pub(crate) const BENCHMARKS: &str = "/api/microcredentials/generating-ideas/benchmarks";
const CALIBRATION: &str = "/api/microcredentials/generating-ideas/calibration";

/// The first work of a calibration.
pub(crate) fn first_of(calibration: &Answer) -> &Value {
    &calibration.json["works"][0]["work"]
}

/// Publishes the next version, which asks for a calibration on that many works; `title` is that of a criterion.
async fn asks_for(world: &World, works: u8, title: Option<&str>) {
    asks(world, Rule { works, agreement: 80, seeded: 0 }, title).await;
}

/// Publishes the next version, which asks for this; `title` is that of a criterion.
pub(crate) async fn asks(world: &World, rule: Rule, title: Option<&str>) {
    let app = world.stack.app();
    let slug: Slug = IDEAS.parse().expect("a slug");
    let last = app.table.newest(&slug).await.expect("it is published");
    let mut written = last.definition.clone().into_content();
    if let Some((title, Scoring::Levels { criteria })) =
        title.zip(written.parts.last_mut().map(|part| &mut part.scoring))
    {
        let mut changed: Vec<_> = criteria.iter().cloned().collect();
        changed[0].title = title.to_owned();
        *criteria = changed.into();
    }
    let content = Content { calibration: Some(rule), ..written };
    let definition = Definition::try_from(content).expect("a definition");
    let (version, published) = (last.version + 1, app.now());
    let edition = Edition { definition, version, published, ..Edition::clone(&last) };
    let commit = Commit::new().create(&edition).and_then(|commit| commit.replace(&Newest::of(&edition)));
    app.table.commit(commit.expect("rows")).await.expect("stored");
}

/// Both criteria of the reflection at that level.
fn reflection(level: &str, why: Option<&str>) -> Value {
    let mut score = json!({"level": level});
    if let Some(why) = why {
        score["feedback"] = json!(why);
    }
    json!({"reflection": {"effect-on-students": score, "next-time": score}})
}

/// A reflection that the issuer wrote, scored at that level.
async fn keep(staff: &Caller, text: &str, level: &str) -> Answer {
    let parts = json!({"reflection": {"answers": {"reflection": text}}});
    let body = json!({"parts": parts, "scores": reflection(level, Some(WHY))});
    staff.post(BENCHMARKS, &body).await.expect("reachable")
}

async fn begin(assessor: &Caller) -> Answer {
    assessor.post(CALIBRATION, &json!({})).await.expect("reachable")
}

async fn answer(assessor: &Caller, number: usize, scores: Value) -> Answer {
    let route = format!("{CALIBRATION}/works/{number}");
    assessor.post(&route, &json!({"scores": scores})).await.expect("reachable")
}

/// How the assessor stands with the definition.
async fn standing(assessor: &Caller) -> String {
    let all = assessor.get("/api/qualifications").await.expect("reachable").expect(200).expect("hers");
    assert_describes("get", "/api/qualifications", &all);
    let lines = all.at("/items").expect("a list").as_array().expect("a list");
    let line = lines.iter().find(|line| line["microcredential"] == IDEAS).expect("she is trained for it");
    line["standing"]["is"].as_str().expect("a standing").to_owned()
}

#[tokio::test]
async fn whoever_agrees_with_the_issuer_is_asked_from_then_on() {
    let world = World::start().await;
    let staff = world.administrator().await;
    asks_for(&world, 1, None).await;
    let kept = keep(&staff, "They compared ideas before they chose one.", "proficient").await;
    assert_describes("post", "/api/microcredentials/{slug}/benchmarks", &kept.expect(201).expect("kept"));
    let life = world.submitted().await;
    assert_eq!(world.state(&life).await, "submitted", "nobody is calibrated");
    let roster = staff.get(&life.route("/assessors")).await.expect("reachable").expect(200).expect("hers");
    assert!(roster.body.contains("not-calibrated"), "{}", roster.body);

    let assessor = world.sign_in(ASSESSOR).await;
    assert_eq!(standing(&assessor).await, "to-calibrate");
    assessor.get(CALIBRATION).await.expect("reachable").expect(404).expect("none is begun");
    let begun = begin(&assessor).await.expect(201).expect("it begins");
    assert_describes("post", "/api/microcredentials/{slug}/calibration", &begun);
    assert_eq!(first_of(&begun)["parts"].as_array().map(Vec::len), Some(1));
    assert!(!begun.body.contains(WHY) && !begun.body.contains("recommended"), "{}", begun.body);
    assert_eq!(begin(&assessor).await.expect(200).expect("the same").json, begun.json);
    assert_eq!(standing(&assessor).await, "calibrating");

    // What isn't complete, or at no level, is told and changes nothing.
    let faults = answer(&assessor, 1, json!({})).await.expect(422).expect("levels are missing").faults();
    assert_eq!(faults.len(), 2, "{faults:?}");
    let faults = answer(&assessor, 1, reflection("brilliant", None)).await.expect(422).expect("no level");
    assert!(faults.faults().iter().all(|(pointer, _)| pointer.ends_with("/level")), "{}", faults.body);
    answer(&assessor, 2, reflection("proficient", None)).await.expect(404).expect("no such work");

    let over = answer(&assessor, 1, reflection("proficient", None)).await.expect(200).expect("taken");
    assert_describes("post", "/api/microcredentials/{slug}/calibration/works/{number}", &over);
    assert_eq!(over.text("/state").expect("a state"), "passed");
    assert!(over.body.contains(WHY), "the reasons are shown: {}", over.body);
    answer(&assessor, 1, reflection("developing", None)).await.expect(409).expect("once");
    begin(&assessor).await.expect(409).expect("she passed");
    assert_eq!(standing(&assessor).await, "qualified");

    world.stack.tick().await;
    world.stack.settle().await;
    assert_eq!(world.state(&life).await, "in-assessment");
    assert_eq!(world.asked(&life).await, ASSESSOR);
    assert!(world.subjects(ASSESSOR).await.contains(&"Your calibration is complete".to_owned()));

    asks_for(&world, 1, Some("Another way to look at it")).await;
    assert_eq!(standing(&assessor).await, "to-calibrate", "the rubric is another one");
}

#[tokio::test]
async fn who_does_not_agree_tries_again_with_other_works() {
    let world = World::start().await;
    let (staff, assessor) = (world.administrator().await, world.sign_in(ASSESSOR).await);
    asks_for(&world, 1, None).await;
    begin(&assessor).await.expect(409).expect("nothing is kept");
    keep(&staff, "They chose together, and told why.", "proficient").await.expect(201).expect("kept");
    keep(&staff, "It went well.", "developing").await.expect(201).expect("kept");
    keep(&staff, "It went well.", "developing").await.expect(409).expect("it is kept");

    let first = begin(&assessor).await.expect(201).expect("it begins");
    let missed = answer(&assessor, 1, reflection("exemplary", None)).await.expect(200).expect("taken");
    assert_eq!(missed.text("/state").expect("a state"), "not-passed");
    assert_eq!(missed.number("/outcome/exact").expect("a number"), 0);
    assert_eq!(standing(&assessor).await, "may-retake");

    let second = begin(&assessor).await.expect(201).expect("it begins again");
    let text = |answer: &Answer| first_of(answer).get("responses").expect("texts").clone();
    assert_ne!(text(&first), text(&second));
    world.pass_days(15).await;
    let assessor = world.sign_in(ASSESSOR).await;
    answer(&assessor, 1, reflection("proficient", None)).await.expect(409).expect("too late");
    let late = assessor.get(CALIBRATION).await.expect("reachable").expect(200).expect("hers");
    assert_eq!(late.text("/state").expect("a state"), "over");
    begin(&assessor).await.expect(409).expect("none is left that she hasn't seen");

    keep(&world.administrator().await, "Two of them drew it.", "developing").await.expect(201).expect("kept");
    begin(&assessor).await.expect(201).expect("a third one is left");
}

/// The scores of a whole work as the issuer gives them.
pub(crate) fn key(definition: &Value) -> Value {
    let parts = definition["parts"].as_array().expect("parts");
    let scored = parts.iter().map(|part| local::client::scored(part, &[]));
    Value::Object(scored.collect::<Map<String, Value>>())
}

/// The first earner's work, scored and decided on.
pub(crate) async fn decided(world: &World, staff: &Caller) -> Life {
    let life = world.submitted().await;
    let reading = world.reading(&life).await;
    reading.score(&["reflection"]).await.expect("reachable").expect(200).expect("her scores are in");
    life.decide(staff, "not-yet").await.expect("reachable").expect(200).expect("decided");
    world.stack.settle().await;
    life
}

pub(crate) async fn permit(life: &Life, permitted: bool) -> Answer {
    let version = life.read().await.expect("readable").number("/version").expect("a version");
    let body = json!({"version": version, "permitted": permitted});
    life.earner.put(&life.route("/practice"), &body).await.expect("reachable")
}

#[tokio::test]
async fn an_earners_work_is_practised_on_by_her_permission_and_without_her_name() {
    let world = World::start().await;
    let staff = world.administrator().await;
    let life = world.draft().await;
    permit(&life, true).await.expect(409).expect("nothing was decided yet");
    life.withdraw().await.expect("reachable").expect(200).expect("taken back");
    let life = decided(&world, &staff).await;
    let had_it = world.asked(&life).await;
    let body = json!({"submission": life.submission, "scores": key(&life.definition)});
    staff.post(BENCHMARKS, &body).await.expect("reachable").expect(409).expect("not by permission");
    let permitted = permit(&life, true).await.expect(200).expect("she permits it");
    assert_describes("put", "/api/submissions/{submission}/practice", &permitted);
    assert_eq!(permitted.at("/practice").expect("said"), &json!(true));

    let empty = json!({"submission": life.submission, "scores": {}});
    let faults = staff.post(BENCHMARKS, &empty).await.expect("reachable").expect(422).expect("no scores");
    assert_eq!(faults.faults().len(), 12, "a level and a reason for each criterion: {}", faults.body);
    staff.post(BENCHMARKS, &body).await.expect("reachable").expect(201).expect("kept");
    staff.post(BENCHMARKS, &body).await.expect("reachable").expect(409).expect("kept already");
    asks_for(&world, 1, None).await;
    let kept = staff.get(BENCHMARKS).await.expect("reachable").expect(200).expect("hers");
    assert_describes("get", "/api/microcredentials/{slug}/benchmarks", &kept);
    assert_eq!(kept.number("/serving").expect("a number"), 1);

    begin(&world.sign_in(had_it).await).await.expect(409).expect("she scored it herself");
    begin(&world.sign_in(seed::ASSESSORS[0]).await).await.expect(409).expect("she may know the earner");
    let other = seed::ASSESSORS[2..].iter().find(|email| **email != had_it).expect("there are two");
    let assessor = world.sign_in(other).await;
    let begun = begin(&assessor).await.expect(201).expect("it begins");
    let file = first_of(&begun)["artifacts"][0]["artifact"].as_str().expect("a file").to_owned();
    assert!(!begun.body.contains("plan.pdf"), "a file's own name may tell: {}", begun.body);
    let file = life.route(&format!("/artifacts/{file}/reading"));
    let opened = assessor.post(&file, &json!({})).await.expect("reachable").expect(200).expect("hers to see");
    assert!(!opened.body.contains("plan.pdf"), "{}", opened.body);

    permit(&life, false).await.expect(200).expect("she takes it back");
    assessor.post(&file, &json!({})).await.expect("reachable").expect(404).expect("closed at once");
    let closed = assessor.get(CALIBRATION).await.expect("reachable").expect(200).expect("hers");
    assert!(first_of(&closed).is_null(), "{}", closed.body);
    let scores = key(&life.definition);
    let levels: Map<String, Value> = levels(&scores);
    answer(&assessor, 1, Value::Object(levels.clone())).await.expect(409).expect("it was taken back");
    let kept = staff.get(BENCHMARKS).await.expect("reachable").expect(200).expect("hers");
    assert_eq!(kept.number("/serving").expect("a number"), 0);
    begin(&assessor).await.expect(409).expect("nothing else is left");

    permit(&life, true).await.expect(200).expect("she permits it again");
    let passed = answer(&assessor, 1, Value::Object(levels)).await.expect(200).expect("taken");
    assert_eq!(passed.text("/state").expect("a state"), "passed");
    let roster = staff.get("/api/people").await.expect("reachable").expect(200).expect("hers");
    assert!(roster.body.contains("{\"microcredential\":\"generating-ideas\",\"rubric\""), "{}", roster.body);
}

/// The levels of scores, without what is said of them.
fn levels(scores: &Value) -> Map<String, Value> {
    let level = |(criterion, score): (&String, &Value)| (criterion.clone(), json!({"level": score["level"]}));
    let of_part = |(part, criteria): (&String, &Value)| {
        let criteria = criteria.as_object().expect("criteria").iter().map(level);
        (part.clone(), Value::Object(criteria.collect()))
    };
    scores.as_object().expect("parts").iter().map(of_part).collect()
}

#[tokio::test]
async fn the_issuers_scores_are_not_for_whom_they_measure() {
    let world = World::start().await;
    let staff = world.administrator().await;
    let kept = keep(&staff, "They chose together.", "proficient").await.expect(201).expect("kept");
    let route = format!("{BENCHMARKS}/{}", kept.text("/id").expect("an id"));

    let issuer = world.stack.app().table.issuers().await.expect("the table")[0].id;
    let both = "both@example.org";
    let terms =
        json!({"email": both, "name": "Both", "organisation": issuer, "roles": ["issuer", "assessor"]});
    staff.put("/api/people", &terms).await.expect("reachable").expect(200).expect("she is added");
    world.stack.settle().await;
    let both = world.sign_in(both).await;
    both.get(BENCHMARKS).await.expect("reachable").expect(403).expect("she scores herself");
    both.delete(&route).await.expect("reachable").expect(403).expect("she scores herself");
    keep(&both, "Mine.", "proficient").await.expect(403).expect("she scores herself");

    staff.delete(&route).await.expect("reachable").expect(204).expect("retired");
    staff.delete(&route).await.expect("reachable").expect(204).expect("still");
    let all = staff.get(BENCHMARKS).await.expect("reachable").expect(200).expect("hers");
    assert_eq!(all.number("/serving").expect("a number"), 0);
    assert!(all.at("/items/0/retired").is_ok());
    keep(&staff, "They chose together.", "proficient").await.expect(201).expect("the former is retired");

    for (parts, pointer) in [
        (json!({"reflection": {"answers": {"reflection": ""}}}), "/parts/reflection/answers/reflection"),
        (json!({"reflection": {"answers": {"another": "Text."}}}), "/parts/reflection/answers/another"),
        (json!({"nothing": {}}), "/parts/nothing"),
        (json!({"artifacts": {}}), "/parts/artifacts/items"),
        (json!({}), "/parts"),
    ] {
        let body = json!({"parts": parts, "scores": reflection("proficient", Some(WHY))});
        let refused = staff.post(BENCHMARKS, &body).await.expect("reachable").expect(422).expect("unfit");
        let faults = refused.faults();
        assert!(faults.iter().any(|(at, _)| at == pointer), "{pointer}: {faults:?}");
    }
    let neither = json!({"scores": {}});
    staff.post(BENCHMARKS, &neither).await.expect("reachable").expect(422).expect("neither");
}
