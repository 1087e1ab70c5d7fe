use serde_json::{Value, json};

use super::{Resources, Rule, functions, storage, watching};

/// Who breaks `rule` in a template of these resources.
fn broken(rule: Rule, resources: Value) -> Vec<String> {
    let template = json!({"Resources": resources}).to_string();
    rule.1(&Resources::read(&template).expect("a template"))
}

fn role(statement: Value) -> Value {
    let policy = json!({"PolicyDocument": {"Statement": [statement]}});
    json!({"Role": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [policy]}}})
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
    ] {
        let statement = json!({"Effect": "Allow", "Action": action, "Resource": resource});
        let found = broken(("", functions::wildcards), role(statement.clone()));
        assert_eq!(!found.is_empty(), breaks, "{statement}");
    }
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
    assert_eq!(broken(("", functions::secrets), function("{{resolve:secretsmanager:x}}")), ["F"]);
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
    let statement =
        json!({"Effect": "Deny", "Principal": "*", "Condition": {"Bool": {"aws:SecureTransport": false}}});
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
