//! Rules about what keeps records, evidence and messages.

use serde_json::Value;

use super::{Resources, several, target};

const BUCKET: &str = "AWS::S3::Bucket";
const QUEUE: &str = "AWS::SQS::Queue";
const KEY: &str = "AWS::KMS::Key";

/// The actions with which a key does what it is for, or lets somebody else have it do that.
const USES: [&str; 6] =
    ["kms:Decrypt", "kms:Encrypt", "kms:Sign", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:CreateGrant"];

pub(super) fn buckets(resources: &Resources) -> Vec<String> {
    let over_tls: Vec<&str> = resources
        .of("AWS::S3::BucketPolicy")
        .filter(|(_, policy)| several(&policy["PolicyDocument"]["Statement"]).into_iter().any(is_tls_only))
        .filter_map(|(_, policy)| target(&policy["Bucket"]))
        .collect();
    let closed = |bucket: &Value| {
        let access = &bucket["PublicAccessBlockConfiguration"];
        let all = ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"];
        all.iter().all(|name| access[name] == true)
            && bucket["OwnershipControls"]["Rules"][0]["ObjectOwnership"] == "BucketOwnerEnforced"
            && bucket["BucketEncryption"].is_object()
    };
    let open = resources.of(BUCKET).filter(|(name, bucket)| !closed(bucket) || !over_tls.contains(name));
    open.map(|(name, _)| name.to_owned()).collect()
}

fn is_tls_only(statement: &Value) -> bool {
    let asked = &statement["Condition"]["Bool"]["aws:SecureTransport"];
    statement["Effect"] == "Deny" && statement["Principal"] == "*" && (*asked == false || asked == "false")
}

pub(super) fn evidence(resources: &Resources) -> Vec<String> {
    let kept = |bucket: &Value| {
        let encryption = &bucket["BucketEncryption"]["ServerSideEncryptionConfiguration"][0];
        let rules = several(&bucket["LifecycleConfiguration"]["Rules"]);
        let has = |name: &str| rules.iter().any(|rule| rule["Status"] == "Enabled" && !rule[name].is_null());
        let aborts = rules
            .iter()
            .find_map(|rule| rule["AbortIncompleteMultipartUpload"]["DaysAfterInitiation"].as_u64());
        encryption["ServerSideEncryptionByDefault"]["SSEAlgorithm"] == "aws:kms"
            && encryption["BucketKeyEnabled"] == true
            && bucket["VersioningConfiguration"]["Status"] == "Enabled"
            && has("NoncurrentVersionExpiration")
            && has("ExpirationInDays")
            && aborts.is_some_and(|days| days <= 2)
    };
    let whose = |(name, bucket): &(&str, &Value)| *name == "EvidenceBucket" && kept(bucket);
    if resources.of(BUCKET).any(|one| whose(&one)) { Vec::new() } else { vec!["EvidenceBucket".into()] }
}

pub(super) fn cors(resources: &Resources) -> Vec<String> {
    resources.but(BUCKET, |bucket| {
        several(&bucket["CorsConfiguration"]["CorsRules"]).into_iter().all(|rule| {
            let origins = several(&rule["AllowedOrigins"]);
            let methods = several(&rule["AllowedMethods"]);
            let headers = several(&rule["AllowedHeaders"]);
            origins.iter().all(|origin| origin["Ref"] == "Origin")
                && methods.iter().all(|method| *method == "PUT")
                && headers.iter().all(|header| header.as_str().is_some_and(|name| !name.contains('*')))
        })
    })
}

pub(super) fn table(resources: &Resources) -> Vec<String> {
    resources.but("AWS::DynamoDB::Table", |table| {
        table["PointInTimeRecoverySpecification"]["PointInTimeRecoveryEnabled"] == true
            && !table["DeletionProtectionEnabled"].is_null()
            && table["SSESpecification"]["SSEEnabled"] == true
            && table["TimeToLiveSpecification"]["Enabled"] == true
            && table["StreamSpecification"].is_object()
    })
}

pub(super) fn queues(resources: &Resources) -> Vec<String> {
    let takes_the_dead = |name: &str| name.starts_with("Dead") || name == "LostEventsQueue";
    let good = |(name, queue): &(&str, &Value)| {
        let redrive = &queue["RedrivePolicy"];
        let hands_over = redrive["maxReceiveCount"].as_u64().is_some_and(|count| count > 1)
            && target(&redrive["deadLetterTargetArn"]).is_some_and(takes_the_dead);
        let keeps = queue["MessageRetentionPeriod"].as_u64() == Some(1_209_600);
        let sealed = queue["SqsManagedSseEnabled"] == true || !queue["KmsMasterKeyId"].is_null();
        sealed && if takes_the_dead(name) { keeps } else { hands_over }
    };
    resources.of(QUEUE).filter(|one| !good(one)).map(|(name, _)| name.to_owned()).collect()
}

pub(super) fn topics(resources: &Resources) -> Vec<String> {
    resources.but("AWS::SNS::Topic", |topic| !topic["KmsMasterKeyId"].is_null())
}

/// What a bucket, a queue or a topic says of who may come: services by name and on a condition, and each action by its name.
pub(super) fn policies(resources: &Resources) -> Vec<String> {
    let kinds = ["AWS::S3::BucketPolicy", "AWS::SQS::QueuePolicy", "AWS::SNS::TopicPolicy"];
    let open = |statement: &Value| {
        let mut actions = several(&statement["Action"]).into_iter().filter_map(Value::as_str);
        statement["Effect"] == "Allow"
            && (!statement["Principal"]["Service"].is_string()
                || statement["Condition"].is_null()
                || actions.any(|action| action.contains(['*', '?'])))
    };
    let good = |policy: &Value| !several(&policy["PolicyDocument"]["Statement"]).into_iter().any(open);
    kinds.into_iter().flat_map(|kind| resources.but(kind, good)).collect()
}

/// A statement that lets the whole account use a key must say which of its roles.
pub(super) fn keys(resources: &Resources) -> Vec<String> {
    resources.but(KEY, |key| {
        let open = several(&key["KeyPolicy"]["Statement"]).into_iter().any(|statement| {
            let actions = several(&statement["Action"]);
            let uses = actions.iter().filter_map(|action| action.as_str()).any(is_use);
            uses && statement["Condition"].is_null()
        });
        let signs = key["KeyUsage"] == "SIGN_VERIFY";
        !open && (signs || key["EnableKeyRotation"] == true)
    })
}

/// Whether an action uses a key, or one of those that it stands for with a wildcard may.
fn is_use(action: &str) -> bool {
    match action.split_once(['*', '?']) {
        Some((begins, _)) => USES.iter().any(|used| used.starts_with(begins)),
        None => USES.contains(&action),
    }
}

pub(super) fn retained(resources: &Resources) -> Vec<String> {
    let kinds = ["AWS::DynamoDB::Table", KEY, "AWS::SecretsManager::Secret"];
    let all = kinds.into_iter().flat_map(|kind| resources.whole(kind));
    let evidence = resources.whole(BUCKET).filter(|(name, _)| *name == "EvidenceBucket");
    let lost = all.chain(evidence).filter(|(_, one)| {
        one["DeletionPolicy"] != "RetainExceptOnCreate" || one["UpdateReplacePolicy"] != "Retain"
    });
    lost.map(|(name, _)| name.to_owned()).collect()
}
