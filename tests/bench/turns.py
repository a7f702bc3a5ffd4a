"""What is said while it is measured, as signed requests; and what it took, as the servers and their logs tell it."""

import hashlib
import json
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from simulator.device import Device
from simulator.requests import Caller
from simulator.signing import Signer
from skill.alexa.authority import LOCAL_CHAIN_URL, LOCAL_SKILL_ID, local_authority
from tests.bench.servers import Connection, Refused, Server
from tests.processes import HOST
from tests.stage import listener

ALONE = {
    "opening": "open ready room",
    "warm-up": "ask ready room to warm me up",
    "evidence": "ask ready room for my evidence",
    "a note": "tell ready room that I smiled",
}
"""Turns that no other has to come before."""
CONVERSATION = (
    ("debrief, begun", "ask ready room to debrief"),
    ("debrief, its outcome", "yes"),
    ("debrief, an answer", "I paused before each answer"),
    ("debrief, what it shows", "I can hold the pace of a whole talk"),
    ("debrief, its plan", "when they ask I will wait for a breath"),
)
"""Turns that follow one another."""
_READS = {"GetItem", "Query", "BatchGetItem"}


@dataclass(frozen=True)
class Request:
    """A signed request.

    Args:
        kind: Which kind of turn.
        id: By what the skill's log knows it.
        whole: All of it, as HTTP.
    """

    kind: str
    id: str
    whole: bytes


class Speaker:
    """Signs what is said.

    Args:
        home: The folder of the authority that the servers trust.
    """

    def __init__(self, home: Path) -> None:
        self._signer = Signer.load(local_authority(home).key, LOCAL_CHAIN_URL)
        self._understanding = listener("en-US", datetime.now(UTC).date().isoformat())

    def device(self, user: str, endpoint: Callable[[bytes, Mapping[str, str]], Mapping[str, Any]]) -> Device:
        """Return a device of somebody's, with its way to a skill."""
        return Device(self._understanding, endpoint, self._signer, LOCAL_SKILL_ID, caller=Caller(user=user))

    def requests(self, kind: str, user: str, many: int) -> Sequence[Request]:
        """Return so many requests of one kind, each of them another."""
        made: list[Request] = []

        def keep(body: bytes, headers: Mapping[str, str]) -> Mapping[str, Any]:
            made.append(request(kind, body, headers))
            return {"version": "1.0", "response": {"shouldEndSession": True}}

        for _ in range(many):
            self.device(user, keep).hear(ALONE[kind])
        return made


def request(kind: str, body: bytes, headers: Mapping[str, str]) -> Request:
    """Return a signed request as HTTP."""
    id_ = hashlib.sha256(json.loads(body)["request"]["requestId"].encode()).hexdigest()[:12]
    told = {"Host": HOST, "Content-Type": "application/json", "Content-Length": str(len(body)), **headers}
    head = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return Request(kind, id_, f"POST /alexa HTTP/1.1\r\n{head}\r\n".encode() + body)


@dataclass
class Taken:
    """What turns of one kind took, of one server.

    Args:
        server: The server.
        kind: Which kind of turn.
        pieces: How many pieces of evidence the performer had.
        seen_ms: From the first byte that was sent to the last one that came, of each turn, in milliseconds.
        processor_ms: On a processor of the server's, of a turn, each the mean of a block.
        ledger_ms: What the skill waited for its ledger, of each turn, by its log.
        calls: The names of the ledger's calls of a turn, with their capacity units.
    """

    server: str
    kind: str
    pieces: int
    seen_ms: list[float] = field(default_factory=list)
    processor_ms: list[float] = field(default_factory=list)
    ledger_ms: list[float] = field(default_factory=list)
    calls: Sequence[tuple[str, float]] = ()

    @property
    def p50(self) -> float:
        """The median of what was seen."""
        return statistics.median(self.seen_ms)

    @property
    def p99(self) -> float:
        """What one in a hundred took longer than."""
        return statistics.quantiles(self.seen_ms, n=100)[98]

    @property
    def processor(self) -> float:
        """The median of the milliseconds on a processor."""
        return statistics.median(self.processor_ms)

    @property
    def ledger(self) -> float:
        """The median of the milliseconds that were waited for the ledger; 0 where no log tells it."""
        return statistics.median(self.ledger_ms) if self.ledger_ms else 0.0

    @property
    def reads(self) -> float:
        """The units of reading."""
        return sum(units for name, units in self.calls if name in _READS)

    @property
    def writes(self) -> float:
        """The units of writing."""
        return sum(units for name, units in self.calls if name not in _READS)

    def to_json(self) -> Mapping[str, Any]:
        """Return it for a machine."""
        told = {"server": self.server, "turn": self.kind, "pieces": self.pieces, "times": len(self.seen_ms)}
        times = {name: round(getattr(self, name), 3) for name in ("p50", "p99", "ledger")}
        processor = {"processor": round(self.processor, 3)} if self.processor_ms else {}
        calls = [name for name, _ in self.calls]
        return {**told, **times, **processor, "calls": calls, "reads": self.reads, "writes": self.writes}


def timed(connection: Connection, asked: Request) -> float:
    """Send a request; return how many milliseconds its answer took."""
    begun = time.perf_counter()
    connection.ask(asked.whole)
    return (time.perf_counter() - begun) * 1_000


def in_turn(names: Iterable[str], number: int) -> Sequence[str]:
    """Return the servers in the order in which they take a round, every other one backwards.

    So none always follows the same other one.
    """
    return list(names)[:: -1 if number % 2 else 1]


def insist(server: Server, asked: Request) -> None:
    """Make sure that a server refuses a request that was changed after it was signed: all pay for verification."""
    changed = asked.whole.replace(b'"en-US"', b'"en-GB"')
    try:
        Connection(server.port).ask(changed)
    except Refused:
        return
    raise RuntimeError(f"{server.name} does not verify who signed a request")


def block(server: Server, asked: Sequence[Request], taken: Taken) -> None:
    """Send requests one after the other on one connection, and add what they took, but for the first of them."""
    connection, (first, *others) = Connection(server.port), asked
    connection.ask(first.whole)
    before = server.processor_ms()
    taken.seen_ms += [timed(connection, one) for one in others]
    taken.processor_ms.append((server.processor_ms() - before) / len(others))
    connection.close()


def converse(server: Server, speaker: Speaker, user: str, taken: Mapping[str, Taken]) -> Iterator[Request]:
    """Have a conversation, and add what each of its turns took; gives their requests."""
    connection, kind, asked = Connection(server.port), "", []

    def endpoint(body: bytes, headers: Mapping[str, str]) -> Mapping[str, Any]:
        one = request(kind, body, headers)
        begun = time.perf_counter()
        answer: Mapping[str, Any] = json.loads(connection.ask(one.whole))
        taken[kind].seen_ms.append((time.perf_counter() - begun) * 1_000)
        asked.append(one)
        return answer

    device = speaker.device(user, endpoint)
    for kind, words in CONVERSATION:  # noqa: B007 - the endpoint reads which kind it is
        device.hear(words)
    connection.close()
    yield from asked


def read_log(log: Path, asked: Mapping[str, Taken]) -> float:
    """Add what the skill's log tells of each turn; return the mean of the bytes of its lines.

    Args:
        log: The log, a JSON object a line.
        asked: What was taken, by the id of each request.
    """
    sizes = []
    for line in log.read_text(encoding="utf-8").splitlines():
        told = json.loads(line) if line.startswith("{") else {}
        if taken := asked.get(told.get("request", "")):
            sizes.append(len(line.encode()) + 1)
            taken.ledger_ms.append(told["LedgerLatency"])
            taken.calls = [(call["call"], call["units"]) for call in told["ledger"]]
    return statistics.mean(sizes)
