"""A function's binary under AWS's own runtime emulator, which comes with AWS SAM."""

import json
import os
import pathlib
import re
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
INVOKE = "/2015-03-31/functions/function/invocations"
INIT = re.compile(r"INIT REPORT\(durationMs: ([0-9.]+)\)")
INVOCATION = re.compile(r"INVOKE RTDONE\(status: success, .*duration: ([0-9.]+)ms\)")


def emulator(sam):
    """The path of the runtime emulator for this machine's processor, beside AWS SAM's programs."""
    kind = "arm64" if os.uname().machine in ("aarch64", "arm64") else "x86_64"
    (found,) = pathlib.Path(sam).parent.glob(f"lib/python3*/site-packages/samcli/local/rapid/aws-lambda-rie-{kind}")
    found.chmod(0o755)
    return str(found)


def folder_of(function):
    """`sign-parts` of `SignParts`."""
    return "".join(f"-{one.lower()}" if one.isupper() else one for one in function).lstrip("-")


def binary_of(function):
    (binary,) = ROOT.glob(f"target/functions/*/{folder_of(function)}/bootstrap")
    return binary


def events_of(function):
    """The files of its events."""
    folder = folder_of(function)
    return sorted([*ROOT.glob(f"events/{folder}.json"), *ROOT.glob(f"events/{folder}.*.json")])


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Runtime:
    """One program, waiting for events."""

    def __init__(self, rie, program, environment=None, name="function", seconds=60):
        self.port = free_port()
        addresses = ["--runtime-interface-emulator-address", f"127.0.0.1:{self.port}"]
        addresses += ["--runtime-api-address", f"127.0.0.1:{free_port()}"]
        environment = os.environ | (environment or {})
        environment |= {"AWS_LAMBDA_FUNCTION_NAME": name, "AWS_LAMBDA_FUNCTION_TIMEOUT": str(seconds)}
        self.log = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [rie, *addresses, *map(str, program)], env=environment, stdout=self.log, stderr=subprocess.STDOUT
        )

    def invoke(self, event):
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{INVOKE}", data=event, method="POST")
        deadline = time.monotonic() + 30
        while True:
            try:
                return json.load(urllib.request.urlopen(request, timeout=70))
            except urllib.error.HTTPError as refused:
                return json.load(refused)
            except (urllib.error.URLError, ConnectionError):
                if time.monotonic() > deadline or self.process.poll() is not None:
                    raise
                time.sleep(0.02)

    def peak_memory(self):
        """The most memory that the program, a child of the emulator, held at once, in bytes."""
        tasks = pathlib.Path(f"/proc/{self.process.pid}/task").glob("*/children")
        (child,) = [child for task in tasks for child in task.read_text().split()]
        status = pathlib.Path(f"/proc/{child}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+) kB", status).group(1)) * 1024

    def end(self):
        """Ends it, and gives what it said."""
        self.process.terminate()
        self.process.wait(timeout=30)
        self.log.seek(0)
        return self.log.read().decode(errors="replace")
