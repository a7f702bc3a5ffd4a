"""Exports an account's records: as lossless JSON, or as CSV for people to read."""

import csv
import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TextIO

from skill.efficacy.evidence import Evidence
from skill.efficacy.performer import Performer
from skill.ledger.keys import is_stamp, parse_evidence_key
from skill.ledger.protocol import StoredRecord, Unreadable
from skill.ledger.records import decode
from skill.printable import printable, printable_json

FORMAT = 1
"""Goes up when the JSON format changes."""
_WORDS = ("worked", "cause", "own_part", "shows", "trace", "planned", "followed", "plan", "difficulty", "certainty")
_MORE = ("happened", "note", "read_back", "closed", "challenge", "edited_at")
COLUMNS = ("told", "performer", "domain", "domain_name", "id", "version", "kind", "outcome", *_WORDS, *_MORE)
"""The CSV's columns: when the evidence was given (UTC), its performer and domain, then fields of `Evidence` by name."""
_FORMULA = re.compile(r"""((?:^|[;,|\t\n])[\s"']*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])""")
"""The start of a cell that a spreadsheet takes for a formula. A cell can also start within a text, where a spreadsheet
separates cells by something other than a comma. The last four characters are the first four, full-width.
"""

_FORMULA_IN_JSON = re.compile(
    r"""([;,|][\s"']*)([=+@\uff1d\uff0b\uff0d\uff20]|-(?!\d+(?:\.\d+)?(?:[eE][+-]?\d+)?[,\]}]))"""
)
"""The same within a line of JSON, except for negative numbers, which stand outside its strings."""
_SURROGATE = re.compile("[\ud800-\udfff]")
"""A lone surrogate, which JSON can hold but a ledger can't."""
_LONGEST_KEY, _LARGEST_RECORD = 1_024, 390 * 1_024
"""The largest key and the largest record, in bytes, that DynamoDB accepts (the latter with a margin)."""

Names = dict[tuple[str, str], str | None]
"""The names of domains, by performer and domain id."""


def write_json(file: TextIO, account: str, at: datetime, records: Iterable[StoredRecord]) -> int:
    """Write records as one JSON document, one record per line; return how many there were.

    Each has its key (`sort`), `shelf`, `version` and `written` as stored, and its `body` as the codec wrote it: as an
    object, or as plain text if an object would not turn back into exactly that text.
    """
    number = 0
    head = json.dumps({"ready_room_export": FORMAT, "account": account, "exported": at.isoformat()})
    file.write(f'{head[:-1]}, "records": [')
    for record in records:
        file.write(f"{',' if number else ''}\n{_line(record)}")
        number += 1
    file.write("\n]}\n")
    return number


def read_json(text: str) -> tuple[str, list[StoredRecord]]:
    """Read what `write_json` wrote: the account and its records.

    Raises:
        ValueError: The text is not such an export.
    """
    try:
        document = json.loads(text, parse_constant=_reject_constant)
        if document["ready_room_export"] != FORMAT or isinstance(document["ready_room_export"], bool):
            raise ValueError("an export in another format")
        rows = document["records"]
        return document["account"], [StoredRecord(**{**row, "body": _text(row["body"])}) for row in rows]
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("not an export of Ready Room") from error


def _reject_constant(name: str) -> None:
    """Reject NaN and Infinity, which Python reads but JSON doesn't allow."""
    raise ValueError(f"{name} is not JSON")


def check_records(records: Sequence[StoredRecord]) -> None:
    """Check that records can be stored unchanged, whether or not this release can read them.

    Raises:
        ValueError: A record is malformed or a duplicate; the message says which one.
    """
    seen = set[str]()
    for number, record in enumerate(records, 1):
        if not _is_well_formed(record) or record.sort in seen:
            raise ValueError(f"record {number} is a duplicate or malformed")
        seen.add(record.sort)


def _is_well_formed(record: StoredRecord) -> bool:
    texts = (record.sort, record.written, record.body, "-" if record.shelf is None else record.shelf)
    if not all(isinstance(text, str) and text and not _SURROGATE.search(text) for text in texts):
        return False
    has_version = type(record.version) is int and 0 < record.version < 2**63
    is_small = (
        len(record.sort.encode()) <= _LONGEST_KEY and sum(len(text.encode()) for text in texts) <= _LARGEST_RECORD
    )
    return has_version and is_small and record.sort.startswith(("P#", "E#")) and is_stamp(record.written)


def write_csv(evidence: TextIO, states: TextIO, records: Iterable[StoredRecord]) -> int:
    """Write one row per piece of evidence, then all other records as JSON lines; return how many records there were.

    Records that this release can't read become JSON lines too, so nothing is left out.

    Args:
        evidence: The file for the rows.
        states: The file for the JSON lines; may be the same file.
        records: The records, performers first.
    """
    writer, others, number = csv.writer(evidence), list[StoredRecord](), 0
    names: Names = {}
    writer.writerow(COLUMNS)
    for record in records:
        number += 1
        row = _row(record, names)
        if row:
            writer.writerow(row)
        else:
            others.append(record)
            names |= _domain_names(record)
    if states is evidence:
        states.write("\r\n")
    states.writelines(f"{_without_formulas(_line(record))}\n" for record in others)
    return number


def _line(record: StoredRecord) -> str:
    data = {name: getattr(record, name) for name in ("sort", "shelf", "version", "written")} | _body(record)
    return printable_json(_json(data))


def _without_formulas(line: str) -> str:
    """Return equivalent JSON in which no spreadsheet finds a formula."""
    return _FORMULA_IN_JSON.sub(lambda found: f"{found[1]}\\u{ord(found[2]):04x}", line)


def _body(record: StoredRecord) -> dict[str, Any]:
    try:
        body = json.loads(record.body)
    except ValueError:
        return {"body": record.body}
    return {"body": body if isinstance(body, dict) and _json(body) == record.body else record.body}


def _text(body: Any) -> str:  # noqa: ANN401 - JSON
    if not isinstance(body, str | dict):
        raise TypeError("a body is text or an object")
    return body if isinstance(body, str) else _json(body)


def _json(data: Any) -> str:  # noqa: ANN401 - JSON, as the codec writes it
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _domain_names(record: StoredRecord) -> Names:
    """Return the names of a performer's domains; empty if the record is not a readable performer."""
    try:
        performer = decode(Performer, record.body) if record.sort.startswith("P#") else Performer()
    except Unreadable:
        return {}
    return {(performer.id, domain.id): domain.name or domain.goal for domain in performer.domains}


def _row(record: StoredRecord, names: Names) -> list[object] | None:
    """Return the cells for a piece of evidence; `None` for any other record and for one that can't be read."""
    try:
        key = parse_evidence_key(record.sort)
        evidence = decode(Evidence, record.body, key=key, version=record.version)
    except (ValueError, Unreadable):
        return None
    first = (key.at.isoformat(), key.performer, key.domain, names.get((key.performer, key.domain)), key.id)
    fields = (getattr(evidence, name) for name in COLUMNS[len(first) :])
    return [_cell(value) for value in (*first, *fields)]


def _cell(value: object) -> object:
    """Return a value as a cell that no spreadsheet takes for a formula: a leading apostrophe makes it text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat()
    return _FORMULA.sub(r"\1'", printable(value)) if isinstance(value, str) else value
