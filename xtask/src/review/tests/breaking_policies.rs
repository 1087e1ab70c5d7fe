//! Rules about what policies deny and allow: on resources that hold to them, and on the same with one thing changed.

use serde_json::{Value, json};

use super::breaking::{each_breaks, one};
use super::broken;
use crate::review::{functions, storage};

const STATEMENTS: &str = "/Policy/Properties/PolicyDocument/Statement";

fn policy_of(bucket: &str, statements: &Value) -> Value {
    json!({"Type": "AWS::S3::BucketPolicy",
        "Properties": {"Bucket": {"Ref": bucket}, "PolicyDocument": {"Statement": statements}}})
}

fn objects_of(bucket: &str) -> Value {
    json!({"Fn::Sub": format!("${{{bucket}.Arn}}/*")})
}

#[test]
fn a_bucket_that_speaks_plainly_about_something_is_found() {
    let itself = json!({"Fn::GetAtt": ["X", "Arn"]});
    let statement = json!({
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:*",
        "Resource": [itself, objects_of("X")],
        "Condition": {"Bool": {"aws:SecureTransport": false}},
    });
    let mut good = one(
        "AWS::S3::Bucket",
        &json!({
            "PublicAccessBlockConfiguration":
                {"BlockPublicAcls": true, "BlockPublicPolicy": true, "IgnorePublicAcls": true, "RestrictPublicBuckets": true},
            "OwnershipControls": {"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]},
            "BucketEncryption": {},
        }),
    );
    good["Policy"] = policy_of("X", &json!([statement]));
    for (below, value) in [
        ("Effect", json!("Allow")),
        ("Principal", json!({"AWS": "arn:aws:iam::1:root"})),
        ("Action", json!(["s3:GetObject", "s3:PutObject"])),
        ("Resource", objects_of("X")),
        ("Resource", itself),
        ("Resource", json!([{"Fn::GetAtt": ["Another", "Arn"]}, objects_of("Another")])),
        ("Condition", Value::Null),
        ("Condition", json!({"Bool": {"aws:SecureTransport": true}})),
        (
            "Condition",
            json!({"Bool": {"aws:SecureTransport": false}, "StringEquals": {"aws:SourceAccount": "1"}}),
        ),
    ] {
        each_breaks(storage::buckets, &good, &[(&format!("{STATEMENTS}/0/{below}"), value)]);
    }
    each_breaks(storage::buckets, &good, &[("/Policy/Properties/Bucket", json!({"Ref": "Another"}))]);
}

#[test]
fn evidence_that_may_be_overwritten_or_read_by_an_old_link_is_found() {
    let fresh = json!({
        "Effect": "Deny",
        "Principal": "*",
        "Action": ["s3:GetObject", "s3:PutObject"],
        "Resource": objects_of("EvidenceBucket"),
        "Condition": {"NumericGreaterThan": {"s3:signatureAge": 3_600_000}},
    });
    let test_object = "${EvidenceBucket.Arn}/malware-protection-resource-validation-object";
    let new = json!({
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:PutObject",
        "NotResource": {"Fn::Sub": test_object},
        "Condition": {"Null": {"s3:if-none-match": true}, "Bool": {"s3:ObjectCreationOperation": true}},
    });
    let good = json!({"Policy": policy_of("EvidenceBucket", &json!([fresh, new]))});
    for (below, value) in [
        ("0", json!({})),
        ("0/Effect", json!("Allow")),
        ("0/Principal", json!({"AWS": "arn:aws:iam::1:root"})),
        ("0/Action", json!("s3:GetObject")),
        ("0/Resource", json!({"Fn::Sub": "${EvidenceBucket.Arn}/t/*"})),
        ("0/Condition", Value::Null),
        ("0/Condition/NumericGreaterThan/s3:signatureAge", json!(604_800_000)),
        (
            "0/Condition",
            json!({"NumericGreaterThan": {"s3:signatureAge": 3_600_000}, "Bool": {"aws:SecureTransport": false}}),
        ),
        ("1", json!({})),
        ("1/Effect", json!("Allow")),
        ("1/Principal", json!({"Service": "s3.amazonaws.com"})),
        ("1/Action", json!("s3:PutObjectAcl")),
        ("1/NotResource", objects_of("EvidenceBucket")),
        ("1/NotResource", Value::Null),
        ("1/Condition/Null/s3:if-none-match", json!(false)),
        ("1/Condition/Bool/s3:ObjectCreationOperation", json!(false)),
        ("1/Condition/Bool", json!({"aws:SecureTransport": false})),
    ] {
        each_breaks(storage::objects, &good, &[(&format!("{STATEMENTS}/{below}"), value)]);
    }
    each_breaks(storage::objects, &good, &[("/Policy/Properties/Bucket", json!({"Ref": "WebBucket"}))]);
    assert_eq!(broken(("", storage::objects), json!({})), ["OnlyNewObjects", "OnlyFreshSignatures"]);
}

#[test]
fn a_statement_that_allows_all_but_something_is_found_wherever_it_stands() {
    for word in ["NotAction", "NotResource", "NotPrincipal"] {
        let statement = |effect: &str| json!({"Effect": effect, word: "iam:*"});
        for (kind, properties) in [
            ("AWS::IAM::Role", json!({"Policies": [{"PolicyDocument": {"Statement": [statement("Deny")]}}]})),
            ("AWS::IAM::Role", json!({"AssumeRolePolicyDocument": {"Statement": statement("Deny")}})),
            ("AWS::KMS::Key", json!({"KeyPolicy": {"Statement": [statement("Deny")]}})),
            ("AWS::S3::BucketPolicy", json!({"PolicyDocument": {"Statement": [statement("Deny")]}})),
        ] {
            let good = one(kind, &properties);
            assert_eq!(broken(("", functions::exceptions), good.clone()), [""; 0], "{good}");
            let bad = good.to_string().replace("Deny", "Allow").parse().expect("JSON");
            assert_eq!(broken(("", functions::exceptions), bad), ["X"], "{good}");
        }
    }
}
