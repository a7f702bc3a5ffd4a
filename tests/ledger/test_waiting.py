"""SQLite's one writer at a time: who waits for it, and for how long."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from threading import Event, Semaphore, Thread
from typing import Any

import pytest

from skill.ledger.protocol import Change, Unavailable
from skill.ledger.sqlite import SqliteLedger
from skill.timing import Deadline
from tests.ledger.test_contract import NOON, told

LONG, SOON = 2.0, 0.2
SOMETHING = Change(evidence=(told(1),))


class Counted:
    """A lock that tells of each who comes for it."""

    def __init__(self, lock: Any) -> None:
        self._lock, self.arrived = lock, Semaphore(0)

    def acquire(self, **how: Any) -> bool:
        self.arrived.release()
        return bool(self._lock.acquire(**how))

    def release(self) -> None:
        self._lock.release()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where the ledger is."""
    return tmp_path / "ledger.sqlite3"


@pytest.fixture
def ledger(file: Path) -> SqliteLedger:
    """The ledger."""
    return SqliteLedger(file)


def other(file: Path) -> sqlite3.Connection:
    """Open the file as another program does, that does not wait."""
    return sqlite3.connect(file, timeout=0, isolation_level=None, check_same_thread=False)


def let_nobody_in(file: Path) -> sqlite3.Connection:
    """Keep others from reading, too, for as long as the connection is open."""
    alone = other(file)
    alone.execute("PRAGMA locking_mode = EXCLUSIVE")
    alone.execute("BEGIN IMMEDIATE")
    return alone


@contextmanager
def first_alone_then_writing(file: Path, seconds: float) -> Iterator[None]:
    """Let nobody in for some seconds; then let the others read, and write on and on."""
    is_over, alone, writing = Event(), let_nobody_in(file), other(file)

    def go_on() -> None:
        is_over.wait(seconds)
        alone.close()
        while not (writing.in_transaction or is_over.is_set()):
            try:
                writing.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                time.sleep(0.001)

    thread = Thread(target=go_on)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()
        writing.close()


def test_who_is_kept_waiting_twice_waits_no_longer_than_their_deadline(ledger: SqliteLedger, file: Path) -> None:
    begun = time.monotonic()
    with first_alone_then_writing(file, 0.8 * LONG), pytest.raises(Unavailable):
        ledger.save("account", SOMETHING, NOON, Deadline.after(LONG))
    assert time.monotonic() - begun < 1.4 * LONG


def test_threads_write_one_after_the_other_and_do_not_look_whether_the_file_is_free(
    ledger: SqliteLedger, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With 20 that wrote at once, one was seen to look for three seconds and find it never free."""
    opened, connect, is_open, turn = count(), sqlite3.connect, Event(), Counted(ledger._turn)
    monkeypatch.setattr(ledger, "_turn", turn)

    def counted(*how: Any, **more: Any) -> sqlite3.Connection:
        next(opened)
        is_open.set()
        db: sqlite3.Connection = connect(*how, **more)
        return db

    with closing(other(file)) as elsewhere:
        elsewhere.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr(sqlite3, "connect", counted)
        threads = [Thread(target=ledger.save, args=(f"a{n}", SOMETHING, NOON, Deadline.after(30))) for n in range(4)]
        for thread in threads:
            thread.start()
        assert all(turn.arrived.acquire(timeout=10) for _ in threads)
        assert is_open.wait(10)
        looking = next(opened)
    for thread in threads:
        thread.join()
    assert looking == 1
    assert [len(ledger.latest(f"a{n}", "main", "first", 9, Deadline.after(5))) for n in range(4)] == [1] * 4


def test_who_waits_for_the_others_waits_no_longer_than_their_deadline(ledger: SqliteLedger, file: Path) -> None:
    with closing(other(file)) as elsewhere:
        elsewhere.execute("BEGIN IMMEDIATE")
        first = Thread(target=ledger.erase, args=("account", Deadline.after(30)))
        first.start()
        begun = time.monotonic()
        with pytest.raises(Unavailable):
            ledger.save("account", SOMETHING, NOON, Deadline.after(SOON))
        assert time.monotonic() - begun < LONG
    first.join()
    ledger.save("account", SOMETHING, NOON, Deadline.after(5))
