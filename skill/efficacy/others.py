"""What others give: a role model, who went the same way, and encouragement by somebody who saw something.

A model helps who is like the performer and a step or two ahead, and who had trouble too (Schunk, Hanson & Cox 1987;
Lockwood & Kunda 1997). Encouragement counts when it rests on something seen (Bandura 1997); without it, it is a
kindness.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

KEPT = 5
"""So many role models, and so many encouragements, are kept: the latest."""
T = TypeVar("T", bound="RoleModel | Encouragement")


@dataclass(frozen=True, slots=True)
class RoleModel:
    """Somebody like the performer, one or two steps ahead."""

    id: str
    name: str | None = None
    far: bool = False
    """Whether what was heard is of somebody famous or far ahead, which is asked back once."""
    nearer: str | None = None
    """Who was named when it was asked back."""
    started: str | None = None
    """Where they started, what was hard for them."""
    did: str | None = None
    """What they did that the performer could do."""
    passed: frozenset[str] = frozenset()
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def who(self) -> str | None:
        """Who it is: the nearer one, if one was named."""
        return self.nearer or self.name

    @property
    def may_be_read(self) -> bool:
        """Whether there is something in it to follow."""
        return self.who is not None and self.did is not None


@dataclass(frozen=True, slots=True)
class Encouragement:
    """What somebody said, and what they had seen the performer do."""

    id: str
    who: str | None = None
    words: str | None = None
    saw: str | None = None
    passed: frozenset[str] = frozenset()
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def may_be_read(self) -> bool:
        """Whether it rests on something seen."""
        return None not in {self.who, self.words, self.saw}


def without(kept: tuple[T, ...], gone: T) -> tuple[T, ...]:
    """Return the others."""
    return tuple(one for one in kept if one.id != gone.id)


def with_latest(kept: tuple[T, ...], new: T) -> tuple[T, ...]:
    """Put one among the others: one an id, the latest `KEPT` kept; what was never finished gives way first."""
    if any(one.id == new.id for one in kept):
        return tuple(new if one.id == new.id else one for one in kept)
    if len(kept) < KEPT:
        return (*kept, new)
    gone = next((one for one in kept if not one.may_be_read), kept[0])
    return (*without(kept, gone), new)
