//! A school that its district writes otherwise than before.

use super::*;

#[tokio::test]
async fn whoever_stands_at_a_school_that_is_written_otherwise_now_is_counted_at_it() {
    let world = World::start().await;
    let district = District::plant(&world).await;
    let officer = world.session_of(OFFICER).await;
    let written: Vec<String> = SCHOOLS.iter().take(3).map(|school| school.to_uppercase()).collect();
    let body = json!({"version": 1, "name": "Orchard Heights Schools", "url": "https://orchard.example.com",
        "contact": OFFICER, "schools": written});
    let route = format!("/api/organisations/{}", district.id);
    officer.put(&route, &body).await.expect("reachable").expect(200).expect("saved");
    count(&world, &district).await;

    let shown = report(&world.session_of(OFFICER).await, district.id).await;
    let started = shown["report"]["by"]["school"]["started"].as_array().expect("lines").clone();
    for line in &started {
        let members: Vec<&str> =
            line["members"].as_array().expect("members").iter().filter_map(Value::as_str).collect();
        let is_here = |one: &&Submission| {
            let school = district.schools[&one.earner];
            if school == SCHOOLS[3] {
                members.contains(&"")
            } else {
                members.contains(&&*school.to_uppercase())
            }
        };
        let here = district.submissions.iter().filter(is_here).count();
        assert_eq!(line["value"], json!(here), "{line}");
    }
    assert!(started.len() > 1, "they are not counted at no school: {started:?}");
}
