mod breaking;
mod breaking_policies;
mod breaking_web;

use serde_json::{Value, json};

use super::{Resources, Rule, functions, routes, storage, watching};

/// Who breaks `rule` in a template of these resources.
fn broken(rule: Rule, resources: Value) -> Vec<String> {
    let template = json!({"Resources": resources}).to_string();
    rule.1(&Resources::read(&template).expect("a template"))
}

fn role(statement: Value) -> Value {
    let policy = json!({"PolicyDocument": {"Statement": [statement]}});
    json!({"Role": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [policy]}}})
}

fn of_lambda(named: &str) -> Value {
    json!({"Fn::Sub": format!("arn:${{AWS::Partition}}:lambda:${{AWS::Region}}:${{AWS::AccountId}}:{named}")})
}

#[test]
fn a_wildcard_is_found_in_actions_and_in_resources() {
    let table = json!({"Fn::GetAtt": ["Table", "Arn"]});
    for (action, resource, breaks) in [
        (json!("dynamodb:*"), table.clone(), true),
        (json!(["dynamodb:GetItem", "s3:Get*"]), table.clone(), true),
        (json!("dynamodb:GetItem"), json!("*"), true),
        (json!(["dynamodb:GetItem"]), json!([table.clone(), "*"]), true),
        (json!(["dynamodb:GetItem"]), table, false),
        (json!(["xray:PutTraceSegments"]), json!("*"), false),
        (json!("s3:GetObject"), json!({"Fn::Sub": "${Bucket.Arn}/t/*"}), false),
        (json!("lambda:InvokeFunction"), of_lambda("function:${AWS::StackName}-*"), false),
        (json!("lambda:InvokeFunction"), of_lambda("function:*"), true),
        (json!("lambda:InvokeFunction"), of_lambda("*:${AWS::StackName}-a"), true),
        (json!("lambda:InvokeFunction"), json!("arn:aws:lambda:us-east-1:1:function:?"), true),
    ] {
        let statement = json!({"Effect": "Allow", "Action": action, "Resource": resource});
        let found = broken(("", functions::wildcards), role(statement.clone()));
        assert_eq!(!found.is_empty(), breaks, "{statement}");
    }
}

/// A function, one of the background and one with an alias, and an API with one route.
fn routed(route: &Value) -> Value {
    let function = |group: &str| {
        json!({"Type": "AWS::Lambda::Function", "Properties":
        {"Role": {"Fn::GetAtt": ["OwnRole", "Arn"]}, "Code": {"S3Key": format!("functions/{group}/x")}}})
    };
    let role = |service: &str, action: &str| {
        json!({"Type": "AWS::IAM::Role", "Properties": {
        "AssumeRolePolicyDocument": {"Statement": [{"Principal": {"Service": service}}]},
        "Policies": [{"PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": action}]}}]}})
    };
    json!({
        "Read": function("person"), "Tick": function("background"), "Save": function("person"),
        "SaveAliaslive":
            {"Type": "AWS::Lambda::Alias", "Properties": {"FunctionName": {"Ref": "Save"}}},
        "OwnRole": role("apigateway.amazonaws.com", "lambda:InvokeFunction"),
        "ApiRole": role("apigateway.amazonaws.com", "lambda:InvokeFunction"),
        "WideRole": role("apigateway.amazonaws.com", "s3:GetObject"),
        "TickRole": role("events.amazonaws.com", "lambda:InvokeFunction"),
        "Api": {"Type": "AWS::ApiGatewayV2::Api", "Properties": {"Body": {"paths": {"/api/a": {"get": route}}}}},
    })
}

fn route(invoked: &str, role: &str) -> Value {
    let uri =
        json!({"Fn::Sub": format!("arn:${{AWS::Partition}}:x:path/functions/${{{invoked}}}/invocations")});
    let integration = json!({"uri": uri, "credentials": {"Fn::GetAtt": [role, "Arn"]}});
    json!({"x-amazon-apigateway-integration": integration})
}

#[test]
fn a_route_past_an_alias_or_to_nobody_is_found() {
    for (invoked, breaks) in [
        ("Read.Arn", false),
        ("SaveAliaslive", false),
        ("Save.Arn", true),
        ("Read", true),
        ("Gone.Arn", true),
        ("OwnRole.Arn", true),
    ] {
        let found = broken(("", routes::invoke), routed(&route(invoked, "ApiRole")));
        assert_eq!(found == ["GET /api/a"], breaks, "{invoked}: {found:?}");
    }
}

#[test]
fn a_function_that_nobody_can_ask_and_one_that_nobody_may_are_found() {
    let rule: Rule = ("", routes::reached);
    assert_eq!(broken(rule, routed(&route("Read.Arn", "ApiRole"))), ["Save"]);
    assert_eq!(broken(rule, routed(&route("Tick.Arn", "ApiRole"))), ["Read", "Save", "Tick"]);
}

#[test]
fn functions_are_invoked_in_no_role_but_the_gateways() {
    for (role, breaks) in
        [("ApiRole", false), ("OwnRole", true), ("WideRole", true), ("TickRole", true), ("NoRole", true)]
    {
        let found = broken(("", routes::role), routed(&route("Read.Arn", role)));
        assert_eq!(found == ["GET /api/a"], breaks, "{role}: {found:?}");
    }
    let mut conditional = routed(&route("Read.Arn", "ApiRole"));
    conditional["ApiRole"]["Properties"]["AssumeRolePolicyDocument"]["Statement"][0]["Condition"] =
        json!({"StringEquals": {"aws:SourceAccount": "1"}});
    assert_eq!(broken(("", routes::role), conditional), ["GET /api/a"]);
}

#[test]
fn a_function_whose_name_leaves_no_room_for_the_stacks_is_found() {
    let function = json!({"Type": "AWS::Lambda::Function", "Properties": {}});
    let found = broken(("", routes::names), json!({"A".repeat(25): function, "B".repeat(26): function}));
    assert_eq!(found, ["B".repeat(26)]);
}

#[test]
fn a_role_that_uses_a_key_and_is_not_found_by_its_name_is_found() {
    let role = |action: &str| {
        let policy = json!({"PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": ["s3:GetObject", action]}]}});
        json!({"Type": "AWS::IAM::Role", "Properties": {"Policies": [policy]}})
    };
    let named = |length: usize| format!("{}Role", "R".repeat(length - 4));
    let (fits, is_cut) = (named(25), named(26));
    let with = |action: &str| json!({&fits: role(action), &is_cut: role(action), "Signer": role(action)});
    assert_eq!(broken(("", routes::names), with("kms:Decrypt")), [is_cut.as_str(), "Signer"]);
    assert_eq!(broken(("", routes::names), with("s3:PutObject")), [""; 0], "no policy knows these by name");
}

#[test]
fn two_functions_with_one_role_are_both_named() {
    let function =
        json!({"Type": "AWS::Lambda::Function", "Properties": {"Role": {"Fn::GetAtt": ["Shared", "Arn"]}}});
    let boundary = json!({"PermissionsBoundary": {"Ref": "FunctionsBoundary"}});
    let resources =
        json!({"A": function, "B": function, "Shared": {"Type": "AWS::IAM::Role", "Properties": boundary}});
    assert_eq!(broken(("", functions::roles), resources), ["A", "B"]);
}

#[test]
fn what_a_role_grants_beyond_the_boundary_is_found() {
    let document = |actions: &[&str]| json!({"Statement": [{"Effect": "Allow", "Action": actions}]});
    let role = json!({"Type": "AWS::IAM::Role", "Properties": {
        "PermissionsBoundary": {"Ref": "FunctionsBoundary"},
        "Policies": [{"PolicyDocument": document(&["s3:GetObject", "s3:DeleteObjectVersion"])}],
    }});
    let found = |within: &[&str]| {
        let properties = json!({"PolicyDocument": document(within)});
        let boundary = json!({"Type": "AWS::IAM::ManagedPolicy", "Properties": properties});
        broken(("", functions::boundary), json!({"FunctionsBoundary": boundary, "Role": role}))
    };
    assert_eq!(found(&["s3:GetObject"]), ["Role, s3:DeleteObjectVersion"]);
    assert_eq!(found(&["s3:GetObject", "s3:DeleteObjectVersion", "s3:PutObject"]), [""; 0]);
}

#[test]
fn a_secret_in_an_environment_is_found() {
    let function = |value: &str| {
        let properties = json!({"Environment": {"Variables": {"KEY": {"Fn::Sub": value}}}});
        json!({"F": {"Type": "AWS::Lambda::Function", "Properties": properties}})
    };
    for secret in ["{{resolve:secretsmanager:x}}", "smtps://me:secret@smtp.example.org"] {
        assert_eq!(broken(("", functions::secrets), function(secret)), ["F"]);
    }
    assert_eq!(broken(("", functions::secrets), function("arn:aws:secretsmanager:x")), [""; 0]);
}

#[test]
fn a_bucket_without_its_policy_is_open() {
    let bucket = json!({"Type": "AWS::S3::Bucket", "Properties": {
        "PublicAccessBlockConfiguration":
            {"BlockPublicAcls": true, "BlockPublicPolicy": true, "IgnorePublicAcls": true, "RestrictPublicBuckets": true},
        "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
        "BucketEncryption": {},
    }});
    let statement = json!({
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [{"Fn::GetAtt": ["Bucket", "Arn"]}, {"Fn::Sub": "${Bucket.Arn}/*"}],
        "Condition": {"Bool": {"aws:SecureTransport": false}},
    });
    let policy = json!({"Type": "AWS::S3::BucketPolicy",
        "Properties": {"Bucket": {"Ref": "Bucket"}, "PolicyDocument": {"Statement": [statement]}}});
    let rule: Rule = ("", storage::buckets);
    assert_eq!(broken(rule, json!({"Bucket": bucket})), ["Bucket"]);
    assert_eq!(broken(rule, json!({"Bucket": bucket, "Policy": policy})), [""; 0]);
}

#[test]
fn a_key_that_its_administrators_may_use_is_found() {
    let key = |statement: Value| {
        let properties = json!({"KeyUsage": "SIGN_VERIFY", "KeyPolicy": {"Statement": [statement]}});
        json!({"Key": {"Type": "AWS::KMS::Key", "Properties": properties}})
    };
    let root = json!({"AWS": "arn:aws:iam::1:root"});
    let rule: Rule = ("", storage::keys);
    for (statement, breaks) in [
        (json!({"Principal": root, "Action": "kms:*"}), true),
        (json!({"Principal": root, "Action": ["kms:Get*", "kms:Sign"]}), true),
        (json!({"Principal": root, "Action": ["kms:Get*"]}), false),
        (json!({"Principal": root, "Action": ["kms:Create*"]}), true),
        (json!({"Principal": root, "Action": ["kms:CreateAlias", "kms:De*"]}), true),
        (json!({"Principal": root, "Action": "kms:*crypt"}), true),
        (json!({"Principal": root, "Action": "kms:Sig?"}), true),
        (json!({"Principal": root, "Action": ["kms:CreateAlias", "kms:Delete*", "kms:Describe*"]}), false),
        (json!({"Principal": root, "Action": "kms:Sign", "Condition": {"ArnLike": {}}}), false),
    ] {
        assert_eq!(!broken(rule, key(statement.clone())).is_empty(), breaks, "{statement}");
    }
}

#[test]
fn a_dead_letter_queue_that_nobody_watches_is_found() {
    let queue = json!({"Type": "AWS::SQS::Queue", "Properties": {}});
    let dimension = json!({"Name": "QueueName", "Value": {"Fn::GetAtt": ["DeadLettersQueue", "QueueName"]}});
    let alarm = json!({"Type": "AWS::CloudWatch::Alarm", "Properties": {"Dimensions": [dimension]}});
    let rule: Rule = ("", watching::dead_letters);
    assert_eq!(broken(rule, json!({"DeadLettersQueue": queue})), ["DeadLettersQueue"]);
    assert_eq!(broken(rule, json!({"DeadLettersQueue": queue, "Alarm": alarm})), [""; 0]);
}
