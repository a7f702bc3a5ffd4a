"""What whoever runs the skill can do for somebody who asks: hand out everything that is kept of them, or delete it."""

import argparse
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import TextIO

from skill.alexa.requests import account_of
from skill.ledger.export import write_csv, write_json
from skill.ledger.opening import open_existing, wipe
from skill.ledger.protocol import Kept, Ledger, Unavailable
from skill.settings import BadSetting, Settings
from skill.timing import Deadline

_ACCOUNT = re.compile(r"[0-9a-f]{32}", re.ASCII)
_CHECK_SECONDS, _SECONDS = 8.0, 300.0
"""How long it may take until a ledger answers, and until all is done."""
STATES = ".performers.jsonl"
"""What is added to the name of a CSV file for the file beside it."""


def export(settings: Settings, arguments: argparse.Namespace) -> int:
    """Write everything that is kept of an account."""
    account = _account(settings, arguments)
    deadline = Deadline.after(_SECONDS)
    records = _records(settings, _reachable(settings), account, deadline)
    if arguments.format == "csv":
        number = _export_csv(arguments.out, records)
    else:
        with _writing(arguments.out) as file:
            number = write_json(file, account, datetime.now(UTC), records)
    print(f"ready-room: {_records_in(number)} of {account}", file=sys.stderr)
    return 0


def erase(settings: Settings, arguments: argparse.Namespace) -> int:
    """Delete everything that is kept of an account, see that it is gone, and take it out of the file."""
    account = _account(settings, arguments)
    if not arguments.yes:
        raise BadSetting(f"this deletes everything of {account} for good: say so with --yes")
    deadline = Deadline.after(_SECONDS)
    ledger = _reachable(settings)
    number = sum(1 for _ in ledger.everything(account, deadline))
    ledger.erase(account, deadline)
    if any(True for _ in ledger.everything(account, deadline)):
        raise Unavailable(f"{account} is in use, and something was written meanwhile: erase it again")
    where = wipe(settings.ledger, deadline)  # also where an erasure before this one did not come so far
    if not number:
        raise _nothing(settings, account)
    print(f"{account}: {_records_in(number)} deleted; {where}")
    return 0


def _account(settings: Settings, arguments: argparse.Namespace) -> str:
    """Return the account that is meant."""
    if arguments.user is not None:
        if not (arguments.user and arguments.user.isprintable()):
            raise BadSetting(f"{arguments.user!r} is no user id")
        if not settings.has_own_key and settings.ledger.startswith("dynamodb:"):
            raise BadSetting("READY_ROOM_ACCOUNT_KEY has to be set, as the service has it: it makes the account's code")
        return account_of(arguments.user, settings.account_key)
    if not _ACCOUNT.fullmatch(arguments.account):
        raise BadSetting(f"{arguments.account!r} is no account: it is 32 hexadecimal digits; for a user id, --user")
    return str(arguments.account)


def _reachable(settings: Settings) -> Ledger:
    """Open the ledger, and see soon whether it answers."""
    ledger = open_existing(settings.ledger)
    try:
        ledger.check(Deadline.after(_CHECK_SECONDS))
    except Unavailable as problem:
        cause = " ".join(str(problem.__cause__ or "").split())
        raise Unavailable(f"{settings.ledger} is out of reach: {cause or problem}") from problem
    return ledger


def _records(settings: Settings, ledger: Ledger, account: str, deadline: Deadline) -> Iterator[Kept]:
    """Return the records of an account, of which there has to be one at least."""
    records = ledger.everything(account, deadline)
    first = next(records, None)
    if first is None:
        raise _nothing(settings, account)
    return chain([first], records)


def _records_in(number: int) -> str:
    return f"{number} record{'' if number == 1 else 's'}"


def _nothing(settings: Settings, account: str) -> BadSetting:
    return BadSetting(f"nothing is kept of {account} in {settings.ledger}")


def _export_csv(out: Path | None, records: Iterator[Kept]) -> int:
    """Write the evidence to a file and the rest beside it; on standard output, one after the other."""
    with _writing(out) as evidence:
        if out is None:
            return write_csv(evidence, evidence, records)
        with _writing(out.with_name(out.name + STATES)) as states:
            return write_csv(evidence, states, records)


@contextmanager
def _writing(out: Path | None) -> Iterator[TextIO]:
    """Open a new file that its owner only may read, which does not stay unless it is whole; or standard output."""
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
