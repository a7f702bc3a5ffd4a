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


class BreathingState(StrEnum):
    """What a round of breathing does."""

    PLAYING = "goes"
    PAUSED = "stands"
    """It was paused, stopped or cut off."""
    FINISHED = "over"


_RANK = {BreathingState.PLAYING: 0, BreathingState.PAUSED: 1}
"""Of two things told of the same second, the higher one is taken."""


@dataclass(frozen=True, slots=True)
class BreathingSession:
    """The last round of breathing that went on by itself.

    Args:
        token: Which one it is, and what is breathed in it.
        length_ms: How long it lasts, in milliseconds.
        updated_at: When it was last told of, UTC; of a block that an answer leads, when that will be over.
        state: What it does, as far as is known.
        done_ms: How far it has come, at least, in milliseconds.
        closing_due: Whether what follows it is still to be said when it is over.
    """

    token: str
    length_ms: int
    updated_at: datetime
    state: BreathingState = BreathingState.PLAYING
    done_ms: int = 0
    closing_due: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def updated(self, state: BreathingState, done_ms: int, at: datetime) -> "BreathingSession":
        """Return it with something told of it: what it did, how far it had come, and when that was."""
        if BreathingState.FINISHED in {self.state, state}:
            return replace(
                self, state=BreathingState.FINISHED, done_ms=self.length_ms, updated_at=max(self.updated_at, at)
            )
        done = max(self.done_ms, min(done_ms, self.length_ms))
        if (at, _RANK[state]) <= (self.updated_at, _RANK[self.state]):
            return replace(self, done_ms=done)
        return replace(self, state=state, done_ms=done, updated_at=at)

    def progress_ms(self, now: datetime) -> int:
        """Return how far it has come by now, in milliseconds, if it went on since it was last told of."""
        passed = (now - self.updated_at) // timedelta(milliseconds=1)
        if self.state is BreathingState.PAUSED:  # until then it went on
            return max(0, self.done_ms + min(0, passed))
        return min(self.length_ms, self.done_ms + max(0, passed if self.state is BreathingState.PLAYING else 0))

    def is_over(self, now: datetime) -> bool:
        """Whether it has come to its end by now."""
        return self.progress_ms(now) >= self.length_ms

    def is_fresh(self, now: datetime, last_evidence_at: datetime | None) -> bool:
        """Whether it ended or was left so short a time ago that it can be gone on from; nothing was told since."""
        went_on = timedelta(milliseconds=max(0, self.progress_ms(now) - self.done_ms))
        longest = _OVER if self.is_over(now) else _LEFT
        return now - self.updated_at - went_on < longest and (
            last_evidence_at is None or last_evidence_at < self.updated_at
        )
