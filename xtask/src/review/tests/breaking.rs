//! Each rule on one resource that holds to it, and on the same with one thing changed.

use serde_json::{Value, json};

use super::{super::few_enough, broken};
use crate::review::{Rule, functions, storage, watching};

/// Resources that hold to a rule, and what may be put where so that one of them doesn't.
pub(super) fn each_breaks(
    rule: fn(&super::Resources) -> Vec<String>,
    good: &Value,
    breaks: &[(&str, Value)],
) {
    let rule: Rule = ("", rule);
    assert_eq!(broken(rule, good.clone()), [""; 0], "{good}");
    for (pointer, value) in breaks {
        let mut bad = good.clone();
        *bad.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} isn't there")) = value.clone();
        assert!(!broken(rule, bad).is_empty(), "{pointer}: {value}");
    }
}

pub(super) fn one(kind: &str, properties: &Value) -> Value {
    json!({"X": {"Type": kind, "Properties": properties}})
}

fn arn(name: &str) -> Value {
    json!({"Fn::GetAtt": [name, "Arn"]})
}

#[test]
fn a_stack_that_grew_too_large_is_found() {
    let with = |count: usize| {
        let all = (0..count).map(|at| (format!("R{at}"), json!({"Type": "AWS::SNS::Topic"})));
        broken(("", few_enough), Value::Object(all.collect()))
    };
    assert_eq!(with(490), [""; 0]);
    assert_eq!(with(491), ["491 resources"]);
}

#[test]
fn a_function_that_is_not_seen_is_found() {
    let function = json!({
        "LoggingConfig": {"LogFormat": "JSON", "LogGroup": {"Ref": "Log"}},
        "TracingConfig": {"Mode": {"Ref": "Tracing"}},
    });
    let mut good = one("AWS::Lambda::Function", &function);
    good["Log"] = json!({"Type": "AWS::Logs::LogGroup", "Properties": {"RetentionInDays": 7}});
    each_breaks(
        functions::observed,
        &good,
        &[
            ("/X/Properties/LoggingConfig/LogFormat", json!("Text")),
            ("/X/Properties/LoggingConfig/LogGroup", json!({"Ref": "Another"})),
            ("/X/Properties/TracingConfig/Mode", json!("PassThrough")),
        ],
    );
    good["X"]["Properties"]["TracingConfig"]["Mode"] = json!("PassThrough");
    good["Clock"] = json!({"Type": "AWS::Events::Rule", "Properties":
        {"ScheduleExpression": "rate(1 minute)", "Targets": [{"Arn": arn("X")}]}});
    let day = ("/Clock/Properties/ScheduleExpression", json!("rate(1 day)"));
    each_breaks(functions::observed, &good, &[day]);
}

#[test]
fn a_policy_of_awss_that_a_function_has_no_use_for_is_found() {
    let arn_of = |name: &str| json!(format!("arn:aws:iam::aws:policy/service-role/{name}"));
    let policies = ["AWSLambdaBasicExecutionRole", "AWSLambdaSQSQueueExecutionRole"].map(arn_of);
    let good = json!({
        "Send": {"Type": "AWS::Lambda::Function", "Properties": {"Role": arn("SendRole")}},
        "SendRole": {"Type": "AWS::IAM::Role", "Properties": {"ManagedPolicyArns": policies}},
        "SendLetters": {"Type": "AWS::Lambda::EventSourceMapping", "Properties":
            {"FunctionName": {"Ref": "SendAliaslive"}, "EventSourceArn": arn("LettersQueue")}},
    });
    each_breaks(
        functions::managed,
        &good,
        &[
            ("/SendRole/Properties/ManagedPolicyArns/0", arn_of("AdministratorAccess")),
            ("/SendRole/Properties/ManagedPolicyArns/1", arn_of("AWSLambdaDynamoDBExecutionRole")),
            ("/SendLetters/Properties/FunctionName", json!({"Ref": "Another"})),
            ("/SendLetters/Properties/EventSourceArn", arn("Table")),
        ],
    );
}

#[test]
fn a_mapping_that_hands_back_everything_is_found() {
    let good = one(
        "AWS::Lambda::EventSourceMapping",
        &json!({"FunctionResponseTypes": ["ReportBatchItemFailures"]}),
    );
    each_breaks(functions::partial_failures, &good, &[("/X/Properties/FunctionResponseTypes", json!([]))]);
}

#[test]
fn a_spender_without_a_number_is_found() {
    let spenders = [
        "RequestSignIn",
        "BeginUpload",
        "ReadArtifact",
        "ReadBadge",
        "ReadAchievement",
        "VerifyBadge",
        "SignAwards",
    ];
    let held = json!({"Type": "AWS::Lambda::Function", "Properties": {"ReservedConcurrentExecutions": 5}});
    let all = spenders.map(|name| (name.to_owned(), held.clone()));
    let good = Value::Object(all.into_iter().collect());
    each_breaks(
        functions::reserved,
        &good,
        &[
            ("/ReadBadge/Properties", json!({})),
            ("/SignAwards/Properties", json!({})),
            ("/BeginUpload/Type", json!("AWS::Lambda::Version")),
        ],
    );
}

#[test]
fn evidence_that_is_kept_otherwise_is_found() {
    let encryption =
        json!({"ServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms"}, "BucketKeyEnabled": true});
    let good = json!({"EvidenceBucket": {"Type": "AWS::S3::Bucket", "Properties": {
        "BucketEncryption": {"ServerSideEncryptionConfiguration": [encryption]},
        "VersioningConfiguration": {"Status": "Enabled"},
        "LifecycleConfiguration": {"Rules": [
            {"Status": "Enabled", "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 2}},
            {"Status": "Enabled", "NoncurrentVersionExpiration": {"NoncurrentDays": 30}, "ExpirationInDays": 400},
        ]},
        "NotificationConfiguration": {"EventBridgeConfiguration": {"EventBridgeEnabled": true}},
    }}});
    let at = |below: &str| format!("/EvidenceBucket/Properties/{below}");
    let encrypted = at("BucketEncryption/ServerSideEncryptionConfiguration/0");
    for (pointer, value) in [
        (format!("{encrypted}/ServerSideEncryptionByDefault/SSEAlgorithm"), json!("AES256")),
        (format!("{encrypted}/BucketKeyEnabled"), json!(false)),
        (at("VersioningConfiguration/Status"), json!("Suspended")),
        (at("LifecycleConfiguration/Rules/0/AbortIncompleteMultipartUpload/DaysAfterInitiation"), json!(3)),
        (at("LifecycleConfiguration/Rules/1/Status"), json!("Disabled")),
        (at("NotificationConfiguration/EventBridgeConfiguration/EventBridgeEnabled"), json!(false)),
        (at("NotificationConfiguration"), Value::Null),
    ] {
        each_breaks(storage::evidence, &good, &[(&pointer, value)]);
    }
}

#[test]
fn evidence_that_any_page_may_put_is_found() {
    let rule = json!({"AllowedOrigins": [{"Ref": "Origin"}], "AllowedMethods": ["PUT"], "AllowedHeaders": ["content-type"]});
    let good = one("AWS::S3::Bucket", &json!({"CorsConfiguration": {"CorsRules": [rule]}}));
    let at = "/X/Properties/CorsConfiguration/CorsRules/0";
    for (below, value) in [
        ("AllowedOrigins", json!(["*"])),
        ("AllowedMethods", json!(["PUT", "GET"])),
        ("AllowedHeaders", json!(["x-amz-*"])),
    ] {
        each_breaks(storage::cors, &good, &[(&format!("{at}/{below}"), value)]);
    }
}

#[test]
fn a_table_that_cannot_be_restored_is_found() {
    let good = one(
        "AWS::DynamoDB::Table",
        &json!({
            "PointInTimeRecoverySpecification": {"PointInTimeRecoveryEnabled": true},
            "DeletionProtectionEnabled": {"Ref": "DeletionProtection"},
            "SSESpecification": {"SSEEnabled": true},
            "TimeToLiveSpecification": {"Enabled": true},
            "StreamSpecification": {"StreamViewType": "KEYS_ONLY"},
        }),
    );
    each_breaks(
        storage::table,
        &good,
        &[
            ("/X/Properties/PointInTimeRecoverySpecification", json!({})),
            ("/X/Properties/DeletionProtectionEnabled", Value::Null),
            ("/X/Properties/SSESpecification/SSEEnabled", json!(false)),
            ("/X/Properties/TimeToLiveSpecification/Enabled", json!(false)),
            ("/X/Properties/StreamSpecification", Value::Null),
        ],
    );
}

#[test]
fn a_queue_that_loses_messages_is_found() {
    let good = json!({
        "LettersQueue": {"Type": "AWS::SQS::Queue", "Properties": {
            "SqsManagedSseEnabled": true,
            "RedrivePolicy": {"maxReceiveCount": 5, "deadLetterTargetArn": arn("DeadLettersQueue")}}},
        "DeadLettersQueue": {"Type": "AWS::SQS::Queue", "Properties":
            {"SqsManagedSseEnabled": true, "MessageRetentionPeriod": 1_209_600}},
    });
    each_breaks(
        storage::queues,
        &good,
        &[
            ("/LettersQueue/Properties/SqsManagedSseEnabled", json!(false)),
            ("/LettersQueue/Properties/RedrivePolicy", Value::Null),
            ("/LettersQueue/Properties/RedrivePolicy/maxReceiveCount", json!(1)),
            ("/LettersQueue/Properties/RedrivePolicy/deadLetterTargetArn", arn("LettersQueue")),
            ("/DeadLettersQueue/Properties/MessageRetentionPeriod", json!(345_600)),
        ],
    );
}

#[test]
fn what_would_go_with_its_stack_is_found() {
    let good = json!({"X": {"Type": "AWS::DynamoDB::Table", "DeletionPolicy": "RetainExceptOnCreate", "UpdateReplacePolicy": "Retain"}});
    let breaks = [("/X/DeletionPolicy", json!("Delete")), ("/X/UpdateReplacePolicy", json!("Delete"))];
    each_breaks(storage::retained, &good, &breaks);
}

#[test]
fn a_topic_in_the_open_is_found() {
    let good = one("AWS::SNS::Topic", &json!({"KmsMasterKeyId": {"Ref": "DataKey"}}));
    each_breaks(storage::topics, &good, &[("/X/Properties/KmsMasterKeyId", Value::Null)]);
}

#[test]
fn a_policy_that_lets_in_more_than_one_service_for_one_thing_is_found() {
    for kind in ["AWS::S3::BucketPolicy", "AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy"] {
        let statement = json!({
            "Effect": "Allow",
            "Principal": {"Service": "events.amazonaws.com"},
            "Action": "sqs:SendMessage",
            "Condition": {"StringEquals": {"aws:SourceAccount": "1"}},
        });
        let good = one(kind, &json!({"PolicyDocument": {"Statement": [statement]}}));
        let at = "/X/Properties/PolicyDocument/Statement/0";
        for (below, value) in [
            ("Principal", json!("*")),
            ("Principal", json!({"AWS": "*"})),
            ("Condition", Value::Null),
            ("Action", json!("sqs:*")),
            ("Action", json!(["sqs:SendMessage", "sqs:Get*"])),
        ] {
            each_breaks(storage::policies, &good, &[(&format!("{at}/{below}"), value)]);
        }
    }
}

#[test]
fn a_gateway_that_lets_everything_through_or_logs_people_is_found() {
    let good = one(
        "AWS::ApiGatewayV2::Stage",
        &json!({
            "DefaultRouteSettings": {"ThrottlingRateLimit": 200, "ThrottlingBurstLimit": 400},
            "AccessLogSettings": {"Format": "{\"route\":\"$context.routeKey\"}"},
        }),
    );
    let format = "/X/Properties/AccessLogSettings/Format";
    each_breaks(
        watching::gateway,
        &good,
        &[
            ("/X/Properties/DefaultRouteSettings/ThrottlingRateLimit", Value::Null),
            ("/X/Properties/DefaultRouteSettings/ThrottlingBurstLimit", Value::Null),
            (format, json!("$context.status")),
            (format, json!("$context.routeKey $context.path")),
            (format, json!("$context.routeKey $context.identity.sourceIp")),
        ],
    );
}

#[test]
fn a_distribution_that_speaks_plainly_is_found() {
    let behaviour = json!({"TargetOriginId": "files", "ViewerProtocolPolicy": "redirect-to-https", "ResponseHeadersPolicyId": "x"});
    let called = json!({"TargetOriginId": "gateway", "ViewerProtocolPolicy": "redirect-to-https", "AllowedMethods": ["GET", "OPTIONS"]});
    let good = one(
        "AWS::CloudFront::Distribution",
        &json!({"DistributionConfig": {
            "DefaultCacheBehavior": behaviour,
            "CacheBehaviors": [behaviour, called],
            "Origins": [{"OriginAccessControlId": "x"}, {"CustomOriginConfig": {"OriginProtocolPolicy": "https-only"}}],
        }}),
    );
    let at = "/X/Properties/DistributionConfig";
    for (below, value) in [
        ("DefaultCacheBehavior/ViewerProtocolPolicy", json!("allow-all")),
        ("CacheBehaviors/0/ResponseHeadersPolicyId", Value::Null),
        ("CacheBehaviors/1/AllowedMethods", json!(["GET", "HEAD"])),
        ("Origins/0/OriginAccessControlId", Value::Null),
        ("Origins/1/CustomOriginConfig/OriginProtocolPolicy", json!("match-viewer")),
    ] {
        each_breaks(watching::distribution, &good, &[(&format!("{at}/{below}"), value)]);
    }
}

#[test]
fn an_alarm_that_nobody_hears_or_nobody_can_look_up_is_found() {
    let good = json!({"CallsFail": {"Type": "AWS::CloudWatch::Alarm", "Properties": {"AlarmActions": [{"Ref": "AlarmTopic"}]}}});
    each_breaks(watching::alarms, &good, &[("/CallsFail/Properties/AlarmActions", json!([]))]);
    let unknown = json!({"NobodysAlarm": good["CallsFail"]});
    assert_eq!(broken(("", watching::alarms), unknown), ["NobodysAlarm"]);
}

#[test]
fn what_no_alarm_looks_at_is_told() {
    let nothing = broken(("", watching::watched), json!({}));
    assert!(
        nothing.contains(&"5xx Api".to_owned()) && nothing.contains(&"Failures ".to_owned()),
        "{nothing:?}"
    );
    let left = |metric: &str, of: &str| {
        let dimension = json!([{"Name": "Name", "Value": {"Ref": of}}]);
        let metric = json!({"MetricStat": {"Metric": {"MetricName": metric, "Dimensions": dimension}}});
        let alarm = json!({"Type": "AWS::CloudWatch::Alarm", "Properties": {"Metrics": [metric]}});
        broken(("", watching::watched), json!({"A": alarm})).len()
    };
    assert_eq!(left("5xx", "Api") + 1, nothing.len());
    assert_eq!(left("Throttles", "SignAwards"), nothing.len(), "of one function is not of all");
}

#[test]
fn a_log_that_never_forgets_is_found() {
    let good = one("AWS::Logs::LogGroup", &json!({"RetentionInDays": 30}));
    each_breaks(watching::logs, &good, &[("/X/Properties/RetentionInDays", Value::Null)]);
}
