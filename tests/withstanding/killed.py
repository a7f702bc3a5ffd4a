"""A conversation whose process is killed before each write that it makes, and before each answer to one.

python -m tests.withstanding.killed FOLDER LEDGER

A process of its own, with no other thread in it: it forks for every death. After each the ledger has to hold what it
held before the turn, or less where all is being deleted. Then the same request comes again, to a process that lives:
the ledger has to hold what it holds where nobody was killed, and the answer has to be the same.
"""

import os
import signal
import sqlite3
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any
from unittest.mock import patch

from simulator.plays import SECONDS_A_TURN, as_text
from skill.alexa.requests import account_of
from skill.ledger.dynamodb import DynamoDbLedger
from skill.ledger.opening import dynamodb_table, open_ledger
from skill.ledger.protocol import Change, Ledger, StoredRecord
from tests.conversation.test_keeping import SAID
from tests.ledger.test_contract import NOON, told
from tests.patience import PatientClient, patient
from tests.stage import ACCOUNT_KEY, Clock, Stage, authority
from tests.watched import Watched

OLD = tuple(told(number, domain="old") for number in range(30))
"""So many that DynamoDB deletes them in several writes."""
WRITES = ("PutItem", "TransactWriteItems", "BatchWriteItem")
State = frozenset[StoredRecord]


class Doom:
    """Counts the writes of a turn, and kills the process before one of them: the `at`th, none where that is 0."""

    def __init__(self) -> None:
        self.writes, self.at = 0, 0

    def arm(self, at: int = 0) -> None:
        """Begin to count anew."""
        self.writes, self.at = 0, at

    def write(self) -> None:
        """Count a write that is about to be made."""
        self.writes += 1
        if self.writes == self.at:
            os.kill(os.getpid(), signal.SIGKILL)

    def call(self, operation: str, _request: Mapping[str, Any]) -> None:
        """Take a call to DynamoDB that is about to be made."""
        if operation in WRITES:
            self.write()


DOOM = Doom()


class Doomed(sqlite3.Connection):
    """A connection to SQLite that counts the statements that write, the beginning and the end of a transaction, too."""

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if not sql.startswith(("SELECT", "PRAGMA")):
            DOOM.write()
        return super().execute(sql, *values)


def opened(url: str) -> Ledger:
    """Open a ledger on which writes are counted."""
    if url.startswith("sqlite:"):
        return open_ledger(url)
    table, region, endpoint = dynamodb_table(url)
    return DynamoDbLedger(Watched(PatientClient(region, str(endpoint)), before=DOOM.call), table)


class Telling:
    """Somebody who holds the conversation, the same requests at the same times whoever it is.

    Args:
        ledger: Where it is kept.
        folder: Where the authority is.
        user: Who.
    """

    def __init__(self, ledger: Ledger, folder: Path, user: str) -> None:
        self._ledger, self._account = ledger, account_of(user, ACCOUNT_KEY)
        self._stage = Stage(Clock(), ledger, authority(folder), user=user)
        numbers = count(1)
        self._device = self._stage.device(new_id=lambda: f"id-{next(numbers)}")
        ledger.save(self._account, Change(evidence=OLD), NOON, patient())

    def say(self, words: str) -> str:
        """Say something, and return the answer."""
        return as_text(self._device.hear(words))

    def wait(self) -> None:
        """Let a turn's time pass."""
        self._stage.clock.pass_time(timedelta(seconds=SECONDS_A_TURN))

    def state(self) -> State:
        """Return everything that is kept of them."""
        return frozenset(self._ledger.everything(self._account, patient()))

    def die(self, words: str, write: int) -> None:
        """Say something to a process that is killed before a write, or else before it answers."""
        if isinstance(self._ledger, DynamoDbLedger):
            self._ledger.close()  # or both would talk on one connection
        if child := os.fork():
            _, status = os.waitpid(child, 0)
            assert os.WIFSIGNALED(status), status
            return
        DOOM.arm(write)
        try:
            self.say(words)
            os.kill(os.getpid(), signal.SIGKILL)
        finally:
            os._exit(1)  # it broke before it was killed


@dataclass(frozen=True)
class Turn:
    """A turn in which nobody was killed.

    Args:
        words: What was said.
        answer: What was answered.
        writes: How many writes it made.
        before: What was kept before it.
        after: What was kept after it.
    """

    words: str
    answer: str
    writes: int
    before: State
    after: State


def in_good_times(telling: Telling) -> Iterator[Turn]:
    """Hold the conversation; gives each turn."""
    for words in SAID:
        DOOM.arm()
        before, answer = telling.state(), telling.say(words)
        yield Turn(words, answer, DOOM.writes, before, telling.state())
        telling.wait()


def with_deaths(telling: Telling, turns: Iterable[Turn]) -> int:
    """Hold the conversation, with a death at every write; return how many there were.

    Raises:
        AssertionError: Something was lost, was kept by half, or was answered otherwise.
    """
    deaths = 0
    for turn in turns:
        for write in range(1, turn.writes + 2) if turn.writes else ():
            telling.die(turn.words, write)
            deaths += 1
            check(turn, write, telling.state())
        assert telling.say(turn.words) == turn.answer, turn.words
        assert telling.state() == turn.after, turn.words
        telling.wait()
    return deaths


def check(turn: Turn, write: int, state: State) -> None:
    """Check what is kept after a death: all as before, or, where the last write was made, all as after.

    What is deleted in several writes may be there in part, but never without the performer that it belongs to.
    """
    if write > turn.writes:
        assert state == turn.after, turn.words
    elif turn.after:
        assert state == turn.before, turn.words
    else:
        assert state <= turn.before, turn.words
        assert not state or any(one.sort.startswith("P#") for one in state), turn.words


def main(folder: Path, url: str) -> None:
    """Hold the conversation twice, and say how many died in the second one."""
    with patch.object(sqlite3, "connect", partial(sqlite3.connect, factory=Doomed)):
        ledger = opened(url)
        turns = list(in_good_times(Telling(ledger, folder, f"{folder}-in-good-times")))
        print(with_deaths(Telling(ledger, folder, f"{folder}-with-deaths"), turns))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
