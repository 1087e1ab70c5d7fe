//! What a district asks its earners: from its settings to its report, and nobody else sees it.

use std::collections::BTreeMap;

use cloud::table::{Commit, keys::Key};
use domain::local_questions::{LocalAnswers, Question, QuestionId};
use jiff::SignedDuration;
use local::{
    client::{Answer, Caller, Life},
    seed,
};
use serde_json::{Map, Value, json};

use crate::{
    api_document::assert_describes,
    privacy::rows,
    reports::{self, District, OFFICER},
    world::World,
};

/// What is asked, in words that stand nowhere else.
const COHORT: &str = "Which zephyr cohort are you in?";
/// What can be chosen.
const CHOICES: [&str; 2] = ["Obelisk", "Quixotry"];

fn cohort() -> Value {
    json!([{"text": COHORT, "choices": CHOICES}])
}

/// What a district's settings come to when it asks these questions.
async fn ask(caller: &Caller, district: &str, questions: &Value) -> Answer {
    let route = format!("/api/districts/{district}");
    let settings = caller.get(&route).await.expect("reachable").expect(200).expect("hers").json;
    let mut body = json!({
        "version": settings["version"],
        "origins": settings["origins"],
        "offered": settings["offered"],
        "questions": questions,
    });
    if questions.is_null() {
        body.as_object_mut().expect("an object").remove("questions");
    }
    caller.put(&route, &body).await.expect("reachable")
}

fn first_district() -> String {
    seed::first_district().to_string()
}

/// What she is asked with a submission, and what she answered.
async fn asked(life: &Life) -> Value {
    let answer = life.earner.get(&life.route("/local-answers")).await.expect("reachable");
    assert_describes("get", "/api/submissions/{submission}/local-answers", &answer);
    answer.expect(200).expect("hers").json
}

/// What she answers: for each question its name and her choice.
async fn answer(life: &Life, version: u64, answers: &[(&str, &str)]) -> Answer {
    let answers: Map<String, Value> =
        answers.iter().map(|(question, choice)| ((*question).to_owned(), json!(choice))).collect();
    let body = json!({"version": version, "answers": answers});
    let answer = life.earner.put(&life.route("/local-answers"), &body).await.expect("reachable");
    assert_describes("put", "/api/submissions/{submission}/local-answers", &answer);
    answer
}

/// She answers whatever her district asks with the first choice.
pub(crate) async fn choose_first(life: &Life) {
    let open = asked(life).await;
    let questions = open["questions"].as_array().expect("questions");
    let first = |question: &Value| (question["id"].clone(), question["choices"][0].clone());
    let all: Vec<(Value, Value)> = questions.iter().map(first).collect();
    assert!(!all.is_empty(), "her district asks nothing");
    let texts =
        all.iter().map(|(id, choice)| (id.as_str().expect("a name"), choice.as_str().expect("a text")));
    let texts: Vec<(&str, &str)> = texts.collect();
    answer(life, 0, &texts).await.expect(200).expect("it is kept");
}

fn id(asked: &Value, place: usize) -> String {
    asked["questions"][place]["id"].as_str().expect("a name").to_owned()
}

#[tokio::test]
async fn an_earner_answers_with_her_draft_and_after_it_was_handed_in_and_old_answers_keep_their_question() {
    let world = World::start().await;
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    let saved = ask(&webmaster, &first_district(), &cohort()).await;
    assert_describes("put", "/api/districts/{organisation}", &saved);
    assert_eq!(saved.expect(200).expect("saved").json["questions"], cohort());

    let life = world.draft().await;
    let open = asked(&life).await;
    assert_eq!((&open["version"], open["questions"].as_array().map(Vec::len)), (&json!(0), Some(1)));
    let cohort = id(&open, 0);
    let told = answer(&life, 0, &[(&cohort, "Obelisk")]).await.expect(200).expect("it is kept").json;
    assert_eq!((&told["version"], &told["questions"][0]["chosen"]), (&json!(1), &json!("Obelisk")));

    answer(&life, 0, &[]).await.expect(409).expect("a stale tab says nothing over it");
    let refused =
        answer(&life, 1, &[(&cohort, "Neither")]).await.expect(422).expect("there is no such choice");
    assert_eq!(refused.faults()[0].0, format!("/answers/{cohort}"));
    answer(&life, 1, &[("0000000000000000", "Obelisk")]).await.expect(422).expect("nobody asks that");
    answer(&life, 1, &[("a/b", "Obelisk")]).await.expect(422).expect("that is no name");

    life.submit().await.expect("reachable").expect(200).expect("it is handed in");
    answer(&life, 1, &[(&cohort, "Quixotry")]).await.expect(200).expect("she may still change it");

    let other = json!([{"text": "And now?", "choices": ["Yes", "No"]}]);
    ask(&webmaster, &first_district(), &other).await.expect(200).expect("saved");
    let open = asked(&life).await;
    assert_eq!((&open["questions"][0]["former"], id(&open, 1)), (&json!(false), cohort.clone()));
    let former = &open["questions"][1];
    assert_eq!((&former["text"], &former["chosen"]), (&json!(COHORT), &json!("Quixotry")));
    assert_eq!((&former["former"], &former["choices"]), (&json!(true), &json!(["Quixotry"])));
    answer(&life, 2, &[(&cohort, "Obelisk")]).await.expect(422).expect("it isn't asked any more");
    let both = [(cohort.as_str(), "Quixotry"), (&*id(&open, 0), "No")];
    let kept = answer(&life, 2, &both).await.expect(200).expect("it is kept as it is").json;
    assert_eq!(kept["questions"][1]["chosen"], json!("Quixotry"));
    let held = life.earner.get("/api/me/data").await.expect("reachable").expect(200).expect("hers").json;
    assert_eq!(held["held"]["localAnswers"], json!(1));
}

#[tokio::test]
async fn nobody_but_the_earner_sees_what_she_answered() {
    let world = World::start().await;
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    ask(&webmaster, &first_district(), &cohort()).await.expect(200).expect("saved");
    let life = world.submitted().await;
    let cohort = id(&asked(&life).await, 0);
    answer(&life, 0, &[(&cohort, "Obelisk")]).await.expect(200).expect("it is kept");

    let (reading, issuer) = (world.reading(&life).await, world.administrator().await);
    let work = reading.work().await.expect("her work");
    let view = issuer.get(&life.route("")).await.expect("reachable").expect(200).expect("the issuer's");
    let trail =
        issuer.get(&life.route("/audit")).await.expect("reachable").expect(200).expect("the issuer's");
    let hers = life.read().await.expect("readable");
    for seen in [&work, &view, &trail, &hers] {
        let body = seen.body.as_str();
        let told = ["Obelisk", "Quixotry", "zephyr", "local-answers", &cohort];
        assert!(!told.iter().any(|part| body.contains(part)), "{body}");
    }
    for other in [&issuer, &webmaster, &world.earner(1).await] {
        let route = life.route("/local-answers");
        other.get(&route).await.expect("reachable").expect(404).expect("not hers to know");
        let body = json!({"version": 1, "answers": {}});
        other.put(&route, &body).await.expect("reachable").expect(404).expect("not hers to say");
    }

    // What she chose stands in her own record, and the choice among others in her district's.
    let earner = world.person(seed::EARNERS[0]).await;
    let district = first_district();
    let id = life.submission.parse().expect("an id");
    let whole = |key: Key| {
        let (partition, sort) = key.render();
        format!("{partition}|{sort}")
    };
    let partition = |key: Key| key.render().0;
    let own = [whole(Key::LocalAnswers(earner, id)), whole(Key::District(district.parse().expect("an id")))];
    let audit = partition(Key::Audit(district.clone(), 1));
    // What is answered to a request that is made again begins alike, whatever its name.
    let (answer, _) = Key::Answer("x".into()).render();
    let answers = answer.trim_end_matches('x');
    for row in rows(&world).await.into_iter().filter(|row| row.text.contains("Obelisk")) {
        let of = row.key.split('|').next().unwrap_or_default();
        let is_known = own.contains(&row.key) || of == audit || of.starts_with(answers);
        assert!(is_known, "{}", row.key);
    }
}

#[tokio::test]
async fn what_is_wrong_with_questions_is_told_at_once_and_what_is_left_out_stays() {
    let world = World::start().await;
    let (webmaster, district) = (world.sign_in(seed::WEBMASTER).await, first_district());
    ask(&webmaster, &district, &cohort()).await.expect(200).expect("saved");

    for (questions, places) in [
        (
            json!([{"text": " ", "choices": ["Yes", "Yes "]}, {"text": "Why?", "choices": ["a", "b"]}]),
            vec!["/questions/0/text", "/questions/0/choices/1"],
        ),
        (json!([{"text": "Why?", "choices": ["One"]}]), vec!["/questions/0/choices"]),
        (json!([{"text": "Why?", "choices": ["a", "b"], "free": true}]), vec!["/questions/0"]),
        (
            json!(
                (0..6).map(|at| json!({"text": at.to_string(), "choices": ["a", "b"]})).collect::<Vec<_>>()
            ),
            vec!["/questions"],
        ),
    ] {
        let refused = ask(&webmaster, &district, &questions).await.expect(422).expect("refused");
        let told: Vec<String> = refused.faults().into_iter().map(|(pointer, _)| pointer).collect();
        assert!(places.iter().all(|place| told.iter().any(|at| at.starts_with(place))), "{told:?}");
    }
    let route = format!("/api/districts/{district}");
    let settings = webmaster.get(&route).await.expect("reachable").expect(200).expect("hers").json;
    let wrong = json!({
        "version": settings["version"],
        "origins": ["http://plain.example.com"],
        "offered": ["no-such-thing"],
        "questions": [{"text": " ", "choices": ["Yes", "No"]}],
    });
    let refused = webmaster.put(&route, &wrong).await.expect("reachable").expect(422).expect("refused");
    let told: Vec<String> = refused.faults().into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(told, ["/origins/0", "/offered/0", "/questions/0/text"], "all of it at once");
    let kept = ask(&webmaster, &district, &Value::Null).await.expect(200).expect("saved");
    assert_eq!(kept.json["questions"], cohort(), "an older page takes no questions away");
    let none = ask(&webmaster, &district, &json!([])).await.expect(200).expect("saved");
    assert_eq!(none.json["questions"], json!([]));
}

/// Everybody but each tenth answers: the first question by turns, the second alike but for three.
async fn answered(world: &World, district: &District) -> BTreeMap<QuestionId, BTreeMap<String, usize>> {
    let (app, mut counts) = (world.stack.app(), BTreeMap::<QuestionId, BTreeMap<String, usize>>::new());
    let asked = app.table.local_questions(district.id).await.expect("the table").asked;
    for (at, submission) in district.submissions.iter().enumerate() {
        let choice = |place: usize, question: &Question| match (place, at) {
            (_, at) if at % 10 == 9 => String::new(),
            (0, at) => question.choices[at % 2].clone(),
            (_, at) => question.choices[usize::from(at < 3)].clone(),
        };
        let mut chosen = BTreeMap::new();
        for (place, question) in asked.iter().enumerate() {
            let choice = choice(place, question);
            *counts.entry(question.id.clone()).or_default().entry(choice.clone()).or_default() += 1;
            if !choice.is_empty() {
                chosen.insert(question.id.clone(), choice);
            }
        }
        let told = LocalAnswers::tell(None, (submission, 0), &asked, &chosen, app.now()).expect("told");
        app.table.commit(Commit::new().create(&told).expect("a row")).await.expect("stored");
    }
    counts
}

#[tokio::test]
async fn a_districts_report_counts_answers_and_tells_no_few_apart() {
    let world = World::start().await;
    let district = District::plant(&world).await;
    let (officer, of) = (world.session_of(OFFICER).await, district.id.to_string());
    let goal = json!({"text": "=Which goal?", "choices": ["Common", "Rare"]});
    let questions = json!([cohort()[0], goal]);
    ask(&officer, &of, &questions).await.expect(200).expect("saved");
    let counts = answered(&world, &district).await;
    ask(&officer, &of, &json!([goal])).await.expect(200).expect("the first is asked no more");
    let quarter = reports::count(&world, &district).await;

    let officer = world.session_of(OFFICER).await;
    let shown = reports::report(&officer, district.id).await;
    let told = shown["report"]["questions"].as_array().expect("questions").clone();
    let texts: Vec<&str> = told.iter().filter_map(|of| of["text"].as_str()).collect();
    assert_eq!(texts, ["=Which goal?", COHORT], "also the one that was asked while the work was begun");
    for of in &told {
        let counts = &counts[&serde_json::from_value(of["question"].clone()).expect("a name")];
        let lines = of["by"]["started"].as_array().expect("everybody began");
        for line in lines {
            let members: Vec<&str> =
                line["members"].as_array().expect("members").iter().filter_map(Value::as_str).collect();
            let counted: usize = members.iter().filter_map(|member| counts.get(*member)).sum();
            assert_eq!(line["value"], json!(counted), "{line}");
            assert!(members != ["Rare"], "three are told of");
        }
    }
    let members = |of: &Value| -> Vec<Value> {
        of["by"]["started"].as_array().into_iter().flatten().map(|line| line["members"].clone()).collect()
    };
    assert_eq!(members(&told[0]), [json!(["Common"]), json!(["Rare", ""])]);
    // Who didn't answer is told of nowhere alone, or subtracting her would tell of the three.
    assert_eq!(members(&told[1]), [json!(["Obelisk"]), json!(["Quixotry", ""])]);
    assert!(told.iter().all(|of| of["by"]["days"].is_null()), "no median is told");

    let path = format!("/api/reports/{of}?format=csv");
    let table = officer.get(&path).await.expect("reachable").expect(200).expect("hers").body;
    let value = &told[1]["by"]["started"][0]["value"];
    let line = format!("{quarter},question: {COHORT},Obelisk,started,{value}");
    assert!(table.lines().any(|one| one == line), "{line}\n{table}");
    assert!(table.contains("(no answer)"), "{table}");
    let state = reports::report(&world.session_of(seed::RECOGNIZER).await, seed::state()).await;
    assert_eq!(state["report"]["questions"], json!([]), "a state is told nothing of it");

    ask(&officer, &of, &json!([])).await.expect(200).expect("nothing is asked any more");
    world.stack.advance(SignedDuration::from_hours(48));
    let later = reports::report(&world.session_of(OFFICER).await, district.id).await;
    assert_eq!(later["report"], shown["report"], "what is told is told");
}
