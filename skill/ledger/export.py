"""Everything of an account, written for people and programs outside: as JSON without loss, or as CSV to be read."""

import csv
import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TextIO

from skill.efficacy.evidence import Evidence
from skill.efficacy.performer import Performer
from skill.ledger.keys import parse_evidence_key
from skill.ledger.protocol import Kept, Unreadable
from skill.ledger.records import decode

FORMAT = 1
"""Counts up when the JSON becomes another."""
_WORDS = ("worked", "cause", "own_part", "shows", "trace", "planned", "followed", "plan", "difficulty", "certainty")
_MORE = ("happened", "note", "read_back", "closed", "challenge")
COLUMNS = ("told", "performer", "domain", "domain_name", "id", "version", "kind", "outcome", *_WORDS, *_MORE)
"""The CSV's columns: when it was told (UTC), of whom and of what, and then the fields of `Evidence` by their names."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What a cell begins with that a spreadsheet takes for a formula; the last four are the first four, full-width."""

Names = dict[tuple[str, str], str | None]
"""What domains are called, by performer and domain."""


def write_json(file: TextIO, account: str, at: datetime, records: Iterable[Kept]) -> int:
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


def read_json(text: str) -> tuple[str, list[Kept]]:
    """Read what `write_json` wrote: the account and its records.

    Raises:
        ValueError: It is no such export.
    """
    try:
        whole = json.loads(text)
        if whole["ready_room_export"] != FORMAT:
            raise ValueError("an export of another format")
        return whole["account"], [Kept(**{**one, "body": _text(one["body"])}) for one in whole["records"]]
    except (KeyError, TypeError) as error:
        raise ValueError("no export of Ready Room") from error


def write_csv(evidence: TextIO, states: TextIO, records: Iterable[Kept]) -> int:
    """Write a row for each piece of evidence, and after them what is no evidence as JSON lines; return how many in all.

    What this release cannot read is among the JSON lines, too: nothing is left out.

    Args:
        evidence: Where the rows go.
        states: Where the JSON lines go; this may be the same.
        records: The records, the performers' states first.
    """
    rows, others, number = csv.writer(evidence), list[Kept](), 0
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
    states.writelines(f"{_line(record)}\n" for record in others)
    return number


def _line(record: Kept) -> str:
    return _json({name: getattr(record, name) for name in ("sort", "shelf", "version", "written")} | _body(record))


def _body(record: Kept) -> dict[str, Any]:
    try:
        body = json.loads(record.body)
    except ValueError:
        return {"body": record.body}
    return {"body": body if isinstance(body, dict) and _json(body) == record.body else record.body}


def _text(body: Any) -> str:  # noqa: ANN401 - JSON
    return body if isinstance(body, str) else _json(body)


def _json(data: Any) -> str:  # noqa: ANN401 - JSON, as the codec writes it
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _names(record: Kept) -> Names:
    """Return what the domains of a performer's state are called."""
    try:
        performer = decode(Performer, record.body) if record.sort.startswith("P#") else Performer()
    except Unreadable:
        return {}
    return {(performer.id, one.id): one.name or one.goal for one in performer.domains}


def _row(record: Kept, names: Names) -> list[object] | None:
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
    if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA):
        return f"'{value}"
    return value
