//! What is said in several places is the same in all of them: the template, the functions' folders, the local stack's
//! table of functions, `events/`, `schemas/openapi.yaml`, and the first line of each function's documentation.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use local::{
    s3::cors,
    template::{Function, Parameters, Template, Trigger},
};
use serde_norway::Value;

use crate::house;

/// Where the portal is, in a template that is read for a comparison.
const ORIGIN: &str = "http://127.0.0.1:1";

pub(crate) fn template() -> Template {
    let values = [
        ("Origin", ORIGIN),
        ("BadgeHost", "badges.example.org"),
        ("MailFrom", "credentials@example.org"),
        ("FirstAdministrator", "admin@example.org"),
    ];
    let parameters: Parameters = values.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    Template::read(&house::root().join("infra/template.yaml"), &parameters)
        .expect("our template can be run here")
}

/// `METHOD /path` of every route, for each function that has any.
fn routes(function: &Function) -> BTreeSet<String> {
    let routes = function.triggers.iter().filter_map(|trigger| match trigger {
        Trigger::Route(route) => Some(format!("{} {}", route.method, route.path)),
        Trigger::Stream(_) | Trigger::Queue(_) | Trigger::Schedule(_) | Trigger::Event(_) => None,
    });
    routes.collect()
}

/// `METHOD /path` of every route.
pub(crate) fn served() -> BTreeSet<String> {
    template().functions.iter().flat_map(routes).collect()
}

/// `SignParts` of `sign-parts`.
fn logical_id(name: &str) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    name.split('-').map(capital).collect()
}

#[test]
fn the_template_has_exactly_the_functions_that_have_a_folder() {
    let deployed: BTreeMap<String, String> =
        template().functions.into_iter().map(|function| (function.name, function.group)).collect();

    assert_eq!(deployed, house::functions());
}

#[test]
fn a_function_is_named_after_its_folder_in_the_template_and_in_cargo() {
    let crates = house::Crates::read();
    for function in template().functions {
        assert_eq!(function.id, logical_id(&function.name));
        assert!(
            crates.stated(&function.name).contains("cloud"),
            "{} is no crate of that name",
            function.name
        );
    }
}

#[test]
fn the_template_looks_for_code_where_it_is_packaged() {
    let written: Value = serde_norway::from_str(&house::text("infra/template.yaml")).expect("it is YAML");
    for function in template().functions {
        let code = &written["Resources"][function.id.as_str()]["Properties"]["CodeUri"];
        let packaged = format!("../target/functions/{}/{}", function.group, function.name);
        assert_eq!(code.as_str(), Some(packaged.as_str()), "{}", function.id);
    }
}

#[test]
fn the_local_stack_runs_exactly_the_functions_of_the_template() {
    let deployed: BTreeSet<String> = template().functions.into_iter().map(|function| function.name).collect();
    let run: BTreeSet<String> = local::functions::names().map(str::to_owned).collect();

    assert_eq!(run, deployed);
}

#[test]
fn the_local_store_lets_browsers_do_exactly_what_the_templates_bucket_does() {
    let text = house::text("infra/template.yaml");
    let written: Value = serde_norway::from_str(&text).expect("it is YAML");
    let rules = &written["Resources"]["EvidenceBucket"]["Properties"]["CorsConfiguration"]["CorsRules"];
    let [rule] = rules.as_sequence().expect("it has rules").as_slice() else {
        panic!("the local store has one rule");
    };
    let listed = |name: &str| -> Vec<&str> {
        rule[name].as_sequence().into_iter().flatten().filter_map(Value::as_str).collect()
    };

    assert_eq!(listed("AllowedMethods"), cors::ALLOWED_METHODS);
    assert_eq!(listed("AllowedHeaders"), cors::ALLOWED_HEADERS);
    assert_eq!(listed("ExposedHeaders"), cors::EXPOSED_HEADERS);
    assert_eq!(rule["MaxAge"].as_u64(), Some(cors::MAX_AGE.into()));
    assert_eq!(template().bucket.allowed_origins, [ORIGIN]);
}

#[test]
fn the_template_sets_exactly_what_the_settings_ask_for() {
    // A machine without AWS sets these, or Lambda itself.
    let elsewhere = [
        "AWS_LAMBDA_FUNCTION_NAME",
        "AWS_LAMBDA_FUNCTION_VERSION",
        "STORAGE_ORIGIN",
        "AWS_ENDPOINT_URL_DYNAMODB",
        "AWS_ENDPOINT_URL_S3",
        "AWS_ENDPOINT_URL_SQS",
        "AWS_ENDPOINT_URL_KMS",
    ];
    for function in template().functions {
        let asked = RefCell::new(BTreeSet::new());
        let lookup = |name: &str| {
            asked.borrow_mut().insert(name.to_owned());
            let elsewhere = if name == "EVIDENCE_DAYS" { "400" } else { "https://example.org" };
            Some(function.environment.get(name).cloned().unwrap_or_else(|| elsewhere.to_owned()))
        };
        cloud::Settings::read(lookup).expect("the template's values are good settings");
        let given: BTreeSet<String> = function.environment.into_keys().collect();
        let mut asked = asked.into_inner();
        asked.retain(|name| !elsewhere.contains(&name.as_str()));
        asked.retain(|name| given.contains(name) || !SECRETS.iter().any(|(secret, _)| secret == name));

        assert_eq!(given, asked, "{}", function.id);
    }
}

/// What only some functions are given, and who these are.
const SECRETS: [(&str, &[&str]); 6] = [
    ("EVIDENCE_DAYS", &["reconcile"]),
    ("MAIL_CONFIGURATION", &["deliver-letters"]),
    ("SIGNING_KEY", &["read-badge", "read-hosted-badge", "read-issuer", "sign-awards", "verify-badge"]),
    ("JWT_KEY", &["read-badge", "read-hosted-badge", "read-issuer", "sign-awards", "verify-badge"]),
    (
        "SEAL_KEY",
        &[
            "decline-assignment",
            "deliver-letters",
            "hand-over-session",
            "note-bounce",
            "open-assignment",
            "read-artifact",
            "read-assignment",
            "read-comment-bank",
            "redeem-sign-in",
            "save-assessment",
            "save-comment-bank",
            "state-no-conflict",
            "submit-assessment",
        ],
    ),
    ("SMTP_URL", &["deliver-letters"]),
];

#[test]
fn a_secret_is_given_to_the_functions_that_use_it_and_to_no_other() {
    let functions = template().functions;
    for (secret, users) in SECRETS {
        let given = functions.iter().filter(|function| function.environment.contains_key(secret));
        let given: BTreeSet<&str> = given.map(|function| function.name.as_str()).collect();
        let users: BTreeSet<&str> = users.iter().copied().collect();
        assert_eq!(given, users, "{secret}");
    }
}

#[test]
fn only_the_signer_may_sign() {
    let text = house::text("infra/template.yaml");
    let written: Value = serde_norway::from_str(&text).expect("it is YAML");
    let signing = template().functions.into_iter().filter(|function| {
        let policies = &written["Resources"][function.id.as_str()]["Properties"]["Policies"];
        serde_norway::to_string(policies).expect("YAML").contains("kms:Sign")
    });
    assert_eq!(signing.map(|function| function.name).collect::<Vec<_>>(), ["sign-awards"]);
}

#[test]
fn every_function_has_an_event_and_every_event_a_function() {
    let named: BTreeSet<String> = house::files(&[".json"])
        .iter()
        .filter(|path| path.parent() == Some(Path::new("events")))
        .filter_map(|path| path.file_name()?.to_str()?.split('.').next().map(str::to_owned))
        .collect();

    assert_eq!(named, house::functions().into_keys().collect());
}

#[test]
fn the_api_document_describes_exactly_the_routes_of_the_template() {
    let document: Value = serde_norway::from_str(&house::text("schemas/openapi.yaml")).expect("it is YAML");
    let methods = ["get", "put", "post", "delete", "patch", "head", "options"];
    let mut described = BTreeSet::new();
    for (path, item) in document["paths"].as_mapping().expect("it has paths") {
        let path = path.as_str().expect("a path is a text");
        described.extend(
            methods
                .iter()
                .filter(|method| item.get(**method).is_some())
                .map(|method| format!("{} {path}", method.to_uppercase())),
        );
    }

    assert_eq!(described, served());
}

#[test]
fn the_routes_stand_in_the_order_of_their_paths() {
    let written: Value = serde_norway::from_str(&house::text("infra/template.yaml")).expect("it is YAML");
    let paths = &written["Resources"]["Api"]["Properties"]["DefinitionBody"]["paths"];
    let paths = paths.as_mapping().expect("the API has paths").keys().filter_map(Value::as_str);

    assert!(paths.is_sorted());
}

#[test]
fn the_first_line_of_a_function_is_its_route_or_event() {
    let template = template();
    for function in &template.functions {
        let path = format!("functions/{}/{}/src/lib.rs", function.group, function.name);
        let first = house::text(&path).lines().next().unwrap_or_default().replace(['`', '"'], "");
        let said = first.strip_prefix("//! ").and_then(|said| said.split_once(": ")).map(|(said, _)| said);
        let said: Vec<&str> =
            said.into_iter().flat_map(|said| said.split(" and ")).map(without_query).collect();
        let triggers: Vec<String> =
            function.triggers.iter().map(|trigger| named(trigger, function, &template)).collect();

        // The template has routes in the order of their paths; the sentence begins with what matters most.
        let agrees = said.len() == triggers.len()
            && triggers.iter().all(|is| said.iter().any(|said| said.ends_with(is)));
        assert!(agrees, "{path} begins with {said:?} and is started by {triggers:?}");
    }
}

/// `GET /api/letters` of `GET /api/letters?state=`.
fn without_query(said: &str) -> &str {
    said.split_once('?').map_or(said, |(path, _)| path)
}

/// How a function's first line ends in naming what starts it.
fn named(trigger: &Trigger, function: &Function, template: &Template) -> String {
    match trigger {
        Trigger::Route(route) => format!("{} {}", route.method, route.path),
        Trigger::Queue(mapping) => {
            let queue =
                template.queues.iter().find(|queue| queue.arn == mapping.queue).expect("its queue exists");
            format!("Queue {}", queue.id.trim_end_matches("Queue").to_lowercase())
        }
        Trigger::Stream(_) => "Table stream".to_owned(),
        Trigger::Schedule(schedule) if schedule.every.as_secs() == 60 => "Every minute".to_owned(),
        Trigger::Schedule(schedule) if schedule.every.as_secs() == 3_600 => "Every hour".to_owned(),
        Trigger::Schedule(schedule) if schedule.every.as_secs() == 86_400 => "Every day".to_owned(),
        Trigger::Schedule(schedule) => format!("Every {} minutes", schedule.every.as_secs() / 60),
        Trigger::Event(_) => {
            let event = house::text(format!("events/{}.json", function.name));
            let event: serde_json::Value = serde_json::from_str(&event).expect("an event is JSON");
            event["detail-type"].as_str().expect("an event of the bus has a type").to_owned()
        }
    }
}
