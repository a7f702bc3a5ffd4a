"""The embedded ledger: one SQLite file and no server, for trying out, developing, and hosting on one machine."""

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock, local
from typing import Any

from skill.deadline import Deadline
from skill.efficacy.evidence import Evidence, Key
from skill.efficacy.performer import Performer
from skill.files import check_own, own_folder
from skill.ledger.keys import (
    CODES_ACCOUNT,
    LAST_OF_RECORDS,
    LEDGER_ACCOUNT,
    MARK,
    code_key,
    domain_prefix,
    evidence_key,
    evidence_prefix,
    parse_evidence_key,
    performer_key,
    session_key,
    session_prefix,
    shelf_key,
    stamp,
)
from skill.ledger.passes import CODE_STAYS, SESSION_STAYS, PageCode, PageSession
from skill.ledger.protocol import Change, Conflict, StoredRecord, Unavailable
from skill.ledger.records import decode, decode_each, encode
from skill.trace import timed

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
    "SELECT sort, shelf, version, written, CAST(body AS TEXT) FROM records"
    " WHERE account = ? AND sort < ?"
    " ORDER BY sort DESC"
)
_LAST = "\U0010ffff"
"""Sorts after every key with the same beginning."""
_COMPANION_SUFFIXES = ("-wal", "-shm", "-journal")
"""The suffixes of the files that SQLite keeps next to a database."""
LARGEST_CHECKED = 256 * 1_024 * 1_024
"""The largest file, in bytes, that is checked when it is opened. That takes a second or two; it holds some 2,500
performers' records."""
_SCRATCH_BYTES = 64 * 1_024
"""More than the cache holds in `_try_to_save`."""


class SqliteLedger:
    """A ledger in one file. Each call, or all of a turn's, open a connection of their own: threads never share one.

    No connection stays open between turns. One that did would go on with the old file after that was replaced, and take
    the new one's write-ahead log with it when it closes.
    """

    def __init__(self, file: Path) -> None:
        """Open the file, creating it on first use, readable only by its owner.

        Raises:
            Unavailable: The file cannot be opened, is malformed or not a ledger, or is not this user's own. It is left
                unchanged.
        """
        self._write_lock, self._turn = Lock(), local()
        self._url = f"{file.absolute().as_uri()}?mode=rw"  # so a deleted file is not recreated empty
        try:
            _claim(file)
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
            rows = [db.execute(_ONE, (account, performer_key(id_))).fetchone() for id_ in performers]
        return [_performer(id_, row) for id_, row in zip(performers, rows, strict=True)]

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
        end = evidence_key(before) if before else prefix + _LAST
        where = "account = ? AND sort > ? AND sort < ? ORDER BY sort DESC LIMIT ?"
        return self._evidence(deadline, where, (account, prefix, end, limit))

    def earliest(self, account: str, performer: str, domain: str, limit: int, deadline: Deadline) -> Sequence[Evidence]:
        """See `Ledger.earliest`."""
        prefix = domain_prefix(performer, domain)
        where = "account = ? AND sort > ? AND sort < ? ORDER BY sort LIMIT ?"
        return self._evidence(deadline, where, (account, prefix, prefix + _LAST, limit))

    def shelf(self, account: str, performer: str, domain: str, limit: int, deadline: Deadline) -> Sequence[Evidence]:
        """See `Ledger.shelf`."""
        prefix = domain_prefix(performer, domain)
        where = "account = ? AND shelf > ? AND shelf < ? ORDER BY shelf DESC LIMIT ?"
        return self._evidence(deadline, where, (account, prefix, prefix + _LAST, limit))

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
                _put(db, account, sort, shelf_key(evidence), evidence, at, may_exist=is_alone)
            if change.performer:
                _put(db, account, performer_key(change.performer.id), None, change.performer, at)
            if change.code:
                db.execute(
                    "DELETE FROM records WHERE account = ? AND written < ?", (CODES_ACCOUNT, stamp(at - CODE_STAYS))
                )
                _put(db, CODES_ACCOUNT, code_key(change.code.handle), None, change.code, at)
            db.execute("COMMIT")

    def page_code(self, handle: str, deadline: Deadline) -> PageCode | None:
        """See `Ledger.page_code`."""
        with self._database(deadline) as db:
            row = db.execute(_ONE, (CODES_ACCOUNT, code_key(handle))).fetchone()
        return decode(PageCode, row[1], version=row[0]) if row else None

    def save_code(self, code: PageCode, at: datetime, deadline: Deadline) -> None:
        """See `Ledger.save_code`."""
        with self._database(deadline, to_write=True) as db:
            db.execute("BEGIN IMMEDIATE")
            _put(db, CODES_ACCOUNT, code_key(code.handle), None, code, at)
            db.execute("COMMIT")

    def begin_session(self, code: PageCode, session: PageSession, at: datetime, deadline: Deadline) -> None:
        """See `Ledger.begin_session`."""
        with self._database(deadline, to_write=True) as db:
            db.execute("BEGIN IMMEDIATE")
            mine = "DELETE FROM records WHERE account = ? AND sort = ? AND version = ?"
            if not db.execute(mine, (CODES_ACCOUNT, code_key(code.handle), code.version)).rowcount:
                raise Conflict(code.handle)
            prefix = session_prefix(session.performer)
            over = "DELETE FROM records WHERE account = ? AND sort > ? AND sort < ? AND written < ?"
            db.execute(over, (session.account, prefix, prefix + _LAST, stamp(at - SESSION_STAYS)))
            _put(db, session.account, session_key(session.performer, session.id), None, session, at)
            db.execute("COMMIT")

    def page_session(self, account: str, performer: str, id_: str, deadline: Deadline) -> PageSession | None:
        """See `Ledger.page_session`."""
        with self._database(deadline) as db:
            row = db.execute(_ONE, (account, session_key(performer, id_))).fetchone()
        return decode(PageSession, row[1], version=row[0]) if row else None

    def end_session(self, session: PageSession, deadline: Deadline) -> None:
        """See `Ledger.end_session`."""
        with self._database(deadline, to_write=True) as db:
            sort = session_key(session.performer, session.id)
            db.execute("DELETE FROM records WHERE account = ? AND sort = ?", (session.account, sort))

    def erase(self, account: str, deadline: Deadline, *, until: datetime | None = None) -> None:
        """See `Ledger.erase`."""
        with self._database(deadline, to_write=True) as db:
            latest = stamp(until) if until else _LAST
            db.execute("BEGIN IMMEDIATE")
            db.execute("DELETE FROM records WHERE account = ? AND written <= ?", (account, latest))
            codes = "DELETE FROM records WHERE account = ? AND written <= ? AND instr(body, ?)"
            db.execute(codes, (CODES_ACCOUNT, latest, f'"account":"{account}"'))
            db.execute("COMMIT")

    def everything(self, account: str, deadline: Deadline) -> Iterator[StoredRecord]:
        """See `Ledger.everything`."""
        with self._database(deadline) as db:
            for sort, shelf, version, written, body in db.execute(_EVERYTHING, (account, LAST_OF_RECORDS)):
                yield StoredRecord(_without_bad_bytes(sort), shelf, version, written, _without_bad_bytes(body))

    def wipe(self, deadline: Deadline) -> None:
        """Rewrite the file without deleted data, and empty its write-ahead log (`-wal`).

        Raises:
            Unavailable: The file is being read or written, and may still hold deleted data; call again.
        """
        with self._database(deadline) as db:
            db.execute("PRAGMA busy_timeout = 1000")  # saves have to wait while this waits for readers
            db.execute("VACUUM")
            is_busy, _, _ = db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if is_busy:
            raise Unavailable("the ledger's file is in use and may still hold deleted data")

    def put_back(self, account: str, records: Sequence[StoredRecord], deadline: Deadline) -> None:
        """See `Ledger.put_back`."""
        rows = [(account, r.sort, r.shelf, r.version, r.written, r.body) for r in records]
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
        """Copy a consistent snapshot of the ledger into an empty file, and check the copy.

        Raises:
            Unavailable: The ledger could not be copied completely.
        """
        with self._database(deadline) as db, closing(sqlite3.connect(file)) as copy:
            db.backup(copy)
            _check_integrity(copy)

    def check(self, deadline: Deadline, *, to_save: bool = False) -> None:
        """See `Ledger.check`."""
        with self._database(deadline, to_write=to_save) as db:
            db.execute("SELECT 1 FROM records LIMIT 1").fetchone()
            if to_save:
                _try_to_save(db)

    def _evidence(self, deadline: Deadline, where: str, values: tuple[object, ...]) -> list[Evidence]:
        with self._database(deadline) as db:
            columns = "sort, version, CAST(body AS TEXT)"
            rows = db.execute(f"SELECT {columns} FROM records WHERE {where}", values).fetchall()  # noqa: S608
        return decode_each(
            Evidence, ((body, {"key": key, "version": version}) for key, version, body in _evidence_rows(rows))
        )

    @contextmanager
    def turn(self) -> Iterator[None]:
        """See `Ledger.turn`."""
        self._turn.connections = ExitStack()
        try:
            with self._turn.connections:
                yield
        finally:
            self._turn.connections = self._turn.db = None

    @contextmanager
    def _database(self, deadline: Deadline, *, to_write: bool = False) -> Iterator[sqlite3.Connection]:
        """Open the file for one call, or for the rest of the turn; what was not committed is rolled back."""
        try:
            with (
                timed("ledger", "sqlite"),
                self._one_writer(deadline) if to_write else nullcontext(),
                self._opened(deadline) as db,
            ):
                db.execute(f"PRAGMA busy_timeout = {round(deadline.left * 1_000)}")  # for each statement
                yield db
        except sqlite3.Error as error:
            raise Unavailable(str(error)) from error

    @contextmanager
    def _opened(self, deadline: Deadline) -> Iterator[sqlite3.Connection]:
        """Open the file, unless this turn has."""
        connections: ExitStack | None = getattr(self._turn, "connections", None)
        if connections is None:
            with closing(_open(self._url, deadline)) as db:
                yield db
            return
        db = getattr(self._turn, "db", None) or connections.enter_context(closing(_open(self._url, deadline)))
        self._turn.db = db
        try:
            yield db
        except sqlite3.Error:
            self._turn.db = None  # the next call opens the file anew
            db.close()
            raise
        except BaseException:
            db.rollback()
            raise

    @contextmanager
    def _one_writer(self, deadline: Deadline) -> Iterator[None]:
        """Let one thread write at a time: SQLite only polls for its lock, and a thread may be unlucky for seconds.

        Raises:
            Unavailable: The other threads didn't finish in time.
        """
        if not self._write_lock.acquire(timeout=deadline.left):
            raise Unavailable("other threads are writing")
        try:
            yield
        finally:
            self._write_lock.release()


def _open(url: str, deadline: Deadline) -> sqlite3.Connection:
    db = _connect(url, timeout=deadline.left, isolation_level=None)
    try:
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA secure_delete = ON")  # overwrite deleted data, whatever the build's default
    except sqlite3.Error:  # one that stays open keeps its write-ahead log
        db.close()
        raise
    return db


def _connect(url: str, **options: Any) -> sqlite3.Connection:  # noqa: ANN401 - passed on to sqlite3
    """Open a file. Bytes that are not UTF-8 become lone surrogates, so that no error quotes them."""
    db: sqlite3.Connection = sqlite3.connect(url, uri=True, **options)
    db.text_factory = lambda text: text.decode(errors="surrogateescape")
    return db


def _without_bad_bytes(text: str) -> str:
    """Return text with a replacement character for each byte that was not UTF-8."""
    return text.encode(errors="surrogateescape").decode(errors="replace")


def _evidence_rows(rows: Iterable[tuple[str, int, str]]) -> Iterator[tuple[Key, int, str]]:
    """Yield the rows whose keys are evidence keys."""
    for sort, version, body in rows:
        with suppress(ValueError):
            yield parse_evidence_key(sort), version, body


def _put(
    db: sqlite3.Connection,
    account: str,
    sort: str,
    shelf: str | None,
    record: Performer | Evidence | PageCode | PageSession,
    at: datetime,
    *,
    may_exist: bool = False,
) -> None:
    values = {"account": account, "sort": sort, "shelf": shelf, "body": encode(record), "written": stamp(at)}
    if record.version == 0:
        written = db.execute(
            "INSERT INTO records VALUES (:account, :sort, :shelf, 1, :written, :body) ON CONFLICT DO NOTHING", values
        )
    else:
        written = db.execute(
            "UPDATE records SET shelf = :shelf, version = version + 1, written = :written, body = :body"
            " WHERE account = :account AND sort = :sort AND version = :version",
            {**values, "version": record.version},
        )
    if written.rowcount == 0 and not (may_exist and record.version == 0 and _is_stored(db, values)):
        raise Conflict(sort)


def _is_stored(db: sqlite3.Connection, values: Mapping[str, str | None]) -> bool:
    """Whether exactly this record is stored already."""
    query = "SELECT 1 FROM records WHERE account = :account AND sort = :sort AND body = :body"
    return db.execute(query, values).fetchone() is not None


def _erase_performer(db: sqlite3.Connection, account: str, performer: str) -> None:
    db.execute("DELETE FROM records WHERE account = ? AND sort = ?", (account, performer_key(performer)))
    for prefix in (evidence_prefix(performer), session_prefix(performer)):
        where = "account = ? AND sort > ? AND sort < ?"
        db.execute(f"DELETE FROM records WHERE {where}", (account, prefix, prefix + _LAST))  # noqa: S608


def _performer(id_: str, row: tuple[int, str] | None) -> Performer:
    return decode(Performer, row[1], version=row[0]) if row else Performer(id_)


def _claim(file: Path) -> None:
    """Check that a file is this user's own ledger and was not put there by anybody else; create it if it is missing.

    Raises:
        OSError: The file or its folder is not this user's own.
        sqlite3.Error: The file is malformed or not a ledger.
    """
    own_folder(file.parent, may_be_link=True)
    with suppress(FileExistsError):
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    paths = [path for suffix in ("", *_COMPANION_SUFFIXES) if check_own(path := file.with_name(file.name + suffix))]
    if _size(file):  # only SQLite may open it: closing any descriptor drops all of the process's locks on it
        _check_ledger(file)
    elif _size(file.with_name(f"{file.name}-wal")):
        raise sqlite3.DatabaseError("it is empty, but its write-ahead log is not")
    for path in paths:
        with suppress(FileNotFoundError):  # SQLite deletes these files when the last connection closes
            path.chmod(0o600)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


def _check_ledger(file: Path) -> None:
    """Check, without writing to it, that a database is sound and holds a ledger or nothing.

    Raises:
        sqlite3.Error: It is malformed or not a ledger.
    """
    mode = "rw" if file.with_name(f"{file.name}-journal").exists() else "ro"  # an interrupted write must be rolled back
    with closing(_connect(f"{file.absolute().as_uri()}?mode={mode}")) as db:
        if db.execute("SELECT 1 FROM sqlite_master").fetchone():
            try:
                db.execute("SELECT account, sort, shelf, version, written, body FROM records LIMIT 0")
            except sqlite3.OperationalError as error:
                raise sqlite3.DatabaseError("it is a database, but not a ledger") from error
        if file.stat().st_size <= LARGEST_CHECKED:
            _check_integrity(db)


def _check_integrity(db: sqlite3.Connection) -> None:
    (result,) = db.execute("PRAGMA quick_check(1)").fetchone()
    if result != "ok":
        raise sqlite3.DatabaseError(f"the database is malformed: {result}")


def _try_to_save(db: sqlite3.Connection) -> None:
    """Write more than fits in the cache and roll it back: a full disk or a read-only file makes this fail."""
    db.execute("PRAGMA cache_size = 1")
    db.execute("BEGIN IMMEDIATE")
    scratch = ("check", "check", "", "x" * _SCRATCH_BYTES)
    db.execute("INSERT INTO records VALUES (?, ?, NULL, 1, ?, ?)", scratch)
    db.execute("ROLLBACK")
