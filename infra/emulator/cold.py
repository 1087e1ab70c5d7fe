"""How functions start under AWS's own runtime emulator: `cold.py STACK SAM ROUNDS OTHERS EVENTS`.

OTHERS is the folder of the binaries of infra/cold, EVENTS that of the events that functions took well while the demo lived.
Of each program, each round: start, init, first invocation and a second one. Prints JSON: of each function medians in
milliseconds, peak memory and size in bytes, and the status with which it answered at last.
"""

import json
import os
import pathlib
import statistics
import sys

import deployment
from runtime import INIT, INVOCATION, ROOT, Runtime, binary_of, emulator, events_of

HEALTH = (ROOT / "events/read-health.json").read_bytes()


def measured(rie, program, environment, event, rounds):
    seen = []
    for _ in range(rounds):
        runtime = Runtime(rie, program, environment)
        runtime.invoke(event)
        answer = runtime.invoke(event)
        memory = runtime.peak_memory()
        said = runtime.end()
        (init,) = map(float, INIT.findall(said))
        first, warm = map(float, INVOCATION.findall(said))
        seen.append((init, first, warm, memory))
    init, first, warm, memory = (statistics.median(column) for column in zip(*seen))
    status = answer.get("statusCode") if isinstance(answer, dict) else None
    return {"init": init, "first": first, "warm": warm, "memory": memory, "status": status}


def event_of(name, physical, events):
    """What it took well in the demo; of what the demo doesn't ask, the sample that comes with the project."""
    kept = pathlib.Path(events) / f"{physical}.json"
    return (kept if kept.exists() else events_of(name)[0]).read_bytes()


def main(stack, sam, rounds, others, events):
    rie, rounds, figures = emulator(sam), int(rounds), {}
    functions = deployment.functions(stack)
    for name, configuration in sorted(functions.items()):
        binary = binary_of(name)
        event = event_of(name, configuration["FunctionName"], events)
        environment = configuration["Environment"]["Variables"]
        figures[binary.parent.name] = measured(rie, [binary], environment, event, rounds) | {
            "size": binary.stat().st_size
        }
    shared = functions["ReadHealth"]["Environment"]["Variables"]
    here, others = pathlib.Path(ROOT / "infra/cold"), pathlib.Path(others)
    for name, program in {
        "hello": [others / "cold-hello/bootstrap"],
        "presign": [others / "cold-presign/bootstrap"],
        "python": [sys.executable, here / "presign.py"],
        "node": ["node", here / "presign.mjs"],
    }.items():
        figures[f"beside: {name}"] = measured(rie, program, shared, HEALTH, rounds) | {
            "size": os.stat(program[0]).st_size if len(program) == 1 else None
        }
    print(json.dumps(figures))


main(*sys.argv[1:])
