//! Every event in `events/` goes through its function, as Lambda would hand it over.

use serde_json::Value;

use crate::{house, world::World};

/// The functions' names and events, in the order of their files.
fn events() -> Vec<(String, Value)> {
    let files = house::files(&[".json"]).into_iter().filter(|path| path.starts_with("events"));
    files
        .map(|path| {
            let name = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
            let function = name.split('.').next().expect("a name").to_owned();
            (function, serde_json::from_str(&house::text(&path)).expect("an event is JSON"))
        })
        .collect()
}

#[tokio::test]
async fn every_event_is_understood_by_its_function() {
    let world = World::start().await;
    let events = events();
    assert!(events.len() >= house::functions().len());
    for (function, event) in events {
        let answer = world
            .stack
            .invoke(&function, &event)
            .await
            .unwrap_or_else(|error| panic!("{function}: {error:#}"));
        if let Some(status) = answer["statusCode"].as_u64() {
            assert!((200..500).contains(&status), "{function}: {answer}");
            assert!(!answer["body"].to_string().contains("not-json"), "{function}: {answer}");
        }
        let again = answer["batchItemFailures"].as_array().map_or(0, Vec::len);
        assert_eq!(again, 0, "{function}: {answer}");
    }
}
