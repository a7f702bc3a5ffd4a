"""Which ledger a setting names: `sqlite:///file` or `dynamodb://table?region=…&endpoint=…`."""

import os
import re
from pathlib import Path
from urllib.parse import parse_qs, unquote_to_bytes, urlsplit

from skill.deadline import Deadline
from skill.ledger.protocol import Ledger, Unavailable
from skill.ledger.sqlite import SqliteLedger

_ODD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")

_ENDPOINT = re.compile(r"https?://[\w.-]+(:\d{1,5})?/?|https?://\[[0-9a-fA-F:]+\](:\d{1,5})?/?", re.ASCII)


class BadLedgerUrl(ValueError):
    """The setting names no ledger."""


def has_odd_percent(url: str) -> bool:
    """Return whether a percent sign in a URL stands for itself, which is written `%25`."""
    return _ODD_PERCENT.search(url) is not None


def check_url(url: str) -> None:
    """Check that a URL names a ledger.

    Raises:
        BadLedgerUrl: It does not.
    """
    if has_odd_percent(url):
        raise BadLedgerUrl(f"{url!r} has a percent sign that is none of a URL's: write %25 for it")
    try:
        is_sqlite = urlsplit(url).scheme == "sqlite"
    except ValueError as error:
        raise BadLedgerUrl(f"{url!r} is no URL: {error}") from error
    if is_sqlite:
        sqlite_file(url)
    else:
        dynamodb_table(url)


def open_ledger(url: str) -> Ledger:
    """Open the ledger of that URL.

    Raises:
        BadLedgerUrl: It names none.
        Unavailable: It cannot be opened.
    """
    check_url(url)
    if urlsplit(url).scheme == "sqlite":
        return SqliteLedger(sqlite_file(url))
    from skill.ledger.dynamodb import DynamoDbLedger, connect  # for such a ledger only

    table, region, endpoint = dynamodb_table(url)
    return DynamoDbLedger(connect(region, endpoint), table)


def open_existing(url: str) -> Ledger:
    """Open the ledger of that URL; a file that is not there is not made.

    Raises:
        BadLedgerUrl: It names none.
        Unavailable: It cannot be opened.
    """
    check_url(url)
    if urlsplit(url).scheme == "sqlite":
        _check_there(sqlite_file(url))
    return open_ledger(url)


def _check_there(file: Path) -> None:
    if not file.is_file():
        raise Unavailable(f"there is no ledger at {file}")


def back_up(url: str, file: Path, deadline: Deadline) -> None:
    """Copy the SQLite ledger of that URL into an empty file.

    Raises:
        Unavailable: There is none, it cannot be opened, or it could not be copied whole.
    """
    _check_there(sqlite_file(url))
    SqliteLedger(sqlite_file(url)).back_up(file, deadline)


def wipe(url: str, deadline: Deadline) -> str:
    """Take what was deleted out of what is stored, as far as that can be done from here; say how far that is.

    Raises:
        Unavailable: It could not be done in time; call again.
    """
    if urlsplit(url).scheme == "sqlite":
        SqliteLedger(sqlite_file(url)).wipe(deadline)
        return f"{sqlite_file(url)} was written anew without it; copies and backups of the file are yours to look after"
    return "the table's backups hold it until they end, after 35 days at the latest"


def create(url: str) -> str:
    """Make ready what a ledger's URL names, and say what was done."""
    if urlsplit(url).scheme == "sqlite":
        SqliteLedger(sqlite_file(url))
        return f"{sqlite_file(url)} is ready: a SQLite ledger needs no table to be created"
    from skill.ledger.table import client_of, create_table  # boto3 is slow to import: for this only

    table, region, endpoint = dynamodb_table(url)
    is_new = create_table(client_of(region, endpoint), table)
    return f"table {table} in {region} {'created' if is_new else 'was there already'}"


def sqlite_file(url: str) -> Path:
    """Return the file of a `sqlite:///file` URL; `sqlite:////file` is one from the root.

    Raises:
        BadLedgerUrl: It has no file.
    """
    parts = urlsplit(url)
    name = os.fsdecode(unquote_to_bytes(parts.path[1:]))
    if parts.netloc or not Path(name).name or name.endswith("/") or "\0" in name:
        raise BadLedgerUrl(f"{url!r} is not sqlite:///file")
    if parts.query or parts.fragment:
        raise BadLedgerUrl(f"{url!r} has a ? or # in it: write %3F or %23 for one in the name of a file")
    if Path(name).name.startswith((":memory:", "file:")):
        raise BadLedgerUrl(f"{url!r} names no file, and nothing would be kept")
    return Path(name)


def dynamodb_table(url: str) -> tuple[str, str, str | None]:
    """Return the table, the region and the endpoint of a `dynamodb://` URL.

    Raises:
        BadLedgerUrl: The table or the region is missing, or something is there that has no meaning.
    """
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    is_whole = parts.scheme == "dynamodb" and parts.netloc and not parts.path.strip("/") and "region" in query
    if not is_whole or set(query) - {"region", "endpoint"}:
        raise BadLedgerUrl(
            f"{url!r} is neither sqlite:///file nor dynamodb://table?region=… (and endpoint=… for DynamoDB Local)"
        )
    endpoint = query["endpoint"][0] if "endpoint" in query else None
    if endpoint is not None and not _ENDPOINT.fullmatch(endpoint):
        raise BadLedgerUrl(f"{url!r} has an endpoint that is no http address")
    return parts.netloc, query["region"][0], endpoint
