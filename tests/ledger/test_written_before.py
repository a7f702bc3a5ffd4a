"""Records that release 0.1.0 wrote, before fields were renamed: they can be read, and are written back unchanged."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from skill.efficacy.evidence import Evidence
from skill.efficacy.performer import Performer
from skill.ledger.keys import parse_evidence_key
from skill.ledger.records import decode, encode

WRITTEN = Path(__file__).parent / "written"
FULL: Mapping[str, Mapping[str, Any]] = json.loads((WRITTEN / "full.json").read_text(encoding="utf-8"))
PLAYS: list[tuple[str, str, dict[str, Any]]] = json.loads((WRITTEN / "plays.json").read_text(encoding="utf-8"))
KINDS = {"performer": Performer, "evidence": Evidence}
KEY = parse_evidence_key("E#main#first#2026-05-04T12:30:05Z#abc")


def read(kind: str, body: Mapping[str, Any]) -> Performer | Evidence:
    outside = {"key": KEY, "version": 3} if kind == "evidence" else {"version": 3}
    return decode(KINDS[kind], json.dumps(body), **outside)


def records_in(value: object) -> Iterator[Any]:
    """Yield each record within a record, including itself."""
    if isinstance(value, tuple):
        for one in value:
            yield from records_in(one)
    elif is_dataclass(value) and not isinstance(value, type):
        yield value
        for field in fields(value):
            yield from records_in(getattr(value, field.name))


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_full_record_is_known(kind: str) -> None:
    extras = [one.extra for one in records_in(read(kind, FULL[kind])) if hasattr(one, "extra")]
    assert extras
    assert not any(extras)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_full_record_is_set(kind: str) -> None:
    """The fixture leaves no field at its default, because the loss of such a field would go unnoticed."""
    record = read(kind, FULL[kind])
    inner = [one for one in records_in(record) if one is not record]
    assert {type(one).__name__ for one in inner} >= ({"Key"} if kind == "evidence" else {"Domain", "Challenge", "Step"})
    assert json.loads(encode(record)) == FULL[kind]


@pytest.mark.parametrize(("play", "sort", "body"), PLAYS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_record_of_a_play_is_written_back_as_it_was(play: str, sort: str, body: dict[str, Any]) -> None:
    kind = "performer" if sort.startswith("P#") else "evidence"
    assert json.loads(encode(read(kind, body))) == body
