"""SQLite allows one writer at a time: who waits for it, and for how long."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from skill.deadline import TURN_SECONDS, Deadline
from skill.ledger.protocol import Change, Unavailable
from skill.ledger.sqlite import SqliteLedger
from tests.ledger.test_contract import NOON, told
from tests.patience import GIVEN_UP_SECONDS, SOON_SECONDS, Counted, Waited, patient

SOMETHING = Change(evidence=(told(1),))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The ledger's file."""
    return tmp_path / "ledger.sqlite3"


@pytest.fixture
def ledger(file: Path) -> SqliteLedger:
    """The ledger."""
    return SqliteLedger(file)


def other(file: Path) -> sqlite3.Connection:
    """Open the file as another program does that does not wait."""
    return sqlite3.connect(file, timeout=0, isolation_level=None, check_same_thread=False)


class Slow(sqlite3.Connection):
    """A connection that is slow to look at the file first; it records how long later statements would wait."""

    waited: Waited
    seconds: float
    waits: list[float]

    def execute(self, sql: str, *values: Any) -> sqlite3.Cursor:
        if sql.startswith("PRAGMA synchronous"):
            self.waited.sleep(self.seconds)
        elif sql.startswith("BEGIN"):
            (milliseconds,) = super().execute("PRAGMA busy_timeout").fetchone()
            self.waits.append(milliseconds / 1_000)
        return super().execute(sql, *values)


def test_who_is_kept_waiting_twice_waits_no_longer_than_their_deadline(
    ledger: SqliteLedger, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By default, SQLite would let each statement wait as long as the first one."""
    waited, waits = Waited(), list[float]()
    slow = type("SlowHere", (Slow,), {"waited": waited, "seconds": TURN_SECONDS - SOON_SECONDS, "waits": waits})
    with closing(other(file)) as elsewhere:
        elsewhere.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=slow))
        with pytest.raises(Unavailable):
            ledger.save("account", SOMETHING, NOON, waited.deadline(TURN_SECONDS))
    assert waits == [pytest.approx(SOON_SECONDS)]


def test_who_is_kept_waiting_once_is_let_in_when_the_other_is_done(ledger: SqliteLedger, file: Path) -> None:
    with closing(other(file)) as elsewhere:
        elsewhere.execute("BEGIN IMMEDIATE")
        with ThreadPoolExecutor(1) as pool:
            saving = pool.submit(ledger.save, "account", SOMETHING, NOON, patient())
            elsewhere.execute("COMMIT")
            saving.result()
    assert len(ledger.latest("account", "main", "first", 9, patient())) == 1


def test_threads_write_one_after_the_other_and_do_not_look_whether_the_file_is_free(
    ledger: SqliteLedger, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once, with 20 threads writing, one of them polled for three seconds and never found the file free."""
    opened, connect, is_open, turn = count(), sqlite3.connect, Event(), Counted(ledger._write_lock)
    monkeypatch.setattr(ledger, "_write_lock", turn)

    def counted(*how: Any, **more: Any) -> sqlite3.Connection:
        next(opened)
        is_open.set()
        db: sqlite3.Connection = connect(*how, **more)
        return db

    with closing(other(file)) as elsewhere:
        elsewhere.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr(sqlite3, "connect", counted)
        threads = [Thread(target=ledger.save, args=(f"a{n}", SOMETHING, NOON, patient())) for n in range(4)]
        for thread in threads:
            thread.start()
        assert all(turn.arrived.acquire(timeout=GIVEN_UP_SECONDS) for _ in threads)
        assert is_open.wait(GIVEN_UP_SECONDS)
        looking = next(opened)
    for thread in threads:
        thread.join()
    assert looking == 1
    assert [len(ledger.latest(f"a{n}", "main", "first", 9, patient())) for n in range(4)] == [1] * 4


def test_who_waits_for_the_others_waits_no_longer_than_their_deadline(
    ledger: SqliteLedger, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn = Counted(ledger._write_lock)
    monkeypatch.setattr(ledger, "_write_lock", turn)
    with closing(other(file)) as elsewhere, ThreadPoolExecutor(1) as pool:
        elsewhere.execute("BEGIN IMMEDIATE")
        first = pool.submit(ledger.erase, "account", patient())
        assert turn.taken.acquire(timeout=GIVEN_UP_SECONDS)
        with pytest.raises(Unavailable, match="other threads are writing"):
            ledger.save("account", SOMETHING, NOON, Deadline.after(SOON_SECONDS))
        elsewhere.execute("COMMIT")
        first.result()
    ledger.save("account", SOMETHING, NOON, patient())
