"""The record codec: frozen dataclasses to plain JSON and back.

Every stored record has a schema version. A field that an older release left out takes its default; a field that a newer
release added is kept in the record's `extra` and written back, so that two releases can run side by side. A renamed
field keeps its stored name (see `STORED_NAMES`).
"""

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import datetime
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from skill.efficacy.breath import BreathingSession
from skill.efficacy.domain import Domain
from skill.efficacy.evidence import Evidence
from skill.efficacy.ladder import Draft, Step
from skill.efficacy.others import Encouragement, RoleModel
from skill.efficacy.performer import Performer, WarmUp, Zone
from skill.efficacy.schedule import ScheduledDate
from skill.ledger.protocol import Unreadable

SCHEMA = 1
R = TypeVar("R")
_log = logging.getLogger(__name__)

_SKIPPED = {"skipped": "passed"}
STORED_NAMES: Mapping[type, Mapping[str, str]] = {
    Performer: {
        "breathing": "breath",
        "cautioned_by": "cautioned",
        "reminders_refused_at": "refused",
        "offered_at": "offered",
        "voice_id": "voice",
    },
    Zone: {"asked_at": "asked"},
    BreathingSession: {"updated_at": "heard", "closing_due": "waits"},
    WarmUp: {"read_ids": "read", "is_aside": "aside"},
    Domain: {
        **_SKIPPED,
        "is_general": "general",
        "specific_goal": "exact",
        "created_at": "made",
        "last_read": "read",
        "offered_by": "offered",
        "pending_date": "moved",
    },
    Draft: _SKIPPED,
    Step: {"adjusted_certainty": "anew"},
    ScheduledDate: {**_SKIPPED, "is_ambiguous": "unsure"},
    RoleModel: {**_SKIPPED, "is_far": "far"},
    Encouragement: {**_SKIPPED, "person": "who"},
    Evidence: {**_SKIPPED, "offered_by": "offered"},
}
"""For each record class, the fields whose stored name differs from their name."""
_STORED_OUTSIDE = {"key", "version", "extra"}
"""Fields that are not stored in the record's body: its key and version are stored next to it, `extra` is merged in."""


def encode(record: object) -> str:
    """Return a record's body as JSON, without the fields that have their default."""
    return json.dumps({"schema": SCHEMA, **_plain(record, _STORED_OUTSIDE)}, ensure_ascii=False, separators=(",", ":"))


def decode(kind: type[R], body: str, **outside: Any) -> R:  # noqa: ANN401 - the fields that are stored outside the body
    """Read a record's body.

    Args:
        kind: The record's class.
        body: What `encode` wrote, in this release or another.
        outside: The fields that are stored outside the body.

    Raises:
        Unreadable: The body is not such a record, or this release can't read it.
    """
    try:
        body.encode()  # fails on a lone surrogate, which is not text
        data = json.loads(body)
        if data.get("schema", SCHEMA) <= SCHEMA:  # a newer schema number is kept in `extra`, like all that is new
            data.pop("schema", None)
        return _record(kind, data, outside)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Unreadable(f"not a {kind.__name__}") from error


def decode_each(kind: type[R], rows: Iterable[tuple[str, Mapping[str, Any]]]) -> list[R]:
    """Read bodies, each with the fields stored outside it; skip those that this release can't read."""
    found: list[R] = []
    for body, outside in rows:
        try:
            found.append(decode(kind, body, **outside))
        except Unreadable:
            _log.warning("a %s is of a release that is not known here", kind.__name__)
    return found


def _plain(record: object, excluded: "set[str]") -> dict[str, Any]:
    plain: dict[str, Any] = {}
    stored = STORED_NAMES.get(type(record), {})
    for field in fields(record):  # type: ignore[arg-type]
        value = getattr(record, field.name)
        default = field.default_factory() if field.default_factory is not MISSING else field.default
        if field.name not in excluded and value != default:
            plain[stored.get(field.name, field.name)] = _plain_value(value)
    return {**getattr(record, "extra", {}), **plain}


def _plain_value(value: Any) -> Any:  # noqa: ANN401 - JSON
    if is_dataclass(value):
        return _plain(value, _STORED_OUTSIDE)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, tuple):
        return [_plain_value(item) for item in value]
    return value


def _record(kind: type[R], data: Mapping[str, Any], outside: Mapping[str, Any] | None = None) -> R:
    known = _readers(kind)  # type: ignore[arg-type]  # a class is hashable
    values = {known[name].field: known[name].read(value) for name, value in data.items() if name in known}
    if "extra" in known:
        values["extra"] = {name: value for name, value in data.items() if name not in known}
    return kind(**values, **(outside or {}))


@dataclass(frozen=True, slots=True)
class _Reader:
    """A function that reads a stored value, and the name of its field."""

    field: str
    read: Callable[[Any], Any]


@cache
def _readers(kind: type[Any]) -> dict[str, _Reader]:
    """Return a reader for each field of a record, by the field's stored name."""
    hints, stored = get_type_hints(kind), STORED_NAMES.get(kind, {})
    return {
        stored.get(field.name, field.name): _Reader(field.name, _reader(hints[field.name])) for field in fields(kind)
    }


def _reader(hint: Any) -> Any:  # noqa: ANN401 - a type, and a function that reads it
    origin, args = get_origin(hint), get_args(hint)
    if origin in {Union, UnionType}:
        read = _reader(next(arg for arg in args if arg is not type(None)))
        return lambda value: None if value is None else read(value)
    if origin in {tuple, frozenset}:
        read = _reader(args[0])
        return lambda value: origin(read(item) for item in value)
    if isinstance(hint, type) and is_dataclass(hint):
        return lambda value: _record(hint, value)
    if hint is datetime:
        return datetime.fromisoformat
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return lambda value: value
