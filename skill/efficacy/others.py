"""What others give: a role model, who went the same way, and encouragement by somebody who saw something.

A model helps who is like the performer and a step or two ahead, and who had trouble too (Schunk, Hanson & Cox 1987;
Lockwood & Kunda 1997). Encouragement counts when it rests on something seen (Bandura 1997); without it, it is a
kindness.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

ENCOURAGEMENTS_KEPT = 5


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


def with_encouragement(kept: tuple[Encouragement, ...], new: Encouragement) -> tuple[Encouragement, ...]:
    """Put an encouragement among the others: one an id, the latest `ENCOURAGEMENTS_KEPT` kept."""
    return (*(one for one in kept if one.id != new.id), new)[-ENCOURAGEMENTS_KEPT:]
