use serde_json::{Value, json};

use super::super::operations::tests::{broken, function, of, watching};

#[test]
fn what_could_lose_or_leak_something_takes_over_gradually_and_is_taken_back() {
    let nothing =
        json!({"ScheduleExpression": "rate(1 minute)", "Targets": [{"Arn": {"Ref": "OwnAliaslive"}}]});
    for (action, is_delicate) in [
        ("s3:PutObject", true),
        ("s3:GetObject", true),
        ("kms:Sign", true),
        ("secretsmanager:GetSecretValue", true),
        ("dynamodb:PutItem", false),
        ("kms:GetPublicKey", false),
    ] {
        assert_eq!(
            broken(super::gradual, &function(action, nothing.clone())) == ["Own"],
            is_delicate,
            "{action}"
        );
    }

    let mut own = function("s3:PutObject", nothing);
    let alarms = |names: &[&str]| {
        let alarms: Vec<Value> = names.iter().map(|name| json!({"Name": {"Ref": name}})).collect();
        let enabled = json!({"Enabled": true});
        of(
            "CodeDeploy::DeploymentGroup",
            json!({"AutoRollbackConfiguration": enabled, "AlarmConfiguration": {"Alarms": alarms}}),
        )
    };
    own["NewVersionsStop"] = watching(&["Errors"]);
    for (names, breaks) in [
        (&["NewVersionsFail", "NewVersionsStop"][..], false),
        (&["NewVersionsStop"], true),
        (&["NewVersionsFail"], true),
    ] {
        own["OwnDeploymentGroup"] = alarms(names);
        assert_eq!(broken(super::gradual, &own) == ["Own"], breaks, "{names:?}");
    }
}

#[test]
fn who_takes_over_at_once_without_a_reason_is_found_and_a_reason_for_nobody() {
    let found = |name: &str, action: &str| {
        let own = function(action, json!({}));
        let mut named = json!({"OwnRole": own["OwnRole"]});
        named[name] = own["Own"].clone();
        let mut found = broken(super::reasoned, &named);
        found.retain(|one| !one.contains("isn't there") || one.starts_with(name));
        found
    };
    assert_eq!(found("Own", "dynamodb:GetItem"), ["Own"], "nobody said why");
    assert_eq!(found("Own", "kms:Sign"), [""; 0], "its role says it");
    assert_eq!(found("Submit", "dynamodb:PutItem"), [""; 0], "chosen");
    assert_eq!(found("ReadMe", "dynamodb:GetItem"), [""; 0], "there is a reason");
    assert_eq!(found("ReadMe", "s3:GetObject"), ["ReadMe, which is delicate"], "the reason is none any more");
    assert_eq!(found("BeginUpload", "s3:PutObject"), [""; 0], "excused of what its role shows");

    let gone = broken(super::reasoned, &json!({}));
    for name in ["Submit", "ReadMe", "BeginUpload"] {
        assert!(gone.contains(&format!("{name}, which isn't there")), "{name}");
    }
}
