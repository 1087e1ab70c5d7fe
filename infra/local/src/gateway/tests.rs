//! The gateway over real HTTP, with functions that go through `lambda_http`.

use std::{io::Read as _, path::Path};

use cloud::{Request as LambdaRequest, Response as LambdaResponse};
use flate2::read::GzDecoder;
use lambda_http::{Body as LambdaBody, RequestExt};
use reqwest::Client;
use serde_json::{Value, json};
use tokio::task::JoinHandle;

use super::*;
use crate::{entry, pulse::Pulse, template::Parameters};

const TEMPLATE: &str = "
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: [{AttributeName: PK, AttributeType: S}]
      KeySchema: [{AttributeName: PK, KeyType: HASH}]
  Bucket: {Type: AWS::S3::Bucket, Properties: {CorsConfiguration: {CorsRules: []}}}
  Echo:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: ../functions/person/echo
  Answer:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: ../functions/person/answer
  Api:
    Type: AWS::Serverless::HttpApi
    Properties:
      DefinitionBody:
        paths:
          /api/answer/{kind}:
            get: { x-amazon-apigateway-integration: { uri: !Sub 'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Answer.Arn}/invocations', type: aws_proxy, payloadFormatVersion: '2.0' } }
          /api/echo:
            post: { x-amazon-apigateway-integration: { uri: !Sub 'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Echo.Arn}/invocations', type: aws_proxy, payloadFormatVersion: '2.0' } }
          /api/echo/{name}:
            get: { x-amazon-apigateway-integration: { uri: !Sub 'arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Echo.Arn}/invocations', type: aws_proxy, payloadFormatVersion: '2.0' } }
";

/// A running gateway, stopped when it is dropped.
struct Bench {
    origin: String,
    host: String,
    client: Client,
    stop: watch::Sender<bool>,
    server: JoinHandle<Result<()>>,
}

async fn bench() -> Bench {
    bench_with_files(Path::new("/nowhere")).await
}

/// As [`bench`], with the portal's files in `folder`.
async fn bench_with_files(folder: &Path) -> Bench {
    let template = Template::parse(TEMPLATE, &Parameters::new()).expect("a template");
    let mut lambda = Lambda::new(Pulse::new());
    lambda.deploy("echo", TIMEOUT, entry::http_with(echo));
    lambda.deploy("answer", TIMEOUT, entry::http_with(answer));

    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let host = listener.local_addr().expect("an address").to_string();
    let site =
        Site::new(folder, "http://mailbox", crate::template::Web::default(), "", "").expect("no headers");
    let gateway = Gateway::new(&template, Arc::new(lambda), site, Clock::default(), host.clone());
    let (stop, stopped) = watch::channel(false);
    let server = tokio::spawn(gateway.serve(listener, stopped));
    let client = Client::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
    Bench { origin: format!("http://{host}"), host, client, stop, server }
}

/// Tells what a function is given.
async fn echo(request: LambdaRequest, id: String) -> LambdaResponse {
    let headers: Vec<(String, String)> = request
        .headers()
        .iter()
        .map(|(name, value)| (name.to_string(), value.to_str().unwrap_or_default().to_owned()))
        .collect();
    let told = json!({
        "method": request.method().as_str(),
        "uri": request.uri().to_string(),
        "name": request.path_parameters().first("name"),
        "q": request.query_string_parameters().all("q"),
        "headers": headers,
        "body": request.body().as_ref(),
        "isText": matches!(request.body(), LambdaBody::Text(_)),
        "id": id,
        "context": request.request_context(),
    });
    lambda_http::Response::builder()
        .header("content-type", "application/json")
        .body(LambdaBody::Text(told.to_string()))
        .expect("a response")
}

/// Answers in one of several ways.
async fn answer(request: LambdaRequest, _: String) -> LambdaResponse {
    let builder = lambda_http::Response::builder();
    let built = match request.path_parameters().first("kind") {
        Some("cookies") => builder
            .header("set-cookie", "a=1; Secure")
            .header("set-cookie", "b=2")
            .body(LambdaBody::Text("two".into())),
        Some("bytes") => {
            builder.header("content-type", "image/png").body(LambdaBody::Binary(vec![0, 159, 146, 150]))
        }
        Some("picture") => {
            builder.header("content-type", "image/png").body(LambdaBody::Binary(vec![0; 2_000]))
        }
        Some("nothing") => builder.status(204).body(LambdaBody::Empty),
        Some("large") => builder.body(LambdaBody::Text("x".repeat(crate::lambda::PAYLOAD_LIMIT))),
        _ => panic!("asked to crash"),
    };
    built.expect("a response")
}

impl Bench {
    fn get(&self, path: &str) -> reqwest::RequestBuilder {
        self.client.get(format!("{}{path}", self.origin))
    }

    fn post(&self, path: &str) -> reqwest::RequestBuilder {
        self.client.post(format!("{}{path}", self.origin))
    }
}

async fn told(request: reqwest::RequestBuilder) -> Value {
    let response = request.send().await.expect("an answer");
    assert_eq!(response.status(), 200);
    response.json().await.expect("JSON")
}

async fn refused(request: reqwest::RequestBuilder) -> (u16, Value) {
    let response = request.send().await.expect("an answer");
    (response.status().as_u16(), response.json().await.expect("JSON"))
}

#[tokio::test]
async fn a_function_sees_the_request_as_it_was_sent() {
    let bench = bench().await;
    let request =
        bench.get("/api/echo/A%20B?q=1&q=%C3%A9+x&flag").header("cookie", "a=1; b=2").header("x-own", "v");
    let seen = told(request).await;

    assert_eq!(seen["name"], "A B");
    assert_eq!(seen["q"], json!(["1", "é x"]));
    assert_eq!(seen["uri"], format!("{}/api/echo/A%20B?q=1&q=%C3%A9+x&flag", bench.origin));
    let header = |wanted: &str| {
        let headers = seen["headers"].as_array().expect("headers");
        headers.iter().find(|header| header[0] == wanted).map(|header| header[1].clone())
    };
    assert_eq!(header("cookie"), Some(json!("a=1; b=2")));
    assert_eq!(header("x-own"), Some(json!("v")));
    assert_eq!(header("x-forwarded-for"), Some(json!("127.0.0.1")));
    assert_eq!(seen["context"]["routeKey"], "GET /api/echo/{name}");
    assert_eq!(seen["context"]["http"]["sourceIp"], "127.0.0.1");
}

#[tokio::test]
async fn text_arrives_as_text_and_anything_else_byte_by_byte() {
    let bench = bench().await;
    for (media_type, body, is_text) in [
        ("application/json", "{\"é\":1}".as_bytes(), true),
        ("application/problem+json; charset=utf-8", b"{}", true),
        ("application/octet-stream", b"\x00\xff", false),
        ("application/json", b"\xff\xfe", false),
    ] {
        let seen = told(bench.post("/api/echo").header("content-type", media_type).body(body.to_vec())).await;
        assert_eq!(seen["body"], json!(body), "{media_type}");
        assert_eq!(seen["isText"], is_text, "{media_type}");
    }
}

#[tokio::test]
async fn cookies_bytes_and_empty_answers_come_back_whole() {
    let bench = bench().await;
    let cookies = bench.get("/api/answer/cookies").send().await.expect("an answer");
    let values: Vec<_> = cookies.headers().get_all("set-cookie").iter().collect();
    assert_eq!(values, ["a=1; Secure", "b=2"]);
    assert!(cookies.headers().contains_key("apigw-requestid"));

    let bytes = bench.get("/api/answer/bytes").send().await.expect("an answer");
    assert_eq!(bytes.headers()["content-type"], "image/png");
    assert_eq!(bytes.bytes().await.expect("a body").as_ref(), [0, 159, 146, 150]);

    let nothing = bench.get("/api/answer/nothing").send().await.expect("an answer");
    assert_eq!(nothing.status(), 204);
    assert!(!nothing.headers().contains_key("content-type"));
    assert_eq!(nothing.bytes().await.expect("no body").len(), 0);
}

#[tokio::test]
async fn a_crash_or_an_answer_that_is_too_large_is_an_error_of_the_server() {
    let bench = bench().await;
    let error = (500, json!({"message": "Internal Server Error"}));
    assert_eq!(refused(bench.get("/api/answer/crash")).await, error);
    assert_eq!(refused(bench.get("/api/answer/large")).await, error);
    told(bench.get("/api/echo/still-here")).await;
}

#[tokio::test]
async fn what_no_route_serves_is_not_found() {
    let bench = bench().await;
    let missing = (404, json!({"message": "Not Found"}));
    assert_eq!(refused(bench.get("/api/nothing")).await, missing);
    assert_eq!(refused(bench.get("/api/echo")).await, missing);
    assert_eq!(refused(bench.client.delete(format!("{}/api/echo/x", bench.origin))).await, missing);
    let head = bench.client.head(format!("{}/api/echo/x", bench.origin)).send().await.expect("an answer");
    assert_eq!(head.status(), 404);
}

#[tokio::test]
async fn long_heads_and_bodies_are_turned_away() {
    let bench = bench().await;
    let (status, _) = refused(bench.get("/api/echo/x").header("x-long", "x".repeat(10_240))).await;
    assert_eq!(status, 431);
    let (status, _) = refused(bench.post("/api/echo").body(vec![0; 10 * 1024 * 1024 + 1])).await;
    assert_eq!(status, 413);
    let larger_than_an_event = bench.post("/api/echo").body(vec![0; 6 * 1024 * 1024]);
    assert_eq!(refused(larger_than_an_event).await.0, 413);
}

#[tokio::test]
async fn only_the_own_host_is_served() {
    let bench = bench().await;
    let foreign = bench.get("/api/echo/x").header("host", "evil.example");
    assert_eq!(refused(foreign).await, (403, json!({"message": "Forbidden"})));

    let localhost = bench.host.replace("127.0.0.1", "localhost");
    let named = bench.get("/api/echo/x?q=1").header("host", &localhost).send().await.expect("an answer");
    assert_eq!(named.status(), 307);
    assert_eq!(named.headers()["location"], format!("{}/api/echo/x?q=1", bench.origin));
    let written = bench.post("/api/echo").header("host", &localhost);
    assert_eq!(refused(written).await.0, 403);
}

#[tokio::test]
async fn stopping_ends_the_server() {
    let bench = bench().await;
    told(bench.get("/api/echo/x")).await;
    bench.stop.send(true).expect("it listens");
    bench.server.await.expect("it ended").expect("in peace");
}

#[tokio::test]
async fn the_portals_files_are_packed_as_the_distribution_packs_them() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::create_dir_all(folder.path().join("assets")).expect("made");
    std::fs::write(folder.path().join("assets/long.js"), "let a;".repeat(1_000)).expect("written");
    std::fs::write(folder.path().join("assets/short.js"), "let a;").expect("written");
    let bench = bench_with_files(folder.path()).await;
    let encoding = async |path: &str, accepted: &str| {
        let asked =
            bench.client.get(format!("{}{path}", bench.origin)).header(header::ACCEPT_ENCODING, accepted);
        let answer = asked.send().await.expect("an answer");
        assert_eq!(answer.status(), StatusCode::OK, "{path}");
        answer.headers().get(header::CONTENT_ENCODING).map(|value| value.to_str().expect("a text").to_owned())
    };

    assert_eq!(encoding("/assets/long.js", "gzip, br").await.as_deref(), Some("gzip"));
    assert_eq!(encoding("/assets/long.js", "identity").await, None);
    assert_eq!(encoding("/assets/short.js", "gzip").await, None);
}

#[tokio::test]
async fn what_functions_answer_comes_packed_to_whoever_takes_it() {
    let bench = bench().await;
    let long = format!("/api/echo/{}", "a".repeat(2_000));
    let whole = bench.get(&long).send().await.expect("an answer").text().await.expect("a text");

    let asked = bench.get(&long).header(header::ACCEPT_ENCODING, "br, gzip;q=0.5");
    let packed = asked.send().await.expect("an answer");
    assert_eq!(packed.headers()[header::CONTENT_ENCODING], "gzip");
    assert_eq!(packed.headers()[header::VARY], "accept-encoding");
    assert_eq!(packed.headers()[header::CONTENT_TYPE], "application/json");
    let bytes = packed.bytes().await.expect("a body");
    assert!(bytes.len() < whole.len() / 2, "{} of {}", bytes.len(), whole.len());
    let mut read = String::new();
    GzDecoder::new(&bytes[..]).read_to_string(&mut read).expect("gzip");
    assert!(read.contains(&"a".repeat(2_000)));

    for (path, accepted) in [
        (long.as_str(), "identity"),
        (long.as_str(), "gzip;q=0"),
        ("/api/answer/cookies", "gzip"),
        ("/api/answer/picture", "gzip"),
        ("/api/answer/nothing", "gzip"),
    ] {
        let asked = bench.get(path).header(header::ACCEPT_ENCODING, accepted);
        let answer = asked.send().await.expect("an answer");
        assert_eq!(answer.headers().get(header::CONTENT_ENCODING), None, "{path} for {accepted}");
    }
}
