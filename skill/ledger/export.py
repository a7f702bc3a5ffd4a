"""Everything of an account, written for people and programs outside: as JSON without loss, or as CSV to be read."""

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
"""Counts up when the JSON becomes another."""
_WORDS = ("worked", "cause", "own_part", "shows", "trace", "planned", "followed", "plan", "difficulty", "certainty")
_MORE = ("happened", "note", "read_back", "closed", "challenge")
COLUMNS = ("told", "performer", "domain", "domain_name", "id", "version", "kind", "outcome", *_WORDS, *_MORE)
"""The CSV's columns: when it was told (UTC), of whom and of what, and then the fields of `Evidence` by their names."""
_FORMULA = re.compile(r"""((?:^|[;,|\t\n])[\s"']*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20])""")
"""Where a cell begins with what a spreadsheet takes for a formula. Within a text one begins, too, where the spreadsheet
separates cells by something else than a comma. The last four are the first four, full-width."""

_FORMULA_IN_JSON = re.compile(
    r"""([;,|][\s"']*)([=+@\uff1d\uff0b\uff0d\uff20]|-(?!\d+(?:\.\d+)?(?:[eE][+-]?\d+)?[,\]}]))"""
)
"""The same in a line of JSON; a number stands outside of its strings, and may be below zero."""
_HALF = re.compile("[\ud800-\udfff]")
"""Half a character, which JSON can hold and no ledger."""
_LONGEST_SORT, _LARGEST = 1_024, 390 * 1_024
"""Bytes of a key and of a whole record, as DynamoDB takes them."""

Names = dict[tuple[str, str], str | None]
"""What domains are called, by performer and domain."""


def write_json(file: TextIO, account: str, at: datetime, records: Iterable[StoredRecord]) -> int:
    """Write records as one JSON document, a record a line; return how many there were.

    Each has its key (`sort`), `shelf`, `version` and `written` as they are kept, and the `body` as the codec wrote it:
    an object, or, where that would not give back the same text, the text itself.
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
        ValueError: It is no such export.
    """
    try:
        whole = json.loads(text, parse_constant=_no_constant)
        if whole["ready_room_export"] != FORMAT or isinstance(whole["ready_room_export"], bool):
            raise ValueError("an export of another format")
        return whole["account"], [StoredRecord(**{**one, "body": _text(one["body"])}) for one in whole["records"]]
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError("no export of Ready Room") from error


def _no_constant(name: str) -> None:
    """Turn away NaN and Infinity, which Python reads and JSON does not know."""
    raise ValueError(f"{name} is no JSON")


def check_records(records: Sequence[StoredRecord]) -> None:
    """Check that records can be kept as they are, whether this release can read them or not.

    Raises:
        ValueError: One is none, or is there twice; the message says which.
    """
    seen = set[str]()
    for number, one in enumerate(records, 1):
        if not _is_whole(one) or one.sort in seen:
            raise ValueError(f"record {number} is there twice, or is not as an export has it")
        seen.add(one.sort)


def _is_whole(record: StoredRecord) -> bool:
    texts = (record.sort, record.written, record.body, "-" if record.shelf is None else record.shelf)
    if not all(isinstance(one, str) and one and not _HALF.search(one) for one in texts):
        return False
    is_counted = type(record.version) is int and 0 < record.version < 2**63
    is_small = len(record.sort.encode()) <= _LONGEST_SORT and sum(len(one.encode()) for one in texts) <= _LARGEST
    return is_counted and is_small and record.sort.startswith(("P#", "E#")) and is_stamp(record.written)


def write_csv(evidence: TextIO, states: TextIO, records: Iterable[StoredRecord]) -> int:
    """Write a row for each piece of evidence, and after them what is no evidence as JSON lines; return how many in all.

    What this release cannot read is among the JSON lines, too: nothing is left out.

    Args:
        evidence: Where the rows go.
        states: Where the JSON lines go; this may be the same.
        records: The records, the performers' states first.
    """
    rows, others, number = csv.writer(evidence), list[StoredRecord](), 0
    names: Names = {}
    rows.writerow(COLUMNS)
    for record in records:
        number += 1
        row = _row(record, names)
        if row:
            rows.writerow(row)
        else:
            others.append(record)
            names |= _names(record)
    if states is evidence:
        states.write("\r\n")
    states.writelines(f"{_without_formulas(_line(record))}\n" for record in others)
    return number


def _line(record: StoredRecord) -> str:
    data = {name: getattr(record, name) for name in ("sort", "shelf", "version", "written")} | _body(record)
    return printable_json(_json(data))


def _without_formulas(line: str) -> str:
    """Return JSON that means the same, and in which no spreadsheet finds a cell that is a formula."""
    return _FORMULA_IN_JSON.sub(lambda found: f"{found[1]}\\u{ord(found[2]):04x}", line)


def _body(record: StoredRecord) -> dict[str, Any]:
    try:
        body = json.loads(record.body)
    except ValueError:
        return {"body": record.body}
    return {"body": body if isinstance(body, dict) and _json(body) == record.body else record.body}


def _text(body: Any) -> str:  # noqa: ANN401 - JSON
    if not isinstance(body, str | dict):
        raise TypeError("no body")
    return body if isinstance(body, str) else _json(body)


def _json(data: Any) -> str:  # noqa: ANN401 - JSON, as the codec writes it
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _names(record: StoredRecord) -> Names:
    """Return what the domains of a performer's state are called."""
    try:
        performer = decode(Performer, record.body) if record.sort.startswith("P#") else Performer()
    except Unreadable:
        return {}
    return {(performer.id, one.id): one.name or one.goal for one in performer.domains}


def _row(record: StoredRecord, names: Names) -> list[object] | None:
    """Return the cells of a piece of evidence; none if it is no such, or cannot be read."""
    try:
        key = parse_evidence_key(record.sort)
        evidence = decode(Evidence, record.body, key=key, version=record.version)
    except (ValueError, Unreadable):
        return None
    about = (key.at.isoformat(), key.performer, key.domain, names.get((key.performer, key.domain)), key.id)
    fields = (getattr(evidence, name) for name in COLUMNS[len(about) :])
    return [_cell(value) for value in (*about, *fields)]


def _cell(value: object) -> object:
    """Return a value as a cell that no spreadsheet takes for a formula: an apostrophe before it makes it text."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _FORMULA.sub(r"\1'", printable(value)) if isinstance(value, str) else value
