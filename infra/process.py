"""Prints infra/template.yaml as AWS SAM's translator hands it to CloudFormation, as JSON.

Run by `cargo xtask validate-template` with the Python of AWS SAM's environment. No AWS account is asked.
"""

import json
import logging
import os
import pathlib
import sys

from samcli.yamlhelper import yaml_parse
from samtranslator.translator.transform import transform

os.environ["AWS_DEFAULT_REGION"] = "us-east-1"
logging.disable(logging.CRITICAL)


class NoManagedPolicies:
    """Policies are statements of ours; none is asked for by its name."""

    def load(self):
        return {}


template = yaml_parse((pathlib.Path(__file__).parent / "template.yaml").read_text())
for resource in template["Resources"].values():
    if resource["Type"] == "AWS::Serverless::Function":
        resource["Properties"]["CodeUri"] = "s3://packaged/" + resource["Properties"]["CodeUri"].split("/", 2)[2]
defaults = {name: str(one["Default"]) for name, one in template["Parameters"].items() if "Default" in one}
json.dump(transform(template, defaults, NoManagedPolicies()), sys.stdout, default=str)
