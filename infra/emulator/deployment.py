"""What is asked of a stack that was deployed to the emulator: `deployment.py WHAT STACK [...]`.

    secret NAME TEXT            keeps a secret that the template expects to be there
    routes STACK                gives the HTTP API the routes of its processed template
    grants STACK                what each function's own statements allow
    api STACK                   the id of its HTTP API
    environment STACK FUNCTION  a function's environment
    code STACK                  the hash of each function's code
    aliases STACK               of each function with an alias: the version it leads to, its code, and all versions
    withdraw STACK FUNCTION ACTION   takes one action out of a function's role
    invoke STACK FUNCTION [EVENT]    starts a function as its schedule does, or with an event, and answers as it does;
                                     by its alias, if it has one
    queue STACK FUNCTION EVENT EVENTS  puts an event's message into the function's queue, and tells which version took it
    ask URL                     the status with which a GET is answered
    kept STACK                  what is left of a removed stack

What it answers is JSON.
"""

import fnmatch
import json
import pathlib
import re
import sys
import time
import urllib.error
import urllib.request

import boto3
from botocore.config import Config

# How long a queue's message may wait for its function, in seconds.
PATIENCE = 60
CLIENT = Config(retries={"max_attempts": 2}, connect_timeout=5, read_timeout=60)


def client(service):
    return boto3.client(service, config=CLIENT)


def resources(stack):
    """Physical by logical names, with types."""
    pages = client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=stack)
    return {
        one["LogicalResourceId"]: (one["ResourceType"], one["PhysicalResourceId"])
        for page in pages
        for one in page["StackResourceSummaries"]
    }


def processed(stack):
    body = client("cloudformation").get_template(StackName=stack, TemplateStage="Processed")["TemplateBody"]
    return json.loads(body) if isinstance(body, str) else body


def called(operation):
    """The logical name of the function or the alias that an operation of the API calls."""
    uri = operation["x-amazon-apigateway-integration"]["uri"]["Fn::Sub"]
    return re.search(r"functions/\$\{([A-Za-z]+)(\.Arn)?\}/", uri).group(1)


def routes(stack):
    body = processed(stack)["Resources"]["Api"]["Properties"]["Body"]
    known, gateway, functions = resources(stack), client("apigatewayv2"), client("lambda")
    api = known["Api"][1]
    stands = gateway.get_routes(ApiId=api, MaxResults="500")["Items"]
    stands = {route["RouteKey"] for route in stands}
    integrations = {}
    for path, methods in body["paths"].items():
        for method, operation in methods.items():
            key = f"{method.upper()} {path}"
            if key in stands:
                continue
            name = called(operation)
            if name not in integrations:
                physical = known[name][1]
                arn = (
                    physical
                    if known[name][0] == "AWS::Lambda::Alias"
                    else functions.get_function(FunctionName=physical)["Configuration"]["FunctionArn"]
                )
                role = operation["x-amazon-apigateway-integration"]["credentials"]["Fn::GetAtt"][0]
                role = known[role][1]
                if not any(fnmatch.fnmatchcase(arn, one["Resource"]) for one in statements(role)):
                    sys.exit(f"the gateway's role may not invoke {arn}")
                integrations[name] = gateway.create_integration(
                    ApiId=api,
                    IntegrationType="AWS_PROXY",
                    IntegrationUri=arn,
                    PayloadFormatVersion="2.0",
                )["IntegrationId"]
            gateway.create_route(ApiId=api, RouteKey=key, Target=f"integrations/{integrations[name]}")
            stands.add(key)
    cors = {name[0].upper() + name[1:]: value for name, value in body["x-amazon-apigateway-cors"].items()}
    gateway.update_api(ApiId=api, CorsConfiguration=cors)
    return {"api": api, "routes": len(stands)}


def statements(role):
    """A role's own (not those of AWS's managed policies)."""
    iam = client("iam")
    return [
        statement
        for policy in iam.list_role_policies(RoleName=role)["PolicyNames"]
        for statement in iam.get_role_policy(RoleName=role, PolicyName=policy)["PolicyDocument"]["Statement"]
    ]


def grants(stack):
    """Of each function: its role, and the statements that are its own."""
    return {
        logical.removesuffix("Role"): {"role": physical, "statements": statements(physical)}
        for logical, (kind, physical) in resources(stack).items()
        if kind == "AWS::IAM::Role" and logical.endswith("Role")
    }


def withdraw(stack, function, action):
    iam, role = client("iam"), resources(stack)[f"{function}Role"][1]
    for policy in iam.list_role_policies(RoleName=role)["PolicyNames"]:
        document = iam.get_role_policy(RoleName=role, PolicyName=policy)["PolicyDocument"]
        for statement in document["Statement"]:
            actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
            statement["Action"] = [one for one in actions if one != action]
        document["Statement"] = [one for one in document["Statement"] if one["Action"]]
        iam.put_role_policy(RoleName=role, PolicyName=policy, PolicyDocument=json.dumps(document))


def functions(stack):
    """Configurations by logical names."""
    asked = client("lambda")
    return {
        logical: asked.get_function(FunctionName=physical)["Configuration"]
        for logical, (kind, physical) in resources(stack).items()
        if kind == "AWS::Lambda::Function"
    }


def api(stack):
    return resources(stack)["Api"][1]


def environment(stack, function):
    physical = resources(stack)[function][1]
    return client("lambda").get_function(FunctionName=physical)["Configuration"]["Environment"]["Variables"]


def code(stack):
    return {logical: one["CodeSha256"] for logical, one in functions(stack).items()}


def alias_of(known, function):
    """The ARN of its alias, by which whatever calls it does so; of a function without one that of nothing."""
    return known.get(f"{function}Aliaslive", (None, None))[1]


def aliases(stack):
    asked, known, found = client("lambda"), resources(stack), {}
    for function, (kind, physical) in known.items():
        if kind != "AWS::Lambda::Function" or not (alias := alias_of(known, function)):
            continue
        version = asked.get_alias(FunctionName=physical, Name=alias.rpartition(":")[2])["FunctionVersion"]
        released = asked.get_function(FunctionName=physical, Qualifier=version)["Configuration"]
        versions = asked.list_versions_by_function(FunctionName=physical)["Versions"]
        found[function] = {
            "version": version,
            "code": released["CodeSha256"],
            "versions": [one["Version"] for one in versions],
        }
    return found


def invoke(stack, function, event="{}"):
    known = resources(stack)
    alias = alias_of(known, function)
    by = {"Qualifier": alias.rpartition(":")[2]} if alias else {}
    answer = client("lambda").invoke(FunctionName=known[function][1], Payload=event.encode(), **by)
    told = answer["Payload"].read().decode()
    if "FunctionError" in answer:
        sys.exit(told)
    return json.loads(told or "null")


def queue(stack, function, event, events):
    known, sqs = resources(stack), client("sqs")
    physical, alias = known[function][1], alias_of(known, function)
    (mapping,) = client("lambda").list_event_source_mappings(FunctionName=physical)["EventSourceMappings"]
    if mapping["FunctionArn"] != alias:
        sys.exit(f"the queue calls {mapping['FunctionArn']} and not {alias}")
    arn, body = mapping["EventSourceArn"], json.loads(event)["Records"][0]["body"]
    url = sqs.get_queue_url(QueueName=arn.rpartition(":")[2])["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody=body)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        for kept in pathlib.Path(events).glob(f"{physical}.*.json"):
            if (arn, body) in messages_in(kept):
                return kept.name.split(".")[1]
        time.sleep(0.1)
    sys.exit(f"a message in {arn} was taken by nobody within {PATIENCE} seconds")


def messages_in(kept):
    """Those of an event that a function took, with the queue that each came from."""
    try:
        records = json.loads(kept.read_text()).get("Records", [])
    except json.JSONDecodeError:
        return []  # It is being written.
    return [(one.get("eventSourceARN"), one.get("body")) for one in records]


def ask(url):
    try:
        return urllib.request.urlopen(url, timeout=60).status
    except urllib.error.HTTPError as refused:
        return refused.code


def secret(name, text):
    secrets = client("secretsmanager")
    try:
        secrets.create_secret(Name=name, SecretString=text)
    except secrets.exceptions.ResourceExistsException:
        secrets.put_secret_value(SecretId=name, SecretString=text)


def kept(stack):
    return {
        "functions": [
            one["FunctionName"]
            for page in client("lambda").get_paginator("list_functions").paginate()
            for one in page["Functions"]
            if one["FunctionName"].startswith(stack)
        ],
        "roles": [
            one["RoleName"]
            for page in client("iam").get_paginator("list_roles").paginate()
            for one in page["Roles"]
            if one["RoleName"].startswith(stack)
        ],
        "tables": [one for one in client("dynamodb").list_tables()["TableNames"] if one.startswith(stack)],
        "buckets": [
            one["Name"] for one in client("s3").list_buckets()["Buckets"] if one["Name"].startswith(stack)
        ],
    }


ASKED = (secret, routes, grants, api, environment, code, aliases, withdraw, invoke, queue, ask, kept)
ASKED = {one.__name__: one for one in ASKED}

if __name__ == "__main__":
    answer = ASKED[sys.argv[1]](*sys.argv[2:])
    if answer is not None:
        print(json.dumps(answer))
