//! Rules about what keeps records, evidence and messages.

use serde_json::{Value, json};

use super::{Resources, several, target};

const BUCKET: &str = "AWS::S3::Bucket";
const QUEUE: &str = "AWS::SQS::Queue";
const KEY: &str = "AWS::KMS::Key";

/// The actions with which a key does what it is for, or lets somebody else have it do that.
const USES: [&str; 6] =
    ["kms:Decrypt", "kms:Encrypt", "kms:Sign", "kms:GenerateDataKey", "kms:ReEncryptFrom", "kms:CreateGrant"];

pub(super) fn buckets(resources: &Resources) -> Vec<String> {
    let over_tls = |bucket: &str| statements_of(resources, bucket).any(|one| is_tls_only(one, bucket));
    let closed = |bucket: &Value| {
        let access = &bucket["PublicAccessBlockConfiguration"];
        let all = ["BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets"];
        all.iter().all(|name| access[name] == true)
            && bucket["OwnershipControls"]["Rules"][0]["ObjectOwnership"] == "BucketOwnerEnforced"
            && bucket["BucketEncryption"].is_object()
    };
    let open = resources.of(BUCKET).filter(|(name, bucket)| !closed(bucket) || !over_tls(name));
    open.map(|(name, _)| name.to_owned()).collect()
}

/// What the policies of a bucket say.
fn statements_of<'a>(resources: &'a Resources, bucket: &str) -> impl Iterator<Item = &'a Value> {
    let policies = resources.of("AWS::S3::BucketPolicy");
    let own = policies.filter(move |(_, policy)| target(&policy["Bucket"]) == Some(bucket));
    own.flat_map(|(_, policy)| several(&policy["PolicyDocument"]["Statement"]))
}

/// Whether a statement denies everybody everything that isn't asked over TLS, of the bucket and of its objects.
fn is_tls_only(statement: &Value, bucket: &str) -> bool {
    let covered = several(&statement["Resource"]);
    let whole = [json!({"Fn::GetAtt": [bucket, "Arn"]}), objects_of(bucket)];
    denies_everybody(statement)
        && several(&statement["Action"]).into_iter().any(|action| action == "s3:*")
        && whole.iter().all(|resource| covered.contains(&resource))
        && statement["Condition"] == json!({"Bool": {"aws:SecureTransport": false}})
}

fn denies_everybody(statement: &Value) -> bool {
    statement["Effect"] == "Deny" && statement["Principal"] == "*"
}

fn objects_of(bucket: &str) -> Value {
    json!({"Fn::Sub": format!("${{{bucket}.Arn}}/*")})
}

/// The age in milliseconds at which a signature is refused, whatever life it was made with.
const OLDEST_SIGNATURE: u64 = 3_600_000;

/// What holds of an object of evidence whoever asks. A condition more, an action less or a narrower resource would let
/// somebody through, so the statements have to be these.
pub(super) fn objects(resources: &Resources) -> Vec<String> {
    let has = |good: fn(&Value) -> bool| statements_of(resources, "EvidenceBucket").any(good);
    let held = [("OnlyNewObjects", has(is_new_only)), ("OnlyFreshSignatures", has(is_fresh_only))];
    held.into_iter().filter(|(_, holds)| !holds).map(|(name, _)| name.to_owned()).collect()
}

/// An object is written only if there is none (`If-None-Match: *`). Of a multipart upload the parts create no object, and
/// `GuardDuty` tries whether it may look by one of its own.
fn is_new_only(statement: &Value) -> bool {
    let guardduty = "${EvidenceBucket.Arn}/malware-protection-resource-validation-object";
    denies_everybody(statement)
        && statement["Action"] == "s3:PutObject"
        && statement["NotResource"] == json!({"Fn::Sub": guardduty})
        && statement["Condition"]
            == json!({"Null": {"s3:if-none-match": true}, "Bool": {"s3:ObjectCreationOperation": true}})
}

fn is_fresh_only(statement: &Value) -> bool {
    let actions = several(&statement["Action"]);
    let condition = &statement["Condition"];
    let oldest = &condition["NumericGreaterThan"]["s3:signatureAge"];
    denies_everybody(statement)
        && ["s3:GetObject", "s3:PutObject"].iter().all(|action| actions.iter().any(|one| one == action))
        && statement["Resource"] == objects_of("EvidenceBucket")
        && oldest.as_u64().is_some_and(|age| age <= OLDEST_SIGNATURE)
        && *condition == json!({"NumericGreaterThan": {"s3:signatureAge": oldest}})
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
            && bucket["NotificationConfiguration"]["EventBridgeConfiguration"]["EventBridgeEnabled"] == true
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
