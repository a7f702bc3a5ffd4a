"""The embedded ledger: one SQLite file, no server. For trying, developing, and hosting on one machine."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from skill.deadline import Deadline, timed
from skill.efficacy.evidence import Evidence, Key
from skill.efficacy.performer import Performer
from skill.files import check_own, own_folder
from skill.ledger.keys import (
    LEDGER_ACCOUNT,
    MARK,
    domain_prefix,
    evidence_key,
    evidence_prefix,
    parse_evidence_key,
    performer_key,
    shelf_key,
    stamp,
)
from skill.ledger.protocol import Change, Conflict, StoredRecord, Unavailable
from skill.ledger.records import decode, decode_each, encode

_SCHEMA = """
CREATE TABLE IF NOT EXISTS records (
    account TEXT NOT NULL,
    sort    TEXT NOT NULL,
    shelf   TEXT,
    version INTEGER NOT NULL,
    written TEXT NOT NULL,
    body    TEXT NOT NULL,
    PRIMARY KEY (account, sort)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS shelf ON records (account, shelf) WHERE shelf IS NOT NULL;
"""
_ONE = "SELECT version, CAST(body AS TEXT) FROM records WHERE account = ? AND sort = ?"
_EVERYTHING = (
    "SELECT sort, shelf, version, written, CAST(body AS TEXT) FROM records WHERE account = ? ORDER BY sort DESC"
)
_AFTER_ALL = "\U0010ffff"
"""Sorts after every key that begins the same."""
_BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite adds to the name of a file for those that it keeps beside it."""
LARGEST_CHECKED = 256 * 1_024 * 1_024
"""Bytes of a file that is looked through before it is opened, in a second or two: some 2,500 performers' records."""
_SCRATCH_BYTES = 64 * 1_024
"""More than the cache of `_try_to_save` holds."""


class SqliteLedger:
    """A ledger in one file. A connection a call: it is cheap, and no thread ever shares one."""

    def __init__(self, file: Path) -> None:
        """Open the file, made on first use, readable by its owner only.

        Raises:
            Unavailable: It cannot be opened, is no ledger or malformed, or is not this user's own. It is left as it is.
        """
        self._turn = Lock()
        self._url = f"{file.absolute().as_uri()}?mode=rw"  # a file that was taken away is not made anew, empty
        try:
            _take_own(file)
            with closing(_connect(self._url)) as db:
                db.execute("PRAGMA journal_mode = WAL")
                db.executescript(_SCHEMA)
        except (OSError, sqlite3.Error) as error:
            raise Unavailable(f"cannot open {file}: {getattr(error, 'strerror', None) or error}") from error

    def performer(self, account: str, performer: str, deadline: Deadline) -> Performer:
        """See `Ledger.performer`."""
        with self._database(deadline) as db:
            row = db.execute(_ONE, (account, performer_key(performer))).fetchone()
        return _performer(performer, row)

    def performers(self, account: str, performers: Sequence[str], deadline: Deadline) -> Sequence[Performer]:
        """See `Ledger.performers`."""
        with self._database(deadline) as db:
            rows = [db.execute(_ONE, (account, performer_key(one))).fetchone() for one in performers]
        return [_performer(one, row) for one, row in zip(performers, rows, strict=True)]

    def evidence(self, account: str, key: Key, deadline: Deadline) -> Evidence | None:
        """See `Ledger.evidence`."""
        with self._database(deadline) as db:
            row = db.execute(_ONE, (account, evidence_key(key))).fetchone()
        return decode(Evidence, row[1], key=key, version=row[0]) if row else None

    def latest(
        self, account: str, performer: str, domain: str, limit: int, deadline: Deadline, *, before: Key | None = None
    ) -> Sequence[Evidence]:
        """See `Ledger.latest`."""
        prefix = domain_prefix(performer, domain)
        end = evidence_key(before) if before else prefix + _AFTER_ALL
        where = "account = ? AND sort > ? AND sort < ? ORDER BY sort DESC LIMIT ?"
        return self._evidence(deadline, where, (account, prefix, end, limit))

    def shelf(self, account: str, performer: str, domain: str, limit: int, deadline: Deadline) -> Sequence[Evidence]:
        """See `Ledger.shelf`."""
        prefix = domain_prefix(performer, domain)
        where = "account = ? AND shelf > ? AND shelf < ? ORDER BY shelf DESC LIMIT ?"
        return self._evidence(deadline, where, (account, prefix, prefix + _AFTER_ALL, limit))

    def save(self, account: str, change: Change, at: datetime, deadline: Deadline) -> None:
        """See `Ledger.save`."""
        with self._database(deadline, to_write=True) as db:
            db.execute("BEGIN IMMEDIATE")
            if change.erase is not None:
                _erase_performer(db, account, change.erase)
            for key in change.forget:
                db.execute("DELETE FROM records WHERE account = ? AND sort = ?", (account, evidence_key(key)))
            for evidence in change.evidence:
                sort, is_alone = evidence_key(evidence.key), change == Change(evidence=(evidence,), vital=change.vital)
                _put(db, account, sort, shelf_key(evidence), evidence, at, may_be_there=is_alone)
            if change.performer:
                _put(db, account, performer_key(change.performer.id), None, change.performer, at)
            db.execute("COMMIT")

    def erase(self, account: str, deadline: Deadline, *, until: datetime | None = None) -> None:
        """See `Ledger.erase`."""
        with self._database(deadline, to_write=True) as db:
            latest = stamp(until) if until else _AFTER_ALL
            db.execute("DELETE FROM records WHERE account = ? AND written <= ?", (account, latest))

    def everything(self, account: str, deadline: Deadline) -> Iterator[StoredRecord]:
        """See `Ledger.everything`."""
        with self._database(deadline) as db:
            for sort, shelf, version, written, body in db.execute(_EVERYTHING, (account,)):
                yield StoredRecord(_whole(sort), shelf, version, written, _whole(body))

    def wipe(self, deadline: Deadline) -> None:
        """Write the file anew without what was deleted, and empty the log of writes beside it (`-wal`).

        Raises:
            Unavailable: Somebody else is reading or writing. What was deleted may be in the file still; call again.
        """
        with self._database(deadline) as db:
            db.execute("PRAGMA busy_timeout = 1000")  # whoever saves meanwhile is kept waiting for as long
            db.execute("VACUUM")
            is_busy, _, _ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if is_busy:
            raise Unavailable("the ledger's file is in use, and what was deleted may be in it still")

    def put_back(self, account: str, records: Sequence[StoredRecord], deadline: Deadline) -> None:
        """See `Ledger.put_back`."""
        rows = [(account, one.sort, one.shelf, one.version, one.written, one.body) for one in records]
        with self._database(deadline, to_write=True) as db:
            db.execute("BEGIN IMMEDIATE")
            if db.execute("SELECT 1 FROM records WHERE account = ?", (account,)).fetchone():
                raise Conflict(account)
            db.executemany("INSERT INTO records VALUES (?, ?, ?, ?, ?, ?)", rows)
            db.execute("COMMIT")

    def made_with(self, mark: str | None, deadline: Deadline) -> str | None:
        """See `Ledger.made_with`."""
        with self._database(deadline, to_write=True) as db:
            if mark is not None:
                values = (LEDGER_ACCOUNT, MARK, stamp(datetime.now(UTC)), mark)
                db.execute("INSERT INTO records VALUES (?, ?, NULL, 1, ?, ?) ON CONFLICT DO NOTHING", values)
            row = db.execute(_ONE, (LEDGER_ACCOUNT, MARK)).fetchone()
        return str(row[1]) if row else None

    def back_up(self, file: Path, deadline: Deadline) -> None:
        """Copy everything that is kept into a new database in an empty file, as of one moment, and look through it.

        Raises:
            Unavailable: It could not be copied whole.
        """
        with self._database(deadline) as db, closing(sqlite3.connect(file)) as copy:
            db.backup(copy)
            _look_through(copy)

    def check(self, deadline: Deadline, *, to_save: bool = False) -> None:
        """See `Ledger.check`."""
        with self._database(deadline, to_write=to_save) as db:
            db.execute("SELECT 1 FROM records LIMIT 1").fetchone()
            if to_save:
                _try_to_save(db)

    def _evidence(self, deadline: Deadline, where: str, values: tuple[object, ...]) -> list[Evidence]:
        with self._database(deadline) as db:
            what = "sort, version, CAST(body AS TEXT)"
            rows = db.execute(f"SELECT {what} FROM records WHERE {where}", values).fetchall()  # noqa: S608
        return decode_each(Evidence, ((body, {"key": key, "version": version}) for key, version, body in _keyed(rows)))

    @contextmanager
    def _database(self, deadline: Deadline, *, to_write: bool = False) -> Iterator[sqlite3.Connection]:
        """Open the file for one call; whatever was begun and not committed is undone when it closes."""
        try:
            with (
                timed(deadline, "ledger", "sqlite"),
                self._in_turn(deadline) if to_write else nullcontext(),
                closing(_connect(self._url, timeout=deadline.left, isolation_level=None)) as db,
            ):
                db.execute("PRAGMA synchronous = FULL")
                db.execute("PRAGMA secure_delete = ON")  # what is deleted is written over, whatever SQLite's build does
                db.execute(f"PRAGMA busy_timeout = {round(deadline.left * 1_000)}")  # each statement waits for so long
                yield db
        except sqlite3.Error as error:
            raise Unavailable(str(error)) from error

    @contextmanager
    def _in_turn(self, deadline: Deadline) -> Iterator[None]:
        """Let one thread write at a time: SQLite only looks now and then whether it is free, and seconds may go by.

        Raises:
            Unavailable: The others are not done in time.
        """
        if not self._turn.acquire(timeout=deadline.left):
            raise Unavailable("others are writing")
        try:
            yield
        finally:
            self._turn.release()


def _connect(url: str, **how: Any) -> sqlite3.Connection:  # noqa: ANN401 - as sqlite3 has it
    """Open a file; bytes in it that are no text come as half characters, and no error quotes them."""
    db: sqlite3.Connection = sqlite3.connect(url, uri=True, **how)
    db.text_factory = lambda text: text.decode(errors="surrogateescape")
    return db


def _whole(text: str) -> str:
    """Return text with a mark in the place of what is none."""
    return text.encode(errors="surrogateescape").decode(errors="replace")


def _keyed(rows: Iterable[tuple[str, int, str]]) -> Iterator[tuple[Key, int, str]]:
    """Give the rows whose keys are keys of evidence."""
    for sort, version, body in rows:
        with suppress(ValueError):
            yield parse_evidence_key(sort), version, body


def _put(
    db: sqlite3.Connection,
    account: str,
    sort: str,
    shelf: str | None,
    record: Performer | Evidence,
    at: datetime,
    *,
    may_be_there: bool = False,
) -> None:
    values = {"account": account, "sort": sort, "shelf": shelf, "body": encode(record), "written": stamp(at)}
    if record.version == 0:
        done = db.execute(
            "INSERT INTO records VALUES (:account, :sort, :shelf, 1, :written, :body) ON CONFLICT DO NOTHING", values
        )
    else:
        done = db.execute(
            "UPDATE records SET shelf = :shelf, version = version + 1, written = :written, body = :body"
            " WHERE account = :account AND sort = :sort AND version = :version",
            {**values, "version": record.version},
        )
    if done.rowcount == 0 and not (may_be_there and record.version == 0 and _is_there(db, values)):
        raise Conflict(sort)


def _is_there(db: sqlite3.Connection, values: Mapping[str, str | None]) -> bool:
    """Whether a record is there just as it is to be saved."""
    found = db.execute("SELECT 1 FROM records WHERE account = :account AND sort = :sort AND body = :body", values)
    return found.fetchone() is not None


def _erase_performer(db: sqlite3.Connection, account: str, performer: str) -> None:
    prefix = evidence_prefix(performer)
    db.execute(
        "DELETE FROM records WHERE account = ? AND (sort = ? OR (sort > ? AND sort < ?))",
        (account, performer_key(performer), prefix, prefix + _AFTER_ALL),
    )


def _performer(id_: str, row: tuple[int, str] | None) -> Performer:
    return decode(Performer, row[1], version=row[0]) if row else Performer(id_)


def _take_own(file: Path) -> None:
    """Check that a file is a ledger of ours, and that nobody else can have laid it there; make it if it is not there.

    Raises:
        OSError: It is not this user's own.
        sqlite3.Error: It is no ledger, or malformed.
    """
    own_folder(file.parent, may_be_link=True)
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    ours = [one for end in ("", *_BESIDE) if check_own(one := file.with_name(file.name + end))]
    if _size(file):  # only SQLite may open it: the locks of a process go when it closes any descriptor
        _look_at(file)
    elif _size(file.with_name(f"{file.name}-wal")):
        raise sqlite3.DatabaseError("it is empty, and the log of writes beside it is not")
    for one in ours:
        with suppress(FileNotFoundError):  # what stands beside it goes when nobody has it open any more
            one.chmod(0o600)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def _look_at(file: Path) -> None:
    """Check that a database holds a ledger or nothing, and is sound; nothing is written to it.

    Raises:
        sqlite3.Error: It is no ledger, or malformed.
    """
    mode = "rw" if file.with_name(f"{file.name}-journal").exists() else "ro"  # what was broken off has to be undone
    with closing(_connect(f"{file.absolute().as_uri()}?mode={mode}")) as db:
        if db.execute("SELECT 1 FROM sqlite_master").fetchone():
            try:
                db.execute("SELECT account, sort, shelf, version, written, body FROM records LIMIT 0")
            except sqlite3.OperationalError as error:
                raise sqlite3.DatabaseError("it is a database, but no ledger") from error
        if file.stat().st_size <= LARGEST_CHECKED:
            _look_through(db)


def _look_through(db: sqlite3.Connection) -> None:
    (found,) = db.execute("PRAGMA quick_check(1)").fetchone()
    if found != "ok":
        raise sqlite3.DatabaseError(f"the database is malformed: {found}")


def _try_to_save(db: sqlite3.Connection) -> None:
    """Write more than is held in memory, and undo it: a disk that is full and a file that is read-only refuse it."""
    db.execute("PRAGMA cache_size = 1")
    db.execute("BEGIN IMMEDIATE")
    scratch = ("check", "check", "", "x" * _SCRATCH_BYTES)
    db.execute("INSERT INTO records VALUES (?, ?, NULL, 1, ?, ?)", scratch)
    db.execute("ROLLBACK")
