//! Nothing that an assessor reads tells whose work it is, and whoever asks for it is recorded.

use local::{client::Answer, seed};
use serde_json::{Value, json};

use crate::{
    api_document::assert_describes,
    two_readers::{reading, seen},
    world::World,
};

/// Writes these texts into the two questions of the overview and both reflections of students.
async fn written(world: &World, text: &str) -> local::client::Life {
    let life = world.draft().await;
    let view = life.read().await.expect("readable");
    let reflection = |student| json!({"student": student, "text": text});
    let parts = json!({
        "overview": {"answers": {"activity-description": text, "activity-evaluation": text}},
        "student-reflections": {"reflections": [reflection("Student A"), reflection("Student B")]},
        "reflection": {"answers": {"reflection": text}},
    });
    let body = json!({"version": view.number("/responsesVersion").expect("a version"), "parts": parts});
    let saved = life.earner.put(&life.route("/responses"), &body).await.expect("reachable");
    saved.expect(200).expect("it is saved");
    life
}

async fn earner(world: &World) -> domain::person::Person {
    let id = world.person(seed::EARNERS[0]).await;
    world.stack.app().table.person(id).await.expect("she is known")
}

fn texts(answer: &Answer) -> String {
    answer.at("/responses").expect("responses").to_string()
}

#[tokio::test]
async fn what_the_system_knows_of_an_earner_is_taken_out_of_what_an_assessor_reads() {
    let world = World::start().await;
    let person = earner(&world).await;
    let app = world.stack.app();
    let district = person.district().expect("an earner");
    let district = app.table.organisation(district).await.expect("it is known");
    let (name, email, place) = (person.name.to_string(), person.email.to_string(), district.name.to_string());
    let text = format!("I am {}, {email}, at {place}. We threw every idea on the wall.", name.to_uppercase());

    let life = written(&world, &text).await;
    let preview = life.earner.get(&life.route("/preview")).await.expect("reachable");
    assert_describes("get", "/api/submissions/{submission}/preview", &preview);
    life.submit().await.expect("reachable").expect(200).expect("handed in");
    world.stack.settle().await;
    let issuer = world.administrator().await;
    let work = reading(&world, &seen(&issuer, &life).await, "first").await.work().await.expect("hers");
    let read = texts(&work);
    let folded = read.to_lowercase();
    for secret in [&name, &email, &place] {
        assert!(!folded.contains(&secret.to_lowercase()), "{secret}: {read}");
    }
    assert_eq!(read.matches("I am [name], [e-mail], at [school or district]. We threw").count(), 5, "{read}");

    for what in ["language", "parts", "responses", "artifacts", "carried", "formerly"] {
        assert_eq!(preview.json[what], work.json[what], "her preview shows {what} just so");
    }

    // She herself and the issuer read what she wrote.
    let own = life.read().await.expect("readable");
    assert!(texts(&own).contains(&email), "{}", own.body);
}

#[tokio::test]
async fn what_a_district_and_its_schools_were_called_is_taken_out_too() {
    let world = World::start().await;
    let text =
        "At Maple Hollow Elementary, of Maple Hollow School District, we threw every idea on the wall.";
    let life = written(&world, text).await;
    life.submit().await.expect("reachable").expect(200).expect("handed in");
    world.stack.settle().await;
    let renamed = json!({
        "version": 1,
        "name": "Cedar Creek Schools",
        "url": "https://cedarcreek.example.com",
        "contact": "learning@cedarcreek.example.com",
        "schools": ["Cedar Creek Elementary"],
    });
    let route = format!("/api/organisations/{}", seed::first_district());
    let webmaster = world.sign_in(seed::WEBMASTER).await;
    webmaster.put(&route, &renamed).await.expect("reachable").expect(200).expect("renamed");

    let issuer = world.administrator().await;
    let work = reading(&world, &seen(&issuer, &life).await, "first").await.work().await.expect("hers");
    let read = texts(&work);
    assert!(!read.to_lowercase().contains("maple"), "{read}");
}

#[tokio::test]
async fn who_asks_whose_work_it_is_says_why_is_recorded_and_scores_none_of_it() {
    let world = World::start().await;
    let life = world.submitted().await;
    let issuer = world.administrator().await;
    let ask = |reason: &str| {
        let (route, body) = (life.route("/unblinding"), json!({"reason": reason}));
        let issuer = issuer.clone();
        async move { issuer.post(&route, &body).await.expect("reachable") }
    };
    let refused = ask("  ").await.expect(422).expect("a reason is needed");
    assert!(refused.faults().iter().any(|(at, _)| at == "/reason"), "{}", refused.body);

    let told = ask("Her district asks about a student's permission.").await.expect(200).expect("told");
    let person = earner(&world).await;
    assert_eq!(told.text("/name").expect("a name"), person.name.to_string());
    assert_eq!(told.text("/email").expect("an address"), person.email.to_string());
    assert!(told.at("/places").expect("places").as_array().is_some_and(|places| !places.is_empty()));

    let chain = world.stack.app().table.chain(&life.submission).await.expect("the table");
    let deeds: Vec<&Value> = chain
        .iter()
        .filter(|record| record.deed.what == "unblinded")
        .map(|record| &record.deed.detail)
        .collect();
    assert_eq!(deeds, [&json!({"reason": "Her district asks about a student's permission."})]);
    let stored = world.stack.app().table.submission(life.submission.parse().expect("an id")).await;
    let administrator = world.person(seed::ADMINISTRATOR).await;
    assert!(stored.expect("it is there").barred.contains(&administrator));
}
