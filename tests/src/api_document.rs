//! `schemas/openapi.yaml` says what is true: its references lead somewhere, its bodies are those that functions check,
//! and answers have the shapes that it describes.

use std::path::Path;

use jsonschema::{Registry, Validator};
use local::client::{Answer, Life, Reading};
use serde_json::{Value, json};

use crate::{
    house,
    world::{IDEAS, World},
};

const BASE: &str = "touchstone:///";

/// The document and the schemas that it refers to, by file name.
struct ApiDocument(Vec<(String, Value)>);

impl ApiDocument {
    fn read() -> Self {
        let yaml = serde_norway::from_str(&house::text("schemas/openapi.yaml")).expect("it is YAML");
        let mut files = vec![("openapi.yaml".to_owned(), yaml)];
        for path in house::files(&[".json"]).iter().filter(|path| path.parent() == Some(Path::new("schemas")))
        {
            let file = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
            let json = serde_json::from_str(&house::text(format!("schemas/{file}"))).expect("it is JSON");
            files.push((file, json));
        }
        Self(files)
    }

    fn whole(&self) -> &Value {
        &self.0[0].1
    }

    fn operations(&self) -> impl Iterator<Item = &Value> {
        let paths = self.whole()["paths"].as_object().expect("paths");
        let items = paths.values().filter_map(Value::as_object);
        items.flat_map(|item| {
            ["get", "put", "post", "delete"].into_iter().filter_map(|method| item.get(method))
        })
    }

    /// Checks values against what stands at `pointer` in the document.
    fn validator(&self, pointer: &str) -> Validator {
        let mut registry = Registry::new();
        for (file, json) in &self.0 {
            registry = registry.add(format!("{BASE}{file}"), json).expect("a resource");
        }
        let registry = registry.prepare().expect("every reference leads somewhere");
        let fragment = pointer.replace('{', "%7B").replace('}', "%7D");
        let schema = json!({"$ref": format!("{BASE}openapi.yaml#{fragment}")});
        jsonschema::draft202012::options()
            .with_registry(&registry)
            .offline()
            .build(&schema)
            .expect("a schema")
    }

    /// Where the schema of an answer to `method` `path` of that status stands.
    fn answer(&self, method: &str, path: &str, answer: &Answer) -> String {
        let operation = format!("/paths/{}/{method}", path.replace('~', "~0").replace('/', "~1"));
        let responses = self.whole().pointer(&operation).and_then(|operation| operation.get("responses"));
        let responses = responses.unwrap_or_else(|| panic!("{method} {path} is not described"));
        let status = answer.status.to_string();
        let name = if responses.get(&status).is_some() { &*status } else { "default" };
        let at = match responses[name]["$ref"].as_str() {
            Some(elsewhere) => elsewhere.trim_start_matches('#').to_owned(),
            None => format!("{operation}/responses/{name}"),
        };
        let media_type = answer.headers["content-type"].to_str().expect("a media type");
        format!("{at}/content/{}/schema", media_type.replace('/', "~1"))
    }

    /// Asserts that an answer has the shape that is described.
    fn assert_describes(&self, method: &str, path: &str, answer: &Answer) {
        let validator = self.validator(&self.answer(method, path, answer));
        let errors: Vec<String> = validator
            .iter_errors(&answer.json)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{method} {path}: {errors:#?}");
    }
}

/// Asserts that an answer has the shape that the document describes.
pub(crate) fn assert_describes(method: &str, path: &str, answer: &Answer) {
    ApiDocument::read().assert_describes(method, path, answer);
}

/// The function that answers an operation: one may have a second route for what is the caller's own.
fn function_of(operation: &str) -> String {
    operation.replace("-own-", "-")
}

#[test]
fn a_body_is_described_by_the_schema_that_its_function_checks() {
    let document = ApiDocument::read();
    for operation in document.operations() {
        let Some(schema) = operation.pointer("/requestBody/content/application~1json/schema/$ref") else {
            continue;
        };
        let name = operation["operationId"].as_str().expect("a name");
        let function = function_of(name);
        let file = match function.as_str() {
            "save-microcredential" => "microcredential",
            "save-policy" => "policy",
            function => function,
        };

        assert_eq!(schema, &json!(format!("{file}.json")));
        assert!(cloud::schema::Schemas::names().any(|known| known == function), "{name} checks no body");
    }
}

#[test]
fn every_schema_of_a_body_is_of_an_operation() {
    let document = ApiDocument::read();
    let with_body = document.operations().filter(|operation| operation.get("requestBody").is_some());
    let operations: Vec<&str> = with_body.filter_map(|operation| operation["operationId"].as_str()).collect();

    for name in cloud::schema::Schemas::names() {
        assert!(operations.contains(&name), "{name}");
    }
}

#[tokio::test]
async fn answers_have_the_shapes_that_are_described() {
    let document = ApiDocument::read();
    let world = World::start().await;
    let life = world.submitted().await;
    let reading = world.reading(&life).await;
    let staff = world.administrator().await;

    for (path, route) in [
        (life.route("/assessors"), "/api/submissions/{submission}/assessors"),
        ("/api/issuer/submissions?state=in-assessment".to_owned(), "/api/issuer/submissions"),
    ] {
        document.assert_describes("get", route, &staff.get(&path).await.expect("reachable"));
    }
    let assignment = reading.assessor.get(&format!("/api/assignments/{}", reading.assignment)).await;
    document.assert_describes("get", "/api/assignments/{assignment}", &assignment.expect("reachable"));
    let bank = format!("/api/assignments/{}/comment-bank", reading.assignment);
    let kept = reading.assessor.put(&bank, &json!({"version": 0, "comments": ["Well seen."]})).await;
    document.assert_describes("put", "/api/assignments/{assignment}/comment-bank", &kept.expect("reachable"));
    score(&reading).await;
    let decided = life.decide(&staff, "award").await.expect("reachable");
    document.assert_describes("post", "/api/submissions/{submission}/decision", &decided);
    world.stack.settle().await;

    let id = decided.text("/award").expect("an award");
    let verified = staff.post("/api/verify", &json!({"id": id})).await.expect("reachable");
    document.assert_describes("post", "/api/verify", &verified);

    for (caller, path, route) in [
        (&staff, "/api/microcredentials".to_owned(), "/api/microcredentials"),
        (&staff, format!("/api/microcredentials/{IDEAS}"), "/api/microcredentials/{slug}"),
        (&staff, "/api/microcredentials?state=draft".to_owned(), "/api/microcredentials"),
        (&staff, "/api/me".to_owned(), "/api/me"),
        (&staff, "/api/comment-bank".to_owned(), "/api/comment-bank"),
        (
            &reading.assessor,
            format!("/api/assignments/{}", reading.assignment),
            "/api/assignments/{assignment}",
        ),
        (&life.earner, "/api/submissions".to_owned(), "/api/submissions"),
        (&life.earner, life.route(""), "/api/submissions/{submission}"),
        (&staff, life.route(""), "/api/submissions/{submission}"),
        (&staff, "/api/issuer/submissions?state=awarded".to_owned(), "/api/issuer/submissions"),
        (&staff, "/api/letters?state=pending".to_owned(), "/api/letters"),
        (&staff, "/api/issuer/submissions?state=assessed".to_owned(), "/api/issuer/submissions"),
        (&staff, "/api/letters?state=delivered".to_owned(), "/api/letters"),
        (&staff, "/api/people".to_owned(), "/api/people"),
        (&staff, "/api/organisations".to_owned(), "/api/organisations"),
        (&staff, "/api/organisations?kind=district".to_owned(), "/api/organisations"),
        (&staff, life.route("/audit"), "/api/submissions/{submission}/audit"),
        (&staff, life.route("/assessors"), "/api/submissions/{submission}/assessors"),
        (&staff, "/api/health".to_owned(), "/api/health"),
        (&staff, "/api/policies".to_owned(), "/api/policies"),
        (&staff, "/api/policies/pedagogy-assessment".to_owned(), "/api/policies/{slug}"),
        (&life.earner, "/api/policy-check".to_owned(), "/api/policy-check"),
        (&life.earner, "/api/facts".to_owned(), "/api/facts"),
        (
            &life.earner,
            "/api/policy-check?policy=pedagogy-assessment&use=pedagogy-hours&hours=8".to_owned(),
            "/api/policy-check",
        ),
        (&staff, "/api/microcredentials/nothing".to_owned(), "/api/microcredentials/{slug}"),
        (&staff, "/api/issuer/submissions?state=lost".to_owned(), "/api/issuer/submissions"),
    ] {
        document.assert_describes("get", route, &caller.get(&path).await.expect("reachable"));
    }
}

async fn score(reading: &Reading) {
    reading.score(&[]).await.expect("reachable").expect(200).expect("her scores are in");
}

#[tokio::test]
async fn a_draft_and_its_uploads_have_the_shapes_that_are_described() {
    let document = ApiDocument::read();
    let world = World::start().await;
    let earner = world.earner(0).await;
    let life = Life::open(&earner, IDEAS).await.expect("it opens");

    let saved = life.write(20).await.expect("reachable");
    document.assert_describes("put", "/api/submissions/{submission}/responses", &saved);
    let artifact = life.upload(&crate::world::evidence("plan.pdf", "Student A")).await.expect("it is sent");
    let path = life.route(&format!("/uploads/{}", artifact.text("/artifact").expect("an id")));
    document.assert_describes("post", "/api/submissions/{submission}/uploads/{artifact}/complete", &artifact);
    let upload = earner.get(&path).await.expect("reachable");
    document.assert_describes("get", "/api/submissions/{submission}/uploads/{artifact}", &upload);
    let incomplete =
        life.submit().await.expect("reachable").expect(422).expect("one student's work is missing");
    document.assert_describes("post", "/api/submissions/{submission}/submit", &incomplete);

    let draft = world.administrator().await;
    let body = json!({"id": "new", "title": "New", "language": "en"});
    let saved = draft.put("/api/microcredentials/new", &body).await.expect("reachable");
    document.assert_describes("put", "/api/microcredentials/{slug}", &saved);
}
