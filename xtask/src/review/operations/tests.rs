use serde_json::{Value, json};

use super::super::{Resources, Rule};

/// Who breaks `rule` in a template of these resources.
pub(in crate::review) fn broken(rule: fn(&Resources) -> Vec<String>, resources: &Value) -> Vec<String> {
    let rule: Rule = ("", rule);
    rule.1(&Resources::read(&json!({"Resources": resources}).to_string()).expect("a template"))
}

pub(in crate::review) fn of(kind: &str, properties: Value) -> Value {
    json!({"Type": format!("AWS::{kind}"), "Properties": properties})
}

/// An alarm that looks at these metrics of `Own`.
pub(in crate::review) fn watching(metrics: &[&str]) -> Value {
    let metric = |name: &&str| {
        let dimensions = json!([{"Name": "FunctionName", "Value": {"Ref": "Own"}}]);
        json!({"MetricStat": {"Metric": {"MetricName": name, "Dimensions": dimensions}}})
    };
    let metrics: Vec<Value> = metrics.iter().map(metric).collect();
    of("CloudWatch::Alarm", json!({"Metrics": metrics, "TreatMissingData": "breaching"}))
}

/// A function whose role allows `action`, started by a rule.
pub(in crate::review) fn function(action: &str, rule: Value) -> Value {
    let policy = json!({"PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": [action]}]}});
    json!({
        "Own": of("Lambda::Function", json!({"Role": {"Fn::GetAtt": ["OwnRole", "Arn"]}})),
        "OwnRole": of("IAM::Role", json!({"Policies": [policy]})),
        "OwnAliaslive": of("Lambda::Alias", json!({"FunctionName": {"Ref": "Own"}})),
        "Rule": of("Events::Rule", rule),
    })
}

#[test]
fn what_the_clock_starts_is_watched_for_success() {
    let target = json!([{"Arn": {"Ref": "OwnAliaslive"}}]);
    let mut scheduled =
        function("s3:PutObject", json!({"ScheduleExpression": "rate(1 minute)", "Targets": target}));
    for (metrics, breaks) in [(&[][..], true), (&["Invocations"], true), (&["Invocations", "Errors"], false)]
    {
        scheduled["Stands"] = watching(metrics);
        assert_eq!(broken(super::clocks, &scheduled) == ["Own"], breaks, "{metrics:?}");
    }
}

#[test]
fn a_schedule_without_a_second_try_or_an_end_is_found() {
    let queue = json!({"Fn::GetAtt": ["LostEventsQueue", "Arn"]});
    for (target, breaks) in [
        (json!({"RetryPolicy": {"MaximumRetryAttempts": 3}, "DeadLetterConfig": {"Arn": queue}}), false),
        (json!({"RetryPolicy": {"MaximumRetryAttempts": 3}}), true),
        (json!({"DeadLetterConfig": {"Arn": queue}}), true),
    ] {
        let rule = json!({"Rule": of("Events::Rule", json!({"Targets": [target]}))});
        assert_eq!(broken(super::delivered, &rule) == ["Rule"], breaks, "{target}");
    }
    for (tries, breaks) in [(0, true), (1, false)] {
        let config = json!({"C": of("Lambda::EventInvokeConfig", json!({"MaximumRetryAttempts": tries}))});
        assert_eq!(broken(super::delivered, &config) == ["C"], breaks, "{tries}");
    }
}

#[test]
fn an_alarm_that_isnt_on_the_dashboard_or_looks_at_too_much_is_found() {
    let board = of("CloudWatch::Dashboard", json!({"DashboardBody": {"Fn::Sub": "[\"${Shown.Arn}\"]"}}));
    let mut alarms = json!({"Board": board, "Shown": watching(&[]), "Hidden": watching(&[])});
    assert_eq!(broken(super::dashboard, &alarms), ["Hidden"]);
    alarms["Shown"]["Condition"] = json!("Sometimes");
    assert_eq!(broken(super::dashboard, &alarms), ["Hidden", "Shown"]);

    let many = json!({"Ten": watching(&["Errors"; 10]), "Eleven": watching(&["Errors"; 11])});
    assert_eq!(broken(super::metrics, &many), ["Eleven"]);
}

#[test]
fn an_entry_of_the_run_book_for_no_alarm_is_found() {
    let left = broken(super::book, &json!({"CallsFail": of("CloudWatch::Alarm", json!({}))}));
    assert!(left.contains(&"ClockStands".to_owned()) && !left.contains(&"CallsFail".to_owned()), "{left:?}");
}
