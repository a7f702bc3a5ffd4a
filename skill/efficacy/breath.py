"""Breathing that goes on by itself, from a track or on a screen: how far somebody has come with it.

What a device tells of it may come late, doubled, or in any order: `told` gives the same in the end.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

_LEFT, _OVER = timedelta(minutes=30), timedelta(minutes=10)
"""So long it can be gone on from: where it was left, and, when it is over, with what follows it."""


class State(StrEnum):
    """What a round of breathing does."""

    GOES = "goes"
    STANDS = "stands"
    """It was paused, stopped or cut off."""
    OVER = "over"


_RANK = {State.GOES: 0, State.STANDS: 1}
"""Of two things told of the same second, the higher one is taken."""


@dataclass(frozen=True, slots=True)
class Breath:
    """The last round of breathing that went on by itself.

    Args:
        token: Which one it is, and what is breathed in it.
        length_ms: How long it lasts, in milliseconds.
        heard: When it was last told of, UTC; of a block that an answer leads, when that will be over.
        state: What it does, as far as is known.
        done_ms: How far it has come, at least, in milliseconds.
        waits: Whether what follows it is still to be said when it is over.
    """

    token: str
    length_ms: int
    heard: datetime
    state: State = State.GOES
    done_ms: int = 0
    waits: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def told(self, state: State, done_ms: int, at: datetime) -> "Breath":
        """Return it with something told of it: what it did, how far it had come, and when that was."""
        if State.OVER in {self.state, state}:
            return replace(self, state=State.OVER, done_ms=self.length_ms, heard=max(self.heard, at))
        done = max(self.done_ms, min(done_ms, self.length_ms))
        if (at, _RANK[state]) <= (self.heard, _RANK[self.state]):
            return replace(self, done_ms=done)
        return replace(self, state=state, done_ms=done, heard=at)

    def by(self, now: datetime) -> int:
        """Return how far it has come by now, in milliseconds, if it went on since it was last told of."""
        passed = (now - self.heard) // timedelta(milliseconds=1)
        if self.state is State.STANDS:  # until then it went on
            return max(0, self.done_ms + min(0, passed))
        return min(self.length_ms, self.done_ms + max(0, passed if self.state is State.GOES else 0))

    def is_over(self, now: datetime) -> bool:
        """Whether it has come to its end by now."""
        return self.by(now) >= self.length_ms

    def is_fresh(self, now: datetime, last_told: datetime | None) -> bool:
        """Whether it ended or was left so short a time ago that it can be gone on from; nothing was told since."""
        went_on = timedelta(milliseconds=max(0, self.by(now) - self.done_ms))
        longest = _OVER if self.is_over(now) else _LEFT
        return now - self.heard - went_on < longest and (last_told is None or last_told < self.heard)
