"""Opens the ledger that a setting names: `sqlite:///file` or `dynamodb://table?region=…&endpoint=…`."""

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
    """The setting does not name a ledger."""


def has_odd_percent(url: str) -> bool:
    """Whether a URL has a percent sign that is not part of an escape; a literal one is written `%25`."""
    return _ODD_PERCENT.search(url) is not None


def check_url(url: str) -> None:
    """Check that a URL names a ledger.

    Raises:
        BadLedgerUrl: It does not.
    """
    if has_odd_percent(url):
        raise BadLedgerUrl(f"{url!r} has a percent sign that is not part of an escape: write %25 for it")
    try:
        is_sqlite = urlsplit(url).scheme == "sqlite"
    except ValueError as error:
        raise BadLedgerUrl(f"{url!r} is not a URL: {error}") from error
    if is_sqlite:
        sqlite_file(url)
    else:
        dynamodb_table(url)


def open_ledger(url: str) -> Ledger:
    """Open the ledger that a URL names.

    Raises:
        BadLedgerUrl: The URL does not name a ledger.
        Unavailable: The ledger cannot be opened.
    """
    check_url(url)
    if urlsplit(url).scheme == "sqlite":
        return SqliteLedger(sqlite_file(url))
    from skill.ledger.dynamodb import Client, DynamoDbLedger  # boto3 is slow to import, so only where it is needed

    table, region, endpoint = dynamodb_table(url)
    return DynamoDbLedger(Client(region, endpoint), table)


def open_existing(url: str) -> Ledger:
    """Open the ledger that a URL names, without creating a missing file.

    Raises:
        BadLedgerUrl: The URL does not name a ledger.
        Unavailable: The ledger is missing or cannot be opened.
    """
    check_url(url)
    if urlsplit(url).scheme == "sqlite":
        _check_exists(sqlite_file(url))
    return open_ledger(url)


def _check_exists(file: Path) -> None:
    if not file.is_file():
        raise Unavailable(f"there is no ledger at {file}")


def back_up(url: str, file: Path, deadline: Deadline) -> None:
    """Copy the SQLite ledger that a URL names into an empty file.

    Raises:
        Unavailable: The ledger is missing, cannot be opened, or could not be copied completely.
    """
    _check_exists(sqlite_file(url))
    SqliteLedger(sqlite_file(url)).back_up(file, deadline)


def wipe(url: str, deadline: Deadline) -> str:
    """Remove deleted data from storage as far as possible; return a sentence saying how far that is.

    Raises:
        Unavailable: There was not enough time; call again.
    """
    if urlsplit(url).scheme == "sqlite":
        SqliteLedger(sqlite_file(url)).wipe(deadline)
        return f"{sqlite_file(url)} was rewritten without it; copies and backups of the file are up to you"
    return "the table's backups keep it until they expire, after 35 days at the latest"


def create(url: str) -> str:
    """Create the ledger that a URL names, unless it exists; return a sentence saying what was done."""
    if urlsplit(url).scheme == "sqlite":
        SqliteLedger(sqlite_file(url))
        return f"{sqlite_file(url)} is ready: a SQLite ledger needs no table to be created"
    from skill.ledger.table import client_of, create_table  # boto3 is slow to import, so only here

    table, region, endpoint = dynamodb_table(url)
    is_new = create_table(client_of(region, endpoint), table)
    return f"table {table} in {region} {'created' if is_new else 'already exists'}"


def sqlite_file(url: str) -> Path:
    """Return the file of a `sqlite:///file` URL; `sqlite:////file` is an absolute path.

    Raises:
        BadLedgerUrl: The URL does not name a file.
    """
    parts = urlsplit(url)
    name = os.fsdecode(unquote_to_bytes(parts.path[1:]))
    if parts.netloc or not Path(name).name or name.endswith("/") or "\0" in name:
        raise BadLedgerUrl(f"{url!r} is not sqlite:///file")
    if parts.query or parts.fragment:
        raise BadLedgerUrl(f"{url!r} has a ? or # in it: write %3F or %23 for one in a file's name")
    if Path(name).name.startswith((":memory:", "file:")):
        raise BadLedgerUrl(f"{url!r} names no file, so nothing would be stored")
    return Path(name)


def dynamodb_table(url: str) -> tuple[str, str, str | None]:
    """Return the table, the region and the endpoint of a `dynamodb://` URL.

    Raises:
        BadLedgerUrl: The table or the region is missing, or the URL has a part that means nothing.
    """
    parts = urlsplit(url)
    query = parse_qs(parts.query)
    is_complete = parts.scheme == "dynamodb" and parts.netloc and not parts.path.strip("/") and "region" in query
    if not is_complete or set(query) - {"region", "endpoint"}:
        raise BadLedgerUrl(
            f"{url!r} is neither sqlite:///file nor dynamodb://table?region=… (and endpoint=… for DynamoDB Local)"
        )
    endpoint = query["endpoint"][0] if "endpoint" in query else None
    if endpoint is not None and not _ENDPOINT.fullmatch(endpoint):
        raise BadLedgerUrl(f"{url!r} has an endpoint that is not an http address")
    return parts.netloc, query["region"][0], endpoint
