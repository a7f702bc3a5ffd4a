"""Commands for operators: export, import or erase an account on request, and back up the ledger."""

import argparse
import errno
import os
import re
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TextIO

from skill.alexa.requests import account_of
from skill.deadline import Deadline
from skill.ledger.export import check_records, read_json, write_csv, write_json
from skill.ledger.keys import mark_of
from skill.ledger.opening import back_up, open_existing, wipe
from skill.ledger.protocol import Conflict, Ledger, StoredRecord, Unavailable
from skill.settings import BadSetting, Settings

_LARGEST_EXPORT = 512 * 2**20
_ACCOUNT = re.compile(r"[0-9a-f]{32}", re.ASCII)
_CHECK_SECONDS, _SECONDS = 8.0, 300.0
"""How long a ledger may take to answer, and a whole command to finish."""
_LONGEST_ID = 1_024
STATES = ".performers.jsonl"
"""The suffix to a CSV file's name that names the file with the other records."""


def export(settings: Settings, arguments: argparse.Namespace) -> int:
    """Write everything that is stored for an account."""
    account = _account(settings, arguments)
    deadline = Deadline.after(_SECONDS)
    records = _records(settings, _open(settings, is_by_key=arguments.user is not None), account, deadline)
    if arguments.format == "csv":
        number = _export_csv(arguments.out, records)
    else:
        with _writing(arguments.out) as file:
            number = write_json(file, account, datetime.now(UTC), records)
    print(f"ready-room: {_count(number)} of {account}", file=sys.stderr)
    return 0


def erase(settings: Settings, arguments: argparse.Namespace) -> int:
    """Delete everything that is stored for an account, check that it is gone, and purge it from the database file."""
    account = _account(settings, arguments)
    if not arguments.yes:
        raise BadSetting(f"this permanently deletes everything of {account}: confirm with --yes")
    deadline = Deadline.after(_SECONDS)
    ledger = _open(settings, is_by_key=arguments.user is not None)
    number = sum(1 for _ in ledger.everything(account, deadline))
    ledger.erase(account, deadline)
    if any(True for _ in ledger.everything(account, deadline)):
        raise Unavailable(f"{account} is in use and was written to meanwhile: erase it again")
    where = wipe(settings.ledger, deadline)  # even without records: an earlier erasure may have stopped before this
    if not number:
        raise _no_records(settings, account)
    print(f"{account}: {_count(number)} deleted; {where}")
    return 0


def import_(settings: Settings, arguments: argparse.Namespace) -> int:
    """Restore an export's records, unchanged, for an account that has none."""
    account, records = _read_export(arguments.file)
    ledger = _open(settings, is_by_key=settings.has_own_key)
    try:
        ledger.put_back(account, records, Deadline.after(_SECONDS))
    except Conflict as error:
        raise BadSetting(
            f"{account} has records already, and none is overwritten; "
            f"if they come from an interrupted import, erase them and import again"
        ) from error
    except Unavailable as problem:
        raise Unavailable(
            f"{account} was not imported, or only in part ({problem}): erase it and import again"
        ) from problem
    print(f"{account}: {_count(len(records))} imported")
    return 0


def _read_export(file: Path) -> tuple[str, list[StoredRecord]]:
    """Read an export and check that all of it can be stored."""
    try:
        if not file.is_file():
            raise BadSetting(f"{file} is not a file")
        if file.stat().st_size > _LARGEST_EXPORT:
            raise BadSetting(f"{file} is larger than an export can be: {_LARGEST_EXPORT // 2**20} MB")
        account, records = read_json(file.read_text(encoding="utf-8"))
        check_records(records)
    except OSError as error:
        raise BadSetting(f"cannot read {file}: {error.strerror}") from error
    except ValueError as error:
        raise BadSetting(f"{file} is not a complete JSON export of an account: {error}") from error
    if not (isinstance(account, str) and _ACCOUNT.fullmatch(account) and records):
        raise BadSetting(f"{file} is not an export of an account, or has no records")
    return account, records


def backup(settings: Settings, arguments: argparse.Namespace) -> int:
    """Copy a SQLite ledger to a new file while the service continues to write."""
    if not settings.ledger.startswith("sqlite:"):
        raise BadSetting("AWS backs up a table: any second of the last 35 days can be restored (docs/operations.md)")
    with _new_file(arguments.file) as unfinished:
        back_up(settings.ledger, unfinished, Deadline.after(_SECONDS))
    print(f"{arguments.file}: everything that was stored when the backup began")
    return 0


@contextmanager
def _new_file(file: Path) -> Iterator[Path]:
    """Yield an empty file that only its owner can read; after the block, give it its name, which must be free."""
    unfinished = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        os.close(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        if os.path.lexists(file):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        yield unfinished
        _sync(unfinished)
        _move(unfinished, file)
        _sync(file.parent)
    except OSError as error:
        raise BadSetting(f"cannot write {file}: {error.strerror}") from error
    finally:
        unfinished.unlink(missing_ok=True)


def _move(unfinished: Path, file: Path) -> None:
    """Move a file to a name, unless the name is taken."""
    try:
        os.link(unfinished, file)
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.ENOTSUP}:
            raise
        os.close(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))  # this file system has no hard links
        unfinished.replace(file)


def _sync(path: Path) -> None:
    """Wait until a file's contents, or a folder's entries, are on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _account(settings: Settings, arguments: argparse.Namespace) -> str:
    """Return the account that the arguments choose."""
    if arguments.user is not None:
        user = sys.stdin.readline(_LONGEST_ID).strip() if arguments.user == "-" else arguments.user
        if not (user and user.isprintable()):
            raise BadSetting(f"{user!r} is not a user id")
        if not settings.has_own_key and settings.ledger.startswith("dynamodb:"):
            raise BadSetting(
                "READY_ROOM_ACCOUNT_KEY has to be set to the service's key, from which the account is derived"
            )
        return account_of(user, settings.account_key)
    if not _ACCOUNT.fullmatch(arguments.account):
        raise BadSetting(
            f"{arguments.account!r} is not an account, which has 32 hexadecimal digits; use --user for a user id"
        )
    return str(arguments.account)


def _open(settings: Settings, *, is_by_key: bool = False) -> Ledger:
    """Open the ledger and check that it answers in seconds and, if `is_by_key`, that it was made with the same key."""
    ledger = open_existing(settings.ledger)
    try:
        ledger.check(Deadline.after(_CHECK_SECONDS))
        mark = ledger.made_with(None, Deadline.after(_CHECK_SECONDS))
    except Unavailable as problem:
        cause = " ".join(str(problem.__cause__ or "").split())
        raise Unavailable(f"{settings.ledger} is out of reach: {cause or problem}") from problem
    if is_by_key and mark not in {None, mark_of(settings.account_key)}:
        raise BadSetting("READY_ROOM_ACCOUNT_KEY: this ledger was made with another key; restore that key")
    return ledger


def _records(settings: Settings, ledger: Ledger, account: str, deadline: Deadline) -> Iterator[StoredRecord]:
    """Return the records of an account, which must have at least one."""
    records = ledger.everything(account, deadline)
    first = next(records, None)
    if first is None:
        raise _no_records(settings, account)
    return chain([first], records)


def _count(number: int) -> str:
    return f"{number} record{'' if number == 1 else 's'}"


def _no_records(settings: Settings, account: str) -> BadSetting:
    return BadSetting(f"nothing is stored for {account} in {settings.ledger}")


def _export_csv(out: Path | None, records: Iterator[StoredRecord]) -> int:
    """Write the evidence to one file and the rest to another; or both, one after the other, to standard output."""
    with _writing(out) as evidence:
        if out is None:
            return write_csv(evidence, evidence, records)
        with _writing(out.with_name(out.name + STATES)) as states:
            return write_csv(evidence, states, records)


@contextmanager
def _writing(out: Path | None) -> Iterator[TextIO]:
    """Open a new file that only its owner can read, and delete it if writing fails; or open standard output."""
    if out is None:
        with open(sys.stdout.fileno(), "w", encoding="utf-8", newline="", closefd=False) as file:
            yield file
        return
    try:
        descriptor = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise BadSetting(f"cannot write {out}: {error.strerror}") from error
    try:
        with open(descriptor, "w", encoding="utf-8", newline="") as file:  # noqa: PTH123
            yield file
    except BaseException:
        out.unlink()
        raise
