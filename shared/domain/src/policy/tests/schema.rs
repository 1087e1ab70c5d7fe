//! The language and `schemas/policy.json` know the same.

use jsonschema::{Registry, Validator};
use proptest::prelude::*;

use super::*;

fn read(json: &str) -> Value {
    serde_json::from_str(json).expect("it is JSON")
}

fn schema() -> Validator {
    let common = read(include_str!("../../../../../schemas/common.json"));
    let registry = Registry::new()
        .add("touchstone:///common.json", &common)
        .and_then(|registry| registry.prepare())
        .expect("a document");
    jsonschema::draft202012::options()
        .with_base_uri("touchstone:///policy.json")
        .with_registry(&registry)
        .offline()
        .build(&read(include_str!("../../../../../schemas/policy.json")))
        .expect("a schema")
}

#[test]
fn the_schema_takes_the_policies_that_ship_and_nothing_that_the_language_does_not_know() {
    let schema = schema();
    for policy in shipped() {
        let value = serde_json::to_value(&policy).expect("JSON");
        assert_eq!(schema.iter_errors(&value).map(|error| error.to_string()).collect::<Vec<_>>(), [""; 0]);
    }
    for value in unfit::unknown() {
        assert!(!schema.is_valid(&value), "{value}");
    }
}

proptest! {
    #[test]
    fn a_policy_is_read_as_it_was_written_and_fits_the_schema(policy in always::any_policy(true)) {
        let value = serde_json::to_value(&policy).expect("JSON");
        let schema = schema();
        prop_assert_eq!(schema.iter_errors(&value).map(|error| error.to_string()).collect::<Vec<_>>(), [""; 0]);
        prop_assert_eq!(serde_json::from_value::<Policy>(value).expect("a policy"), policy);
    }
}
