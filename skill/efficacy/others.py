"""What other people give: a role model who went the same way, and encouragement from somebody who saw the performer.

A role model helps who is like the performer and a step or two ahead, and who had trouble too (Schunk, Hanson & Cox
1987; Lockwood & Kunda 1997). Encouragement counts when it is based on something seen (Bandura 1997); otherwise it is a
kindness.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

MOST_STORED = 5
"""How many role models, and how many encouragements, are stored: the latest ones."""
T = TypeVar("T", bound="RoleModel | Encouragement")


@dataclass(frozen=True, slots=True)
class RoleModel:
    """Somebody like the performer, one or two steps ahead."""

    id: str
    name: str | None = None
    is_far: bool = False
    """Whether the person named is famous or far ahead; the skill then asks once for somebody nearer."""
    nearer: str | None = None
    """The person named when the skill asked for somebody nearer."""
    started: str | None = None
    """Where they started and what was hard for them."""
    did: str | None = None
    """What they did that the performer could do."""
    skipped: frozenset[str] = frozenset()
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def person(self) -> str | None:
        """The person: the nearer one, if one was named."""
        return self.nearer or self.name

    @property
    def is_readable(self) -> bool:
        """Whether it names a person and something to imitate."""
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
        """Whether it is complete, with something that was seen."""
        return None not in {self.person, self.words, self.saw}


def without(records: tuple[T, ...], gone: T) -> tuple[T, ...]:
    """Return the records without the one of the same id."""
    return tuple(record for record in records if record.id != gone.id)


def with_latest(records: tuple[T, ...], new: T) -> tuple[T, ...]:
    """Return the records with a new one, which replaces one of the same id.

    When there are too many, the oldest unfinished one is dropped, or else the oldest.
    """
    if any(record.id == new.id for record in records):
        return tuple(new if record.id == new.id else record for record in records)
    if len(records) < MOST_STORED:
        return (*records, new)
    oldest = next((record for record in records if not record.is_readable), records[0])
    return (*without(records, oldest), new)
