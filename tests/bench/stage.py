"""What stands while it is measured: databases with performers of several sizes in them, and the servers."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from skill.alexa.authority import LOCAL_CHAIN_URL, LOCAL_SKILL_ID
from skill.alexa.requests import account_of
from skill.deadline import Deadline
from skill.efficacy.domain import Domain
from skill.efficacy.evidence import Evidence, Key, Kind, Outcome
from skill.efficacy.performer import Performer
from skill.ledger.opening import create, open_ledger
from skill.ledger.protocol import Change, Conflict, Ledger
from skill.settings import Settings
from tests.bench import peer
from tests.bench.servers import LIKE_IT, Command, Server, server
from tests.processes import SKILL
from tools import dynamodb_local, node_peer
from tools.npm import CannotFetch

_A_SAVE = 90
"""Pieces; a transaction of DynamoDB's holds 100 writes."""
_LONG = 60.0
FLOOR, PEER, NODE_PEER, ON_DYNAMODB, ON_SQLITE = "floor", "peer", "Node peer", "DynamoDB", "SQLite"
"""The servers; the last two are the skill's, by their ledgers."""
PEERS = (PEER, NODE_PEER)
"""Those that keep all of a user in one item, and both in the same table."""


@dataclass(frozen=True)
class Standing:
    """What stands.

    Args:
        home: The folder of all of it.
        endpoint: DynamoDB Local.
        commands: How each server is started.
        ledgers: The ledger of each of the skill's servers.
    """

    home: Path
    endpoint: str
    commands: Mapping[str, Command]
    ledgers: Mapping[str, Ledger]
    _filled: set[str] = field(default_factory=set)

    @contextmanager
    def servers(self) -> Iterator[Mapping[str, Server]]:
        """Run all of the servers while in the block."""
        with ExitStack() as stack:
            yield {name: stack.enter_context(self.run(name)) for name in self.commands}

    @contextmanager
    def run(self, name: str) -> Iterator[Server]:
        """Run one of the servers while in the block."""
        with server(name, self.home, self.commands[name]) as one:
            yield one

    def fill(self, pieces: int, user: str = "") -> str:
        """Give somebody so many pieces of evidence, on each ledger and the peers; return who it is."""
        user = user or f"with-{pieces}"
        peer.fill(self.endpoint, user, pieces)
        for ledger in self.ledgers.values() if user not in self._filled else ():
            _fill(ledger, account_of(user, Settings.read({}).account_key), pieces)
        self._filled.add(user)
        return user


@contextmanager
def standing(home: Path) -> Iterator[Standing]:
    """Start DynamoDB Local while in the block, with the tables in it."""
    with dynamodb_local.start() as endpoint:
        urls = {
            ON_DYNAMODB: f"dynamodb://bench?region={peer.REGION}&endpoint={endpoint}",
            ON_SQLITE: f"sqlite:///{home}/ledger.sqlite3",
        }
        create(urls[ON_DYNAMODB])
        peer.create(endpoint)
        commands = {
            FLOOR: Command((*LIKE_IT, "tests.bench.floor:application()")),
            PEER: Command((*LIKE_IT, "tests.bench.peer:application()"), {"READY_ROOM_PEER": endpoint}),
            **_node_peer(endpoint),
            **{name: Command(SKILL, {"READY_ROOM_LEDGER": url}) for name, url in urls.items()},
        }
        yield Standing(home, endpoint, commands, {name: open_ledger(url) for name, url in urls.items()})


def _node_peer(endpoint: str) -> Mapping[str, Command]:
    """Return how the peer of Node is started; where that is impossible, say so and leave it out."""
    try:
        program, packages = node_peer.node(), node_peer.fetch()
    except CannotFetch as problem:
        print(f"The Node peer is not measured: {problem}", flush=True)
        return {}
    settings = {
        "READY_ROOM_PEER": endpoint,
        "READY_ROOM_PEER_CHAIN_URL": LOCAL_CHAIN_URL,
        "READY_ROOM_PEER_SKILL_ID": LOCAL_SKILL_ID,
        "NODE_PATH": str(packages / "node_modules"),
        "NODE_ENV": "production",
    }
    return {NODE_PEER: Command(("tests/bench/peer.js",), settings, program)}


def _fill(ledger: Ledger, account: str, pieces: int) -> None:
    now = datetime.now(UTC)
    domain = Domain("talk", name="talk", goal="speak to ten people for ten minutes")
    changes = [Change(Performer(domains=(domain,), active=domain.id))]
    for begin in range(0, pieces, _A_SAVE):
        told = tuple(_told(number, now) for number in range(begin, min(begin + _A_SAVE, pieces)))
        changes.append(Change(evidence=told))
    for change in changes:
        with suppress(Conflict):  # nobody else writes: an attempt that got no answer in time has saved it
            ledger.save(account, change, now, Deadline.after(_LONG))


def _told(number: int, now: datetime) -> Evidence:
    """Return a win of some days ago."""
    key = Key("main", "talk", now - timedelta(days=3, minutes=number), f"e{number:06}")
    return Evidence(key, Kind.DEBRIEF, Outcome.YES, worked=peer.DEED, shows=peer.SHOWS, closed=True)
