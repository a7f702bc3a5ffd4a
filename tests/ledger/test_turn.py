"""A turn's calls to SQLite share one connection, and nothing of it outlives the turn or what goes wrong in it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from skill.efficacy.performer import Performer
from skill.ledger.protocol import Change, Conflict, Unavailable
from skill.ledger.sqlite import SqliteLedger
from tests.ledger.test_contract import NOON, told
from tests.patience import patient


@pytest.fixture
def ledger(tmp_path: Path) -> SqliteLedger:
    """A ledger in a file."""
    return SqliteLedger(tmp_path / "ledger.sqlite3")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[sqlite3.Connection]]:
    """The connections that are opened from now on."""
    connections: list[sqlite3.Connection] = []
    connect = sqlite3.connect

    def noting(*how: Any, **more: Any) -> sqlite3.Connection:
        connections.append(connect(*how, **more))
        return connections[-1]

    monkeypatch.setattr(sqlite3, "connect", noting)
    yield connections


def is_closed(db: sqlite3.Connection) -> bool:
    """Whether a connection is closed."""
    try:
        db.execute("SELECT 1")
    except sqlite3.ProgrammingError:
        return True
    return False


def test_its_calls_open_the_file_once_and_close_it_at_its_end(
    ledger: SqliteLedger, opened: list[sqlite3.Connection]
) -> None:
    with ledger.turn():
        ledger.performer("a", "main", patient())
        ledger.save("a", Change(Performer(), (told(1),)), NOON, patient())
        assert ledger.evidence("a", told(1).key, patient()) is not None
        assert len(opened) == 1
        assert not is_closed(opened[0])
    assert is_closed(opened[0])
    ledger.performer("a", "main", patient())
    assert len(opened) == 2
    assert is_closed(opened[1])


def test_a_conflict_leaves_nothing_of_the_change_and_the_turn_goes_on(ledger: SqliteLedger) -> None:
    with ledger.turn():
        ledger.save("a", Change(Performer()), NOON, patient())
        with pytest.raises(Conflict):
            ledger.save("a", Change(Performer(), (told(1),)), NOON, patient())
        assert ledger.evidence("a", told(1).key, patient()) is None
        ledger.save("a", Change(evidence=(told(2),)), NOON, patient())
    assert ledger.evidence("a", told(2).key, patient()) is not None


def test_after_an_error_the_file_is_opened_anew(
    ledger: SqliteLedger, tmp_path: Path, opened: list[sqlite3.Connection]
) -> None:
    with ledger.turn():
        ledger.performer("a", "main", patient())
        with closing(sqlite3.connect(tmp_path / "ledger.sqlite3")) as other:
            other.execute("ALTER TABLE records RENAME TO gone")
            with pytest.raises(Unavailable):
                ledger.performer("a", "main", patient())
            other.execute("ALTER TABLE gone RENAME TO records")
        assert ledger.performer("a", "main", patient()) == Performer()
    assert len(opened) == 3
    assert all(map(is_closed, opened))


def test_another_thread_has_its_own(ledger: SqliteLedger, opened: list[sqlite3.Connection]) -> None:
    with ledger.turn():
        ledger.performer("a", "main", patient())
        thread = Thread(target=ledger.performer, args=("a", "main", patient()))
        thread.start()
        thread.join()
        assert len(opened) == 2


def test_a_file_that_was_replaced_between_turns_is_the_one_that_is_read(ledger: SqliteLedger, tmp_path: Path) -> None:
    with ledger.turn():
        ledger.save("a", Change(Performer()), NOON, patient())
    other = SqliteLedger(tmp_path / "other.sqlite3")
    (tmp_path / "other.sqlite3").replace(tmp_path / "ledger.sqlite3")
    del other
    with ledger.turn():
        assert ledger.performer("a", "main", patient()).version == 0
