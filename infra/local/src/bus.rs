//! The event bus: which function an event starts, and its keeping until that function took it.
//!
//! An event that matches a rule is kept in a queue of its own before anybody is told that it was
//! taken, as Lambda does with asynchronous invocations: a failure is tried again after a minute, as
//! often as the template says, and then laid aside.

use std::{sync::Arc, time::Duration};

use anyhow::Result;
use cloud::chance::Dice;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{
    names,
    queues::{QueueRules, Store},
    s3::ObjectCreated,
    template::{ACCOUNT, Function, Pattern, REGION, Template, Trigger},
};

/// What the name of every inbox begins with.
pub const INBOX: &str = "events/";

/// How long Lambda waits before it tries an event again, and how long it keeps one.
const WAIT: Duration = Duration::from_secs(60);
const KEPT: Duration = Duration::from_secs(6 * 3_600);

/// Takes events to the queues of the functions that they start.
#[derive(Debug)]
pub struct Bus {
    rules: Vec<Rule>,
    store: Arc<Store>,
}

#[derive(Debug)]
struct Rule {
    pattern: Pattern,
    queue: QueueRules,
}

impl Bus {
    /// The bus with the rules of a template.
    #[must_use]
    pub fn new(template: &Template, store: Arc<Store>) -> Self {
        let rules = template.triggers().filter_map(|(function, trigger)| match trigger {
            Trigger::Event(rule) => Some(Rule { pattern: rule.pattern.clone(), queue: inbox(function) }),
            Trigger::Route(_) | Trigger::Stream(_) | Trigger::Queue(_) | Trigger::Schedule(_) => None,
        });
        Self { rules: rules.collect(), store }
    }

    /// Takes an event, and answers how many functions it will start.
    ///
    /// # Errors
    /// It can't be kept; some of the functions may be started all the same.
    pub fn put(&self, event: &Value) -> Result<usize> {
        let mut started = 0;
        for rule in self.rules.iter().filter(|rule| rule.pattern.matches(event)) {
            self.store.send(&rule.queue, &[event.to_string()])?;
            started += 1;
        }
        Ok(started)
    }
}

/// The queue of events that wait for a function.
#[must_use]
pub fn inbox(function: &Function) -> QueueRules {
    let failure = &function.on_event_failure;
    let nowhere = || format!("dropped/{}", function.name);
    QueueRules {
        name: format!("{INBOX}{}", function.name),
        visibility: WAIT.max(function.timeout),
        delay: Duration::ZERO,
        retention: KEPT,
        dead_letters: Some((failure.destination.clone().unwrap_or_else(nowhere), failure.retries + 1)),
    }
}

/// S3's event about a new object, as `EventBridge` carries it.
#[must_use]
pub fn object_created(object: &ObjectCreated) -> Value {
    json!({
        "version": "0",
        "id": names::uuid(Dice),
        "detail-type": "Object Created",
        "source": "aws.s3",
        "account": ACCOUNT,
        "time": object.time,
        "region": REGION,
        "resources": [format!("arn:aws:s3:::{}", object.bucket)],
        "detail": {
            "version": "0",
            "bucket": { "name": object.bucket },
            "object": {
                "key": object.key,
                "size": object.size,
                "etag": object.etag,
                "sequencer": object.sequencer,
            },
            "request-id": names::request_id(Dice),
            "requester": ACCOUNT,
            "source-ip-address": "127.0.0.1",
            "reason": reason(&object.etag),
        },
    })
}

/// What made an object: the `ETag` of one made of parts ends in their number.
fn reason(etag: &str) -> &'static str {
    if etag.contains('-') { "CompleteMultipartUpload" } else { "PutObject" }
}

/// The event by which a schedule starts the function with that logical id.
#[must_use]
pub fn scheduled(function: &str, now: Timestamp) -> Value {
    json!({
        "version": "0",
        "id": names::uuid(Dice),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": ACCOUNT,
        "time": now.round(jiff::Unit::Second).unwrap_or(now),
        "region": REGION,
        "resources": [format!("arn:aws:events:{REGION}:{ACCOUNT}:rule/{function}")],
        "detail": {},
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use aws_lambda_events::eventbridge::EventBridgeEvent;
    use cloud::chance::Clock;

    use super::*;
    use crate::template::Parameters;

    const TEMPLATE: &str = "
Resources:
  Table:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: [{AttributeName: PK, AttributeType: S}]
      KeySchema: [{AttributeName: PK, KeyType: HASH}]
  Evidence: {Type: AWS::S3::Bucket, Properties: {CorsConfiguration: {CorsRules: []}}}
  Lost: {Type: AWS::SQS::Queue}
  Inspect:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: ../functions/background/inspect
      EventInvokeConfig:
        MaximumRetryAttempts: 1
        DestinationConfig: {OnFailure: {Type: SQS, Destination: !GetAtt Lost.Arn}}
      Events:
        Created:
          Type: EventBridgeRule
          Properties:
            Pattern:
              source: [aws.s3]
              detail: {bucket: {name: [!Ref Evidence]}, reason: [CompleteMultipartUpload]}
";

    fn object(etag: &str) -> ObjectCreated {
        ObjectCreated {
            bucket: "evidence".into(),
            key: "t/1/a b".into(),
            size: 5,
            etag: etag.into(),
            sequencer: "00A1".into(),
            time: Timestamp::UNIX_EPOCH,
        }
    }

    fn bus(folder: &Path) -> Bus {
        let template = Template::parse(TEMPLATE, &Parameters::new()).expect("a template");
        let store = Store::open(&folder.join("queues.sqlite"), Clock::default()).expect("a store");
        Bus::new(&template, Arc::new(store))
    }

    #[test]
    fn an_event_is_kept_for_every_function_with_a_rule_for_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let bus = bus(folder.path());
        assert_eq!(bus.put(&object_created(&object("d41d8-2"))).expect("kept"), 1);
        assert_eq!(bus.put(&object_created(&object("d41d8"))).expect("not wanted"), 0);

        let waiting = bus.store.peek("events/inspect").expect("a queue");
        let event: EventBridgeEvent<Value> =
            serde_json::from_str(&waiting[0]).expect("the shape of a bus event");
        assert_eq!((event.source.as_str(), event.detail_type.as_str()), ("aws.s3", "Object Created"));
        assert_eq!(event.detail["object"]["key"], "t/1/a b");
    }

    #[test]
    fn an_inbox_gives_up_where_the_template_says() {
        let template = Template::parse(TEMPLATE, &Parameters::new()).expect("a template");
        let inbox = inbox(&template.functions[0]);
        assert_eq!(inbox.dead_letters, Some(("arn:aws:sqs:us-east-1:000000000000:Lost".into(), 2)));
    }
}
