"""MiniStack, an emulator of AWS, as `cargo xtask deploy-check` runs it: `hypercorn emulator:app`.

What it can't do by itself yet is added here, and listed in docs/deploy-check.md. Every decision of its IAM goes into
the ledger, a file of JSON lines: who asked to do what to what, and whether that was allowed.
"""

import json
import os
import pathlib
import re
import secrets
import string
import threading
import uuid

from ministack.core import iam_evaluator

LEDGER = open(os.environ["TOUCHSTONE_LEDGER"], "a", buffering=1)
WRITING = threading.Lock()
decide = iam_evaluator.enforce


# IAM knows no action for a batch of messages: it asks for that of each.
OF_BATCHES = {
    "sqs:SendMessageBatch": "sqs:SendMessage",
    "sqs:DeleteMessageBatch": "sqs:DeleteMessage",
    "sqs:ChangeMessageVisibilityBatch": "sqs:ChangeMessageVisibility",
}


def enforce(access_key_id, iam_action, service, region, resource_arn="*", service_context=None):
    iam_action = OF_BATCHES.get(iam_action, iam_action)
    refused = decide(access_key_id, iam_action, service, region, resource_arn, service_context)
    line = {
        "who": iam_evaluator.caller_arn(),
        "action": iam_action,
        "resource": resource_arn,
        "allowed": refused is None,
    }
    with WRITING:
        LEDGER.write(json.dumps(line) + "\n")
    return refused


iam_evaluator.enforce = enforce

# Of somebody in a role `aws:PrincipalArn` is the role's ARN, not the session's.
SESSION = re.compile(r"arn:([a-z-]+):sts::(\d+):assumed-role/([^/]+)/.*")
resolve = iam_evaluator._resolve_condition_key


def resolve_key(key, context):
    value = resolve(key, context)
    if key.lower() != "aws:principalarn" or not isinstance(value, str):
        return value
    return SESSION.sub(r"arn:\1:iam::\2:role/\3", value)


iam_evaluator._resolve_condition_key = resolve_key

import ministack.app  # noqa: E402  (after the ledger: it takes `enforce` along)
from ministack.services import eventbridge, lambda_svc, s3  # noqa: E402
from ministack.services.cloudformation import provisioners  # noqa: E402

# On loopback there is no TLS; policies that ask for it are told that there is.
pin = ministack.app.pin_request_origin
ministack.app.pin_request_origin = lambda address, _secure: pin(address, True)


def named(logical_id, _properties, stack):
    name = f"{stack}-{logical_id}-{uuid.uuid4().hex[:12]}"
    return name, {"Arn": name, "MalwareProtectionPlanId": name}


# Types that the emulator doesn't know. They are taken, and do nothing.
handlers = provisioners._RESOURCE_HANDLERS
for kind in (
    "AWS::CodeDeploy::Application",
    "AWS::CodeDeploy::DeploymentGroup",
    "AWS::GuardDuty::MalwareProtectionPlan",
):
    handlers.setdefault(kind, {"create": named, "delete": lambda _physical_id, _properties: None})

# GuardDuty: what comes into a protected bucket is found clean, but for the test virus; the event bus hears of it.
protected = set()
TEST_VIRUS = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


def protect(logical_id, properties, stack):
    protected.add(properties["ProtectedResource"]["S3Bucket"]["BucketName"])
    return named(logical_id, properties, stack)


handlers["AWS::GuardDuty::MalwareProtectionPlan"]["create"] = protect
dispatch = eventbridge._dispatch_event


def dispatch_and_scan(event, *more):
    if event["Source"] == "mailbox":
        # SES: the mail server here tells what it gave back.
        return dispatch(event | {"Source": "aws.ses"})
    dispatch(event, *more)
    detail = json.loads(event["Detail"])
    if event["DetailType"] != "Object Created" or detail["bucket"]["name"] not in protected:
        return
    bucket, key = detail["bucket"]["name"], detail["object"]["key"]
    infected = TEST_VIRUS in (s3._get_object_data(bucket, key) or b"")
    scanned = {
        "schemaVersion": "1.0",
        "scanStatus": "COMPLETED",
        "resourceType": "S3_OBJECT",
        "s3ObjectDetails": {
            "bucketName": bucket,
            "objectKey": key,
            "eTag": detail["object"]["etag"],
            "s3Throttled": False,
        },
        "scanResultDetails": {
            "scanResultStatus": "THREATS_FOUND" if infected else "NO_THREATS_FOUND",
            "threats": [{"name": "EICAR-Test-File"}] if infected else None,
        },
    }
    dispatch(
        event
        | {
            "EventId": str(uuid.uuid4()),
            "Source": "aws.guardduty",
            "DetailType": "GuardDuty Malware Protection Object Scan Result",
            "Detail": json.dumps(scanned),
        }
    )


eventbridge._dispatch_event = dispatch_and_scan

# The last event that each function took well stays, for whoever wants to give it that again; so does that of each version
# of it, which tells who was called.
EVENTS = pathlib.Path(os.environ["TOUCHSTONE_EVENTS"])
execute = lambda_svc._execute_function


def execute_and_keep(function, event):
    result = execute(function, event)
    answer = result.get("body")
    status = answer.get("statusCode", 200) if isinstance(answer, dict) else 200
    if not result.get("error") and status < 400:
        config = function.get("config") or function
        for name in (config["FunctionName"], f"{config['FunctionName']}.{config['Version']}"):
            (EVENTS / f"{name}.json").write_text(json.dumps(event))
    return result


lambda_svc._execute_function = execute_and_keep

# Of alarms it knows those over one metric; the others are taken too, and never ring.
alarm = handlers["AWS::CloudWatch::Alarm"]
ring = alarm["create"]
alarm["create"] = lambda logical_id, properties, stack: (
    named if "Metrics" in properties else ring
)(logical_id, properties, stack)

# A secret is drawn from what its template doesn't exclude, and referred to by its ARN; the emulator knows the length
# alone, and would give the name.
CLASSES = {
    "ExcludeLowercase": string.ascii_lowercase,
    "ExcludeUppercase": string.ascii_uppercase,
    "ExcludeNumbers": string.digits,
    "ExcludePunctuation": string.punctuation,
}


def drawn(properties):
    asked = properties["GenerateSecretString"]
    allowed = "".join(letters for name, letters in CLASSES.items() if not asked.get(name))
    allowed = [letter for letter in allowed if letter not in asked.get("ExcludeCharacters", "")]
    return "".join(secrets.choice(allowed) for _ in range(int(asked.get("PasswordLength", 32))))


provisioners._sm_secret_string = drawn
secret = dict(handlers["AWS::SecretsManager::Secret"])


def name_of(arn):
    return arn.rpartition(":secret:")[2].rpartition("-")[0]


def keep_secret(logical_id, properties, stack):
    _name, attributes = secret["create"](logical_id, properties, stack)
    return attributes["Arn"], attributes


def change_secret(arn, old, new, stack, logical_id=None):
    _name, attributes = secret["update"](name_of(arn), old, new, stack, logical_id)
    return arn, attributes


handlers["AWS::SecretsManager::Secret"] = secret | {
    "create": keep_secret,
    "update": change_secret,
    "delete": lambda arn, properties: secret["delete"](name_of(arn), properties),
}

app = ministack.app.app
