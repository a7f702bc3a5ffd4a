"""The SQLite ledger with its database in memory, for tests that go back to the same place thousands of times.

Every statement runs as it does on a file. Only the file is missing: its lock, its write-ahead log, its owner. What
depends on those is tested on files, in `tests/ledger` and wherever a test uses the `ledger` of `conftest.py`.
"""

import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path
from threading import Lock, local
from weakref import finalize

from skill.ledger.sqlite import _SCHEMA, SqliteLedger

_numbers = count(1)


class MemoryLedger(SqliteLedger):
    """A SQLite ledger in memory that can go back to how it was."""

    def __init__(self, file: Path | None = None) -> None:
        """Make a ledger: an empty one, or a copy of the one in a file."""
        self._write_lock, self._turn = Lock(), local()
        self._url = f"file:/tests-{next(_numbers)}?vfs=memdb"
        self._held = sqlite3.connect(self._url, uri=True, check_same_thread=False)
        finalize(self, self._held.close)  # the database is there while a connection is open
        self._mark = sqlite3.connect(":memory:", check_same_thread=False)
        finalize(self, self._mark.close)
        if file:
            with closing(sqlite3.connect(file)) as source:
                source.execute("PRAGMA journal_mode = DELETE")  # memory has no log of writes
                source.backup(self._held)
        else:
            self._held.executescript(_SCHEMA)
        self.mark()

    def mark(self) -> None:
        """Remember everything that the ledger holds now, for `go_back`."""
        self._held.backup(self._mark)
        self._version = self._data_version()

    def go_back(self) -> None:
        """Hold what `mark` remembered, and nothing else."""
        if self._version != self._data_version():  # another connection has written
            self._mark.backup(self._held)
            self._version = self._data_version()

    def rows(self) -> list[tuple[object, ...]]:
        """Return everything that the ledger holds, of all accounts."""
        return self._held.execute("SELECT * FROM records ORDER BY account, sort").fetchall()

    def _data_version(self) -> int:
        (version,) = self._held.execute("PRAGMA data_version").fetchone()
        return int(version)
