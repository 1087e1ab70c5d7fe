"""Runs events through functions' binaries under AWS's own runtime emulator: `events.py STACK SAM SESSION EVENTS`.

SAM is the folder of AWS SAM's programs. A function gets the environment of the deployed one.

EVENTS is the folder of the events that functions took well while the demo lived. First each function that only reads is
asked once more for what it read last: it has to find it. Then the events of events/, whose ids are invented: an HTTP event
has to be answered with a status below 500, any other without a failure, as the test
`every_event_is_understood_by_its_function` asks of handlers, and what needs no id with 200. Each HTTP event of these comes
twice: from nobody, as it stands, and from the issuer's administrator, whose session is in the file SESSION. She gets past
the question who asks, to what the function then does. At last what changes something gets its event of the life again:
AWS promises to deliver once at least, so that nothing may fail by that.
"""

import collections
import json
import pathlib
import sys

import deployment
from runtime import Runtime, binary_of, emulator, events_of

# What only reads and was asked last for something that the life then brought to its end.
OVER = {
    "ListAssessors": "the work was taken back",
    "ReadAssignment": "the work was scored",
    "ReadCoached": "the coach left",
    "ReadCommentBank": "the work was passed on to another assessor",
    "ReadEndorsement": "the endorsement was taken back",
}

# What anybody reads without a name of something.
PUBLIC = {
    "GET /api/health",
    "GET /api/microcredentials",
    "GET /api/policies",
    "GET /.well-known/did.json",
    "GET /.well-known/jwks.json",
}

# What it does needs its role, which nobody has here: the keys' policies let nobody else sign.
ONLY_IN_ITS_ROLE = {"SignAwards"}


def fault(answer):
    """What is wrong with an answer, if anything is."""
    if not isinstance(answer, dict):
        return None if answer is None else f"answered {answer!r}"
    if "errorType" in answer or "errorMessage" in answer:
        return f"failed: {answer}"
    if not 200 <= answer.get("statusCode", 200) < 500:
        return f"answered {answer['statusCode']}: {answer.get('body')}"
    return f"gives back {answer['batchItemFailures']}" if answer.get("batchItemFailures") else None


def refusal(answer, who, event):
    """What is wrong with an answer beside that: she who is signed in may be refused, but is known; anybody reads the public."""
    if who == "her" and answer.get("statusCode") == 401:
        return "takes her for nobody"
    if event.get("routeKey") in PUBLIC and answer.get("statusCode") != 200:
        return f"answered {answer.get('statusCode')}, and anybody may read it"
    return None


def unread(name, answer):
    """What is wrong with the answer to what was read before."""
    status = answer.get("statusCode", 500) if isinstance(answer, dict) else 500
    if 200 <= status < 400 or name in OVER and 400 <= status < 500 and status != 401:
        return None
    return f"answered {status} to what it read in the life: {answer}"


def callers(event, bearer):
    """The event as it stands and, where it is a request, as she makes it whose session that is."""
    given = json.loads(event.read_bytes())
    yield "nobody", given
    # The others need it to last.
    if given.get("rawPath") not in (None, "/api/sign-out"):
        yield "her", given | {"headers": given["headers"] | {"authorization": f"Bearer {bearer}"}}


def readers(stack):
    """The functions that are asked by GET alone, which changes nothing."""
    methods = collections.defaultdict(set)
    for operations in deployment.processed(stack)["Resources"]["Api"]["Properties"]["Body"]["paths"].values():
        for method, operation in operations.items():
            methods[deployment.called(operation).removesuffix("Aliaslive")].add(method)
    return sorted(name for name, by in methods.items() if by == {"get"})


def told(statuses):
    return ", ".join(f"{count} × {status}" for status, count in sorted(statuses.items()))


class Trial:
    """All functions of a stack, and what was wrong with their answers."""

    def __init__(self, stack, sam, events):
        self.rie, self.functions = emulator(sam), deployment.functions(stack)
        self.events, self.faults = pathlib.Path(events), []

    def kept(self, name):
        """What a function took well last in the life, if it was asked for anything."""
        kept = self.events / f"{self.functions[name]['FunctionName']}.json"
        return json.loads(kept.read_bytes()) if kept.exists() else None

    def run(self, name, events):
        """What a function answers to events, one after another, and what it says meanwhile."""
        one = self.functions[name]
        environment = one["Environment"]["Variables"]
        runtime = Runtime(self.rie, [binary_of(name)], environment, one["FunctionName"], one["Timeout"])
        answers = [runtime.invoke(json.dumps(event).encode()) for event in events]
        return answers, runtime.end()

    def read_again(self, names):
        """Each of these reads what it read last in the life, before anything else happens."""
        statuses, over = collections.Counter(), []
        for name in names:
            if (kept := self.kept(name)) is None:
                self.faults.append(f"{name} read nothing in the life")
                continue
            (answer,), said = self.run(name, [kept])
            if wrong := unread(name, answer):
                self.faults.append(f"{name} {wrong}\n{said}")
                continue
            statuses[answer["statusCode"]] += 1
            if answer["statusCode"] >= 400:
                over.append(f"{name}: {OVER[name]}")
        print(f"{len(names)} functions that only read, asked for what they read last in the life: {told(statuses)}")
        print(f"what is over since: {'; '.join(over)}")

    def try_samples(self, bearer):
        """The events that come with the project."""
        tried, statuses, public = 0, collections.Counter(), set()
        for name in sorted(self.functions):
            events = events_of(name)
            given = [(event.name, who, one) for event in events for who, one in callers(event, bearer)]
            answers, said = self.run(name, [one for _, _, one in given])
            tried += len(events)
            for (event, who, one), answer in zip(given, answers):
                if wrong := fault(answer) or answer and refusal(answer, who, one):
                    self.faults.append(f"{event} of {who} {wrong}\n{said}")
                elif who == "her":
                    statuses[answer["statusCode"]] += 1
                public |= PUBLIC & {one.get("routeKey")}
        self.faults += [f"no event is {route}" for route in sorted(PUBLIC - public)]
        print(f"{tried} events through {len(self.functions)} functions, each answered")
        print(f"those that are requests also from the issuer's administrator: {told(statuses)}")

    def take_again(self, names):
        """Each of these gets once more what it took last in the life."""
        statuses = collections.Counter()
        for name in names:
            if (kept := self.kept(name)) is None:
                continue
            (answer,), said = self.run(name, [kept])
            if wrong := fault(answer):
                self.faults.append(f"{name}, with its event of the life again, {wrong}\n{said}")
            else:
                statuses[str((answer or {}).get("statusCode", "taken"))] += 1
        print(f"functions that change something, with what they took last in the life: {told(statuses)}")


def main(stack, sam, session, events):
    trial, reading = Trial(stack, sam, events), readers(stack)
    trial.read_again(reading)
    trial.try_samples(pathlib.Path(session).read_text())
    trial.take_again(sorted(set(trial.functions) - set(reading) - ONLY_IN_ITS_ROLE))
    if trial.faults:
        sys.exit("\n".join(trial.faults))


if __name__ == "__main__":
    main(*sys.argv[1:])
