"""Runs each event of events/ through its function's binary under AWS's own runtime emulator: `events.py STACK SAM`.

SAM is the folder of AWS SAM's programs. A function gets the environment of the deployed one. An HTTP event has to be
answered with a status below 500, any other without a failure, as the test `every_event_is_understood_by_its_function`
asks of handlers.
"""

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


def main(stack, sam):
    rie, functions, faults, tried = emulator(sam), deployment.functions(stack), [], 0
    for name, configuration in sorted(functions.items()):
        environment, events = configuration["Environment"]["Variables"], events_of(name)
        runtime = Runtime(
            rie, [binary_of(name)], environment, configuration["FunctionName"], configuration["Timeout"]
        )
        found = [(event.name, fault(runtime.invoke(event.read_bytes()))) for event in events]
        said = runtime.end()
        tried += len(events)
        faults += [f"{event} {wrong}\n{said}" for event, wrong in found if wrong]
    if faults:
        sys.exit("\n".join(faults))
    print(f"{tried} events through {len(functions)} functions, each answered")


main(*sys.argv[1:])
