"""What others give: a role model, who went the same way, and encouragement by somebody who saw something.

A model helps who is like the performer and a step or two ahead, and who had trouble too (Schunk, Hanson & Cox 1987;
Lockwood & Kunda 1997). Encouragement counts when it rests on something seen (Bandura 1997); without it, it is a
kindness.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

MOST_STORED = 5
"""So many role models, and so many encouragements, are kept: the latest."""
T = TypeVar("T", bound="RoleModel | Encouragement")


@dataclass(frozen=True, slots=True)
class RoleModel:
    """Somebody like the performer, one or two steps ahead."""

    id: str
    name: str | None = None
    is_far: bool = False
    """Whether what was heard is of somebody famous or far ahead, which is asked back once."""
    nearer: str | None = None
    """Who was named when it was asked back."""
    started: str | None = None
    """Where they started, what was hard for them."""
    did: str | None = None
    """What they did that the performer could do."""
    skipped: frozenset[str] = frozenset()
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def person(self) -> str | None:
        """Who it is: the nearer one, if one was named."""
        return self.nearer or self.name

    @property
    def is_readable(self) -> bool:
        """Whether there is something in it to follow."""
        return self.person is not None and self.did is not None


@dataclass(frozen=True, slots=True)
class Encouragement:
    """What somebody said, and what they had seen the performer do."""

    id: str
    person: str | None = None
    words: str | None = None
    saw: str | None = None
    skipped: frozenset[str] = frozenset()
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def is_readable(self) -> bool:
        """Whether it rests on something seen."""
        return None not in {self.person, self.words, self.saw}


def without(records: tuple[T, ...], gone: T) -> tuple[T, ...]:
    """Return the others."""
    return tuple(one for one in records if one.id != gone.id)


def with_latest(records: tuple[T, ...], new: T) -> tuple[T, ...]:
    """Put one among the others: one an id, the latest `KEPT` kept; what was never finished gives way first."""
    if any(one.id == new.id for one in records):
        return tuple(new if one.id == new.id else one for one in records)
    if len(records) < MOST_STORED:
        return (*records, new)
    gone = next((one for one in records if not one.is_readable), records[0])
    return (*without(records, gone), new)
