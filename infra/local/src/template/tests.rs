//! The template of this repository, and what a template may get wrong.

use super::*;

/// Values for the parameters that have no default.
fn parameters() -> Parameters {
    let values = [
        ("Origin", "http://127.0.0.1:8040"),
        ("BadgeHost", "127.0.0.1:8040"),
        ("MailFrom", "credentials@touchstone.example"),
        ("FirstAdministrator", "admin@touchstone.example"),
    ];
    values.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

fn ours() -> Template {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../template.yaml");
    Template::read(&path, &parameters()).expect("our template can be run here")
}

fn function<'a>(template: &'a Template, name: &str) -> &'a Function {
    template.functions.iter().find(|function| function.name == name).expect("the template has it")
}

#[test]
fn our_template_routes_every_request_to_a_function() {
    let template = ours();
    let served = |method: &str, path: &str| {
        let route = Route { method: method.to_owned(), path: path.to_owned() };
        template.routes().find(|(known, _)| **known == route).map(|(_, function)| function.name.as_str())
    };
    assert_eq!(served("POST", "/api/submissions/{submission}/uploads"), Some("begin-upload"));
    assert_eq!(served("GET", "/.well-known/did.json"), Some("read-issuer"));
    assert_eq!(served("GET", "/issuers/{organisation}"), Some("read-issuer"));
    assert_eq!(served("DELETE", "/api/health"), None);
}

#[test]
fn our_template_starts_background_functions_by_stream_queue_event_and_clock() {
    let template = ours();

    let [Trigger::Stream(stream)] = function(&template, "relay").triggers.as_slice() else {
        panic!("relay reads the stream")
    };
    assert!(stream.partial && stream.bisect);

    let [Trigger::Queue(letters)] = function(&template, "deliver-letters").triggers.as_slice() else {
        panic!("deliver-letters reads a queue")
    };
    let queue = template.queues.iter().find(|queue| queue.arn == letters.queue).expect("its queue exists");
    let dead = queue.dead_letters.as_ref().expect("letters have a dead-letter queue");
    assert!(template.queues.iter().any(|other| other.arn == dead.queue));

    let [Trigger::Schedule(clock)] = function(&template, "keep-time").triggers.as_slice() else {
        panic!("keep-time is started by the clock")
    };
    assert_eq!(clock.every.as_secs(), 60);

    let [Trigger::Event(created)] = function(&template, "inspect-artifact").triggers.as_slice() else {
        panic!("inspect-artifact is started by an event")
    };
    assert!(created.pattern.matches(&serde_json::json!({
        "source": "aws.s3", "detail-type": "Object Created",
        "detail": {"bucket": {"name": template.bucket.name}, "reason": "CompleteMultipartUpload"},
    })));
}

#[test]
fn our_template_describes_the_table_and_the_bucket() {
    let template = ours();
    assert_eq!(template.table.expires.as_deref(), Some("expires"));
    assert_eq!(template.table.create["StreamSpecification"]["StreamEnabled"], true);
    assert_eq!(template.table.create["GlobalSecondaryIndexes"][0]["IndexName"], "queue");
    assert_eq!(template.bucket.allowed_origins, ["http://127.0.0.1:8040"]);
}

#[test]
fn the_environment_names_local_resources() {
    let template = ours();
    let environment = template.environment().expect("one value for each name");
    let queue = template.queues.iter().find(|queue| queue.url == environment["LETTERS_QUEUE_URL"]);
    assert!(queue.is_some(), "{environment:?}");
    assert_eq!(environment["TABLE_NAME"], template.table.name);
    assert_eq!(environment["EVIDENCE_BUCKET"], template.bucket.name);
    assert_eq!(environment["ORIGIN"], "http://127.0.0.1:8040");
}

/// A template around one function, for what a function may say.
fn around(function: &str) -> String {
    format!(
        "Parameters: {{Stage: {{Type: String, Default: dev}}}}
Conditions: {{Live: !Equals [!Ref Stage, live], Quiet: !Not [!Condition Live], Loop: !Condition Loop}}
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: [{{AttributeName: PK, AttributeType: S}}]
      KeySchema: [{{AttributeName: PK, KeyType: HASH}}]
  Bucket: {{Type: AWS::S3::Bucket, Properties: {{CorsConfiguration: {{CorsRules: []}}}}}}
  Hello:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: ../functions/person/hello
{function}"
    )
}

fn value_of(expression: &str) -> Result<String> {
    let text = around(&format!("      Environment: {{Variables: {{VALUE: {expression}}}}}\n"));
    let template = Template::parse(&text, &Parameters::new())?;
    Ok(template.environment()?["VALUE"].to_owned())
}

#[test]
fn intrinsic_functions_come_to_local_values() {
    for (expression, wanted) in [
        ("!Ref Stage", "dev"),
        ("!Sub 'https://${Stage}.example/${AWS::Region}/${!kept}'", "https://dev.example/us-east-1/${kept}"),
        ("!Sub ['${a}-${Table}', {a: !Ref Stage}]", "dev-Table"),
        ("{'Fn::Join': ['/', [!Ref Stage, b]]}", "dev/b"),
        ("!If [Live, yes, no]", "no"),
        ("!If [Quiet, yes, no]", "yes"),
        ("!GetAtt Table.Arn", "arn:aws:dynamodb:us-east-1:000000000000:table/Table"),
        ("{'Fn::GetAtt': [Bucket, Arn]}", "arn:aws:s3:::bucket"),
    ] {
        assert_eq!(value_of(expression).expect(expression), wanted, "{expression}");
    }
}

#[test]
fn what_cannot_be_run_here_is_named() {
    for (function, reason) in [
        ("      Environment: {Variables: {VALUE: !ImportValue other}}\n", "ImportValue"),
        ("      Environment: {Variables: {VALUE: !Ref Nobody}}\n", "Nobody is neither"),
        ("      Environment: {Variables: {VALUE: !If [Loop, a, b]}}\n", "circle"),
        ("      Events: {A: {Type: Kinesis, Properties: {}}}\n", "no event source Kinesis"),
        ("      Events: {A: {Type: Schedule, Properties: {Schedule: cron(0 1 * * ? *)}}}\n", "cron(0 1"),
        ("      Events: {A: {Type: HttpApi, Properties: {}}}\n", "no event source HttpApi"),
    ] {
        let refusal = Template::parse(&around(function), &Parameters::new()).expect_err(reason);
        let message = format!("{refusal:#}");
        assert!(message.contains(reason) && message.contains("Hello"), "{message}");
    }
}

/// The routes of an API with one path, with an integration of this type and this end of its uri.
fn routed(path: &str, method: &str, kind: &str, invoked: &str) -> Result<Vec<(Route, String)>> {
    let uri = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions";
    let integration =
        format!("{{type: {kind}, payloadFormatVersion: '2.0', uri: !Sub '{uri}/{invoked}/invocations'}}");
    let operation = format!("{{x-amazon-apigateway-integration: {integration}}}");
    let api = format!(
        "  Api: {{Type: AWS::Serverless::HttpApi, Properties: {{DefinitionBody: \
         {{paths: {{'{path}': {{{method}: {operation}}}}}}}}}}}\n"
    );
    let template = Template::parse(&(around("      AutoPublishAlias: live\n") + &api), &Parameters::new())?;
    Ok(template.routes().map(|(route, function)| (route.clone(), function.name.clone())).collect())
}

#[test]
fn a_route_invokes_its_function_or_the_alias_of_that() {
    for invoked in ["${Hello.Arn}", "${HelloAliaslive}"] {
        let routes = routed("/api/hello/{name}", "get", "aws_proxy", invoked).expect(invoked);
        let route = Route { method: "GET".into(), path: "/api/hello/{name}".into() };
        assert_eq!(routes, [(route, "hello".to_owned())], "{invoked}");
    }
}

#[test]
fn a_route_that_cannot_be_served_here_is_named() {
    for (path, method, kind, invoked, reason) in [
        ("api", "get", "aws_proxy", "${Hello.Arn}", "does not start with /"),
        ("/{all+}", "get", "aws_proxy", "${Hello.Arn}", "one method and one path at a time"),
        ("/api", "x-amazon-apigateway-any-method", "aws_proxy", "${Hello.Arn}", "one method"),
        ("/api", "parameters", "aws_proxy", "${Hello.Arn}", "one method"),
        ("/api", "get", "http_proxy", "${Hello.Arn}", "GET /api: the local stack has no integration but"),
        ("/api", "get", "aws_proxy", "${Nobody.Arn}", "Nobody is neither"),
        ("/api", "get", "aws_proxy", "${HelloAliasother}", "HelloAliasother is neither"),
        ("/api", "get", "aws_proxy", "${Table.Arn}", "GET /api: its integration's uri"),
        (
            "/api",
            "get",
            "aws_proxy",
            "arn:aws:lambda:us-east-1:000000000000:function:Gone",
            "no function serves",
        ),
    ] {
        let refusal = routed(path, method, kind, invoked).expect_err(reason);
        assert!(format!("{refusal:#}").contains(reason), "{refusal:#}");
    }
}

#[test]
fn a_parameter_without_a_value_is_named() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../template.yaml");
    let refusal = Template::read(&path, &Parameters::new()).expect_err("Origin has no default");
    assert!(format!("{refusal:#}").contains("Origin"), "{refusal:#}");
}
