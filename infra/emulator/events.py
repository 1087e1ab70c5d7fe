"""Runs each event of events/ through its function's binary under AWS's own runtime emulator: `events.py STACK SAM SESSION`.

SAM is the folder of AWS SAM's programs. A function gets the environment of the deployed one. An HTTP event has to be
answered with a status below 500, any other without a failure, as the test `every_event_is_understood_by_its_function`
asks of handlers. Each HTTP event comes twice: from nobody, as it stands, and from the issuer's administrator, whose
session is in the file SESSION. She gets past the question who asks, to what the function then does.
"""

import collections
import json
import pathlib
import sys

import deployment
from runtime import Runtime, binary_of, emulator, events_of


def fault(answer):
    """What is wrong with an answer, if anything is."""
    if not isinstance(answer, dict):
        return None if answer is None else f"answered {answer!r}"
    if "errorType" in answer or "errorMessage" in answer:
        return f"failed: {answer}"
    if not 200 <= answer.get("statusCode", 200) < 500:
        return f"answered {answer['statusCode']}: {answer.get('body')}"
    return f"gives back {answer['batchItemFailures']}" if answer.get("batchItemFailures") else None


def refusal(answer, who):
    """What is wrong with an answer to somebody who is signed in, beside that: it may refuse, but it knows her."""
    return "takes her for nobody" if who == "her" and answer.get("statusCode") == 401 else None


def callers(event, bearer):
    """The event as it stands and, where it is a request, as she makes it whose session that is."""
    given = json.loads(event.read_bytes())
    yield "nobody", given
    # The others need it to last.
    if given.get("rawPath") not in (None, "/api/sign-out"):
        yield "her", given | {"headers": given["headers"] | {"authorization": f"Bearer {bearer}"}}


def main(stack, sam, session):
    rie, functions, bearer = emulator(sam), deployment.functions(stack), pathlib.Path(session).read_text()
    faults, tried, statuses = [], 0, collections.Counter()
    for name, configuration in sorted(functions.items()):
        environment, events = configuration["Environment"]["Variables"], events_of(name)
        runtime = Runtime(
            rie, [binary_of(name)], environment, configuration["FunctionName"], configuration["Timeout"]
        )
        found = [
            (event.name, who, runtime.invoke(json.dumps(given).encode()))
            for event in events
            for who, given in callers(event, bearer)
        ]
        said = runtime.end()
        tried += len(events)
        statuses.update(answer["statusCode"] for _, who, answer in found if who == "her" and "statusCode" in answer)
        faults += [f"{event} of {who} {wrong}\n{said}" for event, who, answer in found if (wrong := fault(answer) or refusal(answer, who))]
    if faults:
        sys.exit("\n".join(faults))
    print(f"{tried} events through {len(functions)} functions, each answered")
    told = ", ".join(f"{count} × {status}" for status, count in sorted(statuses.items()))
    print(f"those that are requests also from the issuer's administrator: {told}")


main(*sys.argv[1:])
