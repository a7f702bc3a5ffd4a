"""What a turn costs, beside the least that it could cost and beside skills written the official way.

Run by `make bench`; prints tables, and writes `build/bench.json`. Times are of one run on one machine: compare them
within it, never across.
"""

import argparse
import json
import os
import platform
import statistics
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.bench import peer, tables
from tests.bench.load import load
from tests.bench.parts import parts
from tests.bench.servers import Server
from tests.bench.stage import FLOOR, PEERS, Standing, standing
from tests.bench.turns import ALONE, CONVERSATION, Speaker, Taken, block, converse, in_turn, insist, read_log
from tests.processes import ROOT

SIZES, SMALL = (0, 10, 100, 1_000, 100_000), 10
"""Pieces of evidence of one performer."""
BLOCK = 10
"""Requests that one server gets before the next is asked: so a noisy minute is everybody's."""
STARTS = 5
WARM, CONNECTIONS = 25, 6
"""Turns of each kind, on each of so many connections, that a server takes before anything is measured."""
WARMING = "warms-it-up"
OF_THE_PEERS = ("opening", "warm-up", "a note")
FILE = ROOT / "build" / "bench.json"


@dataclass
class Results:
    """All that was measured.

    Args:
        machine: What it was measured on, and when.
        turns: What each kind of turn took, of each server.
        parts: The milliseconds of each part of each kind of turn, on each ledger.
        most_of_the_peer: How many debriefs a peer can keep of one user.
        start_ms: From the start of a process to its first answer, of each server.
        memory_mb: Of a worker, after all of it: in all, and of its own.
        turns_a_second: Of each server, with eight who ask at once.
        line_bytes: What a turn logs, the mean.
        dollars: For a million conversations.
    """

    machine: Mapping[str, str]
    turns: list[Taken] = field(default_factory=list)
    parts: dict[str, Mapping[str, Mapping[str, float]]] = field(default_factory=dict)
    most_of_the_peer: int = 0
    start_ms: dict[str, float] = field(default_factory=dict)
    memory_mb: dict[str, tuple[float, float]] = field(default_factory=dict)
    turns_a_second: Mapping[str, float] = field(default_factory=dict)
    line_bytes: float = 0.0
    dollars: Mapping[str, float] = field(default_factory=dict)

    def to_json(self) -> Mapping[str, Any]:
        """Return it for a machine."""
        return asdict(self) | {"turns": [one.to_json() for one in self.turns]}


def machine() -> Mapping[str, str]:
    """Return what it is measured on."""
    models = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if "model name" in line
    ]
    processor = f"{len(models)} of {models[0]}" if models else f"{os.cpu_count()} of {platform.machine()}"
    return {"date": datetime.now(UTC).date().isoformat(), "processor": processor, "python": platform.python_version()}


def measure(there: Standing, sizes: Sequence[int], times: int) -> Results:
    """Measure all of it.

    Args:
        there: The databases and the servers.
        sizes: How many pieces of evidence the performers have.
        times: How often each turn is taken.
    """
    results, speaker = Results(machine()), Speaker(there.home)
    results.most_of_the_peer = peer.most(there.endpoint)
    there.fill(SMALL, WARMING)  # before the servers start and take the processor
    with there.servers() as servers:
        warm(there, servers, speaker)
        asked: dict[str, dict[str, Taken]] = {name: {} for name in there.ledgers}
        for pieces in sizes:
            results.turns += of_a_size(there, servers, speaker, pieces, times, asked)
        results.turns += conversations(there, servers, speaker, times, asked)
        for name in there.ledgers:
            results.line_bytes = read_log(servers[name].log, asked[name])
        results.memory_mb = {name: server.memory_mb() for name, server in servers.items()}
        results.turns_a_second = load(there, servers, speaker)
    start_up(there, speaker, results)
    results.parts = {name: parts(ledger, there.fill(SMALL, "in-one-process")) for name, ledger in there.ledgers.items()}
    results.dollars = tables.dollars(results.turns, results.line_bytes)
    return results


def warm(there: Standing, servers: Mapping[str, Server], speaker: Speaker) -> None:
    """Let everything be asked for a while, of which nothing is timed, and see that each server verifies.

    DynamoDB Local and Node compile what they do often, and a worker reads what it first needs.
    """
    user = there.fill(SMALL, WARMING)
    for name, server in servers.items():
        first = speaker.requests("warm-up", user, 1)[0]
        server.first_answer_ms(first.whole)
        insist(server, first)
        for kind in _kinds(name):
            peer.fill(there.endpoint, user, SMALL)
            for _ in range(CONNECTIONS):  # which of the workers takes one is chance
                block(server, speaker.requests(kind, user, WARM), Taken(name, kind, SMALL))
    conversations(there, servers, speaker, 2 * CONNECTIONS, {name: {} for name in there.ledgers}, WARMING)


def start_up(there: Standing, speaker: Speaker, results: Results) -> None:
    """Start each server some times, and ask it as soon as it listens."""
    taken: dict[str, list[float]] = {name: [] for name in there.commands}
    user = there.fill(SMALL, "starts-it")
    for number in range(STARTS):
        for name in in_turn(taken, number):
            first = speaker.requests("warm-up", user, 1)[0]
            with there.run(name) as server:
                taken[name].append(server.first_answer_ms(first.whole))
    results.start_ms = {name: statistics.median(times) for name, times in taken.items()}


def of_a_size(
    there: Standing,
    servers: Mapping[str, Server],
    speaker: Speaker,
    pieces: int,
    times: int,
    asked: Mapping[str, dict[str, Taken]],
) -> list[Taken]:
    """Take the turns that stand alone, of a performer with so many pieces of evidence, on each server in turn."""
    user = there.fill(pieces)
    found: list[Taken] = []
    for kind in ALONE:
        among = {name: Taken(name, kind, pieces) for name in servers if _takes(there, name, kind, pieces, user)}
        for number in range(0, times, BLOCK):
            requests = speaker.requests(kind, user, BLOCK + 1)
            for name in in_turn(among, number // BLOCK):
                if name in PEERS:
                    peer.fill(there.endpoint, user, pieces)
                block(servers[name], requests, among[name])
                if name in asked:
                    asked[name].update((one.id, among[name]) for one in requests[1:])
        found += among.values()
    return found


def _takes(there: Standing, name: str, kind: str, pieces: int, user: str) -> bool:
    """Whether a server can take such a turn."""
    if name == FLOOR and pieces != SMALL:
        return False
    return kind in _kinds(name) and (name not in PEERS or peer.fill(there.endpoint, user, pieces))


def _kinds(name: str) -> Iterable[str]:
    """Return the kinds of turns that a server takes."""
    if name == FLOOR:
        return ("warm-up",)
    return OF_THE_PEERS if name in PEERS else ALONE


def conversations(
    there: Standing,
    servers: Mapping[str, Server],
    speaker: Speaker,
    times: int,
    asked: Mapping[str, dict[str, Taken]],
    who: str = "talks",
) -> list[Taken]:
    """Take the turns that follow one another, each time of somebody else, on each of the skill's servers in turn."""
    taken = {name: {kind: Taken(name, kind, SMALL) for kind, _ in CONVERSATION} for name in there.ledgers}
    for number in range(times):
        user = there.fill(SMALL, f"{who}-{number}")
        for name in in_turn(taken, number):
            kinds = taken[name]
            for kind, one in zip(kinds, converse(servers[name], speaker, user, kinds), strict=True):
                asked[name][one.id] = kinds[kind]
    return [one for kinds in taken.values() for one in kinds.values()]


def main() -> None:
    """Measure, print, and write."""
    parser = argparse.ArgumentParser(description="what a turn costs")
    parser.add_argument("--times", type=int, default=200, help="how often each turn is taken (default: %(default)s)")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="pieces of evidence of the performers")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, standing(Path(folder)) as there:
        results = measure(there, sorted({*chosen.sizes, SMALL}), chosen.times)
    tables.show(results.to_json())
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(json.dumps(results.to_json(), indent=1) + "\n", encoding="utf-8")
    print(f"\n{FILE.relative_to(ROOT)}: all of it")


if __name__ == "__main__":
    main()
