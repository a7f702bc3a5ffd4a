"""What a turn costs: the calls and the capacity of its ledger, and the time that the skill adds to it.

Run by `make bench`. Times are medians of one run on one machine: compare them within a run, never across.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from skill.alexa.requests import account_of
from skill.efficacy.domain import Domain
from skill.efficacy.evidence import Evidence, Key, Kind, Outcome
from skill.efficacy.performer import Performer
from skill.ledger.dynamodb import TABLE_SECONDS, DynamoDbLedger, connect, create_table
from skill.ledger.protocol import Change, Ledger
from skill.ledger.sqlite import SqliteLedger
from skill.simulator.endpoints import Endpoint
from skill.simulator.plays import as_text
from skill.timing import Deadline
from tests.stage import ACCOUNT_KEY, NINE, Clock, Stage, authority
from tools import dynamodb_local

REGION, TABLE = "us-east-1", "bench"
DEED = "I paused before each answer and looked at whoever had asked the question"
SHOWS = "I can stay clear when they push back on what I have just said"
TURNS = 40


@dataclass
class Meter:
    """Counts the calls to DynamoDB and the capacity that they consume."""

    calls: Counter[str] = field(default_factory=Counter)
    capacity: float = 0.0

    def watch(self, client: Any) -> None:
        """Count what a client does."""
        client.meta.events.register("before-parameter-build.dynamodb", self._ask)
        client.meta.events.register("after-call.dynamodb", self._note)

    def _ask(self, params: dict[str, Any], **_more: object) -> None:
        params["ReturnConsumedCapacity"] = "TOTAL"

    def _note(self, parsed: dict[str, Any], model: Any, **_more: object) -> None:
        consumed = parsed.get("ConsumedCapacity", [])
        self.calls[model.name] += 1
        self.capacity += sum(one["CapacityUnits"] for one in (consumed if isinstance(consumed, list) else [consumed]))


def told(number: int, domain: str) -> Evidence:
    """Return a win of some days ago."""
    key = Key("main", domain, NINE - timedelta(hours=number + 1), f"e{number:06}")
    return Evidence(key, Kind.DEBRIEF, Outcome.YES, worked=DEED, shows=SHOWS, closed=True)


def fill(ledger: Ledger, user: str, **counts: int) -> None:
    """Give a user so much evidence in each domain; the last is the active one."""
    account = account_of(user, ACCOUNT_KEY)
    domains = tuple(Domain(name, name=name, goal="speak to ten people for ten minutes") for name in counts)
    performer = Performer(domains=domains, active=domains[-1].id)
    ledger.save(account, Change(performer), NINE, Deadline.after(60))
    for domain, count in counts.items():
        pieces = [told(number, domain) for number in range(count)]
        for start in range(0, count, 100):
            ledger.save(account, Change(evidence=tuple(pieces[start : start + 100])), NINE, Deadline.after(60))


READ = {"ten": 2, "many": 2, "elsewhere": 3}
"""How much evidence a warm-up of each account reads."""
ACCOUNTS = {"ten": {"talk": 10}, "many": {"talk": 5_000}, "elsewhere": {"race": 5_000, "talk": 3}}
SAYS = {
    "warm-up": ("ask ready room to warm me up",),
    "opening": ("open ready room",),
    "one-shot": ("tell ready room that I smiled",),
    "debrief, an answer": ("ask ready room to debrief", "yes", "I spoke slowly"),
    "debrief, its plan": (
        *("ask ready room to debrief", "yes", "I spoke slowly", "I can hold the pace of a whole talk"),
        "when it begins I will wait",
    ),
    "hear my evidence": ("ask ready room for my evidence",),
}


def capacity(stage: Stage, meter: Meter) -> None:
    """Print the calls and the capacity of turns, for little evidence and for much."""
    print("Ledger calls and consumed capacity of a turn, on DynamoDB Local\n")
    print(f"{'turn':22}{'account':32}{'calls':44}{'units':>6}")
    for account, counts in ACCOUNTS.items():
        fill(stage.ledger, account, **counts)
    for turn, utterances in SAYS.items():
        for account, counts in ACCOUNTS.items():
            stage.user = account
            stage.clock.pass_time(timedelta(days=3))
            device = stage.device()
            for utterance in utterances[:-1]:
                device.hear(utterance)
            meter.calls.clear()
            meter.capacity = 0.0
            answer = as_text(device.hear(utterances[-1]))
            calls = ", ".join(f"{number} {name}" for name, number in sorted(meter.calls.items()))
            held = " + ".join(f"{count:,} in {domain}" for domain, count in counts.items())
            print(f"{turn:22}{held:32}{calls:44}{meter.capacity:6.1f}")
            if turn == "warm-up":
                assert answer.count("You said:") == READ[account], answer
    print()


def median_ms(act: Callable[[], object], times: int = TURNS) -> float:
    """Return how long something takes, the median of so many times, in milliseconds."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        act()
        taken.append((time.perf_counter() - begun) * 1_000)
    return statistics.median(taken)


class Timed:
    """A ledger that adds up how long it takes."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self.seconds = 0.0

    def __getattr__(self, name: str) -> Callable[..., object]:
        method = getattr(self._ledger, name)

        def timed(*args: object, **more: object) -> object:
            begun = time.perf_counter()
            try:
                return method(*args, **more)
            finally:
                self.seconds += time.perf_counter() - begun

        return timed


class Remembered:
    """A way to the skill that can send its last request again."""

    def __call__(self, endpoint: Endpoint) -> Endpoint:
        def post(body: bytes, headers: Mapping[str, str]) -> Mapping[str, Any]:
            self.again = lambda: endpoint(body, headers)
            return endpoint(body, headers)

        return post


def times(stage: Stage, name: str) -> None:
    """Print how long turns take, and how much of it is the ledger's."""
    for turn in ("warm-up", "opening", "one-shot", "hear my evidence"):
        ledger, way = Timed(stage.ledger), Remembered()
        one = replace(stage, ledger=ledger, by_way_of=way, user=f"timed-{turn}")  # type: ignore[arg-type]
        fill(stage.ledger, one.user, talk=20)
        one.device().hear(SAYS[turn][0])
        ledger.seconds = 0.0
        whole = median_ms(way.again)
        of_ledger = ledger.seconds * 1_000 / TURNS
        print(f"{turn:22}{name:12}{whole:9.1f}{of_ledger:12.1f}{whole - of_ledger:12.1f}")


def start_up() -> None:
    """Print how long it takes to import what a deployed service needs, and to import nothing."""
    print("\nStart-up of a process, median of 5, milliseconds\n")
    for name, modules in (
        ("python alone", "sys"),
        ("on SQLite", "skill.assembly"),
        ("on DynamoDB", "skill.assembly, skill.ledger.dynamodb"),
    ):
        command = [sys.executable, "-c", f"import {modules}"]
        print(f"{name:22}{median_ms(partial(subprocess.run, command, check=True), 5):9.0f}")


@contextmanager
def stages() -> Iterator[tuple[Stage, Stage, Meter]]:
    """Give a stage on DynamoDB Local, one on SQLite, and what counts on the first."""
    with tempfile.TemporaryDirectory() as folder, dynamodb_local.start() as endpoint:
        client, meter = connect(REGION, endpoint), Meter()
        create_table(connect(REGION, endpoint, read_seconds=TABLE_SECONDS), TABLE)
        meter.watch(client)
        keys = authority(Path(folder))
        yield (
            Stage(Clock(), DynamoDbLedger(client, TABLE), keys),
            Stage(Clock(), SqliteLedger(Path(folder) / "ledger.sqlite3"), keys),
            meter,
        )
        client.close()


def main() -> None:
    """Measure, and print."""
    with stages() as (on_dynamodb, on_sqlite, meter):
        capacity(on_dynamodb, meter)
        print(f"Time of a turn, median of {TURNS}, milliseconds: whole, of which the ledger, of which the skill\n")
        times(on_dynamodb, "DynamoDB")
        times(on_sqlite, "SQLite")
    start_up()


if __name__ == "__main__":
    main()
