"""What the skill says, before it is put into words: lines by name, pauses, and rounds of breathing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from skill.breathing.recordings import Recording
from skill.breathing.timeline import Timeline


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, by its name in the Fluent files.

    Args:
        key: The message's name; `name.attribute` for one of its attributes.
        args: The values of its variables: the performer's words unchanged, numbers, or other lines.
        gives_way: Above 0 the line may be left out when the response is too long, the highest first.
    """

    key: str
    args: Mapping[str, "str | int | Line"] = field(default_factory=dict)
    gives_way: int = 0


@dataclass(frozen=True, slots=True)
class Pause:
    """A silence.

    Args:
        ms: Its length in milliseconds.
        gives_way: As for a line.
    """

    ms: int
    gives_way: int = 0


@dataclass(frozen=True, slots=True)
class Breathing:
    """A round of breathing, led in words."""

    timeline: Timeline


@dataclass(frozen=True, slots=True)
class Tones:
    """A round of breathing, led by a clip of tones."""

    recording: Recording


Part: TypeAlias = Line | Pause | Breathing | Tones
Parts: TypeAlias = tuple[Part, ...]


def line(key: str, **args: "str | int | Line") -> Line:
    """Return a line with its variables."""
    return Line(key, args)


MOST_ECHOED, ECHOED = 25, 12
"""In words: the longest text that is repeated in full, and how many words of a longer one are repeated."""
MOST_ECHOED_CHARACTERS = 300
"""Of a text in few words or none: some scripts have no spaces, and what is typed need not have any."""


def brief(words: str | None) -> str:
    """Return words as the skill repeats them at once: long ones cut to their beginning, with an ellipsis."""
    text = words or ""
    separate = text.split()
    if len(separate) > MOST_ECHOED:
        return f"{cut(' '.join(separate[:ECHOED]), MOST_ECHOED_CHARACTERS)} …"
    return f"{cut(text, MOST_ECHOED_CHARACTERS)} …" if len(text) > MOST_ECHOED_CHARACTERS else text


def cut(text: str, length: int) -> str:
    """Return the beginning of a text, at most that many characters, cut between two words."""
    if len(text) <= length:
        return text
    words, _, _ = text[: length + 1].rpartition(" ")
    return words or text[:length]


def pack(parts: Sequence[Part]) -> list[Any]:
    """Return lines and pauses as plain JSON, to be said again later; rounds of breathing are left out."""
    return [_pack(part) for part in parts if not isinstance(part, Breathing | Tones)]


def unpack(packed: Sequence[Any]) -> Parts:
    """Return the parts that `pack` wrote."""
    return tuple(Pause(part) if isinstance(part, int) else _unpack_line(part) for part in packed)


def _pack(part: Line | Pause) -> Any:  # noqa: ANN401 - JSON
    if isinstance(part, Pause):
        return part.ms
    args = {name: _pack(arg) if isinstance(arg, Line) else arg for name, arg in part.args.items()}
    return [part.key, args] if args else [part.key]


def _unpack_line(packed: Sequence[Any]) -> Line:
    key, args = packed[0], packed[1] if len(packed) > 1 else {}
    return Line(key, {name: _unpack_line(arg) if isinstance(arg, list) else arg for name, arg in args.items()})
