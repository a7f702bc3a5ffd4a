"""The progress of breathing that a device leads by itself, as a track or on a screen.

A device's events may arrive late, twice or out of order: `BreathingSession.updated` gives the same result in the end.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

_AFTER_PAUSE, _AFTER_END = timedelta(minutes=30), timedelta(minutes=10)
"""How long a session can be resumed after it was paused, and after it ended (with what follows it)."""


class BreathingState(StrEnum):
    """The state of a breathing session."""

    PLAYING = "goes"
    PAUSED = "stands"
    """Paused, stopped or cut off."""
    FINISHED = "over"


_RANK = {BreathingState.PLAYING: 0, BreathingState.PAUSED: 1}
"""Of two events at the same second, the one with the higher rank wins."""


@dataclass(frozen=True, slots=True)
class BreathingSession:
    """The last round of breathing that a device led by itself.

    Args:
        token: Identifies the round and what is breathed in it.
        length_ms: How long it lasts, in milliseconds.
        updated_at: The time of the last event, UTC; for a block led within a response, the time when it will end.
        state: Its last known state.
        done_ms: How much of it is done, at least, in milliseconds.
        closing_due: Whether what follows it is still to be said when it ends.
    """

    token: str
    length_ms: int
    updated_at: datetime
    state: BreathingState = BreathingState.PLAYING
    done_ms: int = 0
    closing_due: bool = False
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def updated(self, state: BreathingState, done_ms: int, at: datetime) -> "BreathingSession":
        """Return the session after an event: what it did, how far it had come, and when that was."""
        if BreathingState.FINISHED in {self.state, state}:
            return replace(
                self, state=BreathingState.FINISHED, done_ms=self.length_ms, updated_at=max(self.updated_at, at)
            )
        done = max(self.done_ms, min(done_ms, self.length_ms))
        if (at, _RANK[state]) <= (self.updated_at, _RANK[self.state]):
            return replace(self, done_ms=done)
        return replace(self, state=state, done_ms=done, updated_at=at)

    def progress_ms(self, now: datetime) -> int:
        """Return how far it has come by now, in milliseconds, assuming that it went on since the last event."""
        passed = (now - self.updated_at) // timedelta(milliseconds=1)
        if self.state is BreathingState.PAUSED:  # it went on until it was paused
            return max(0, self.done_ms + min(0, passed))
        return min(self.length_ms, self.done_ms + max(0, passed if self.state is BreathingState.PLAYING else 0))

    def is_over(self, now: datetime) -> bool:
        """Whether it has ended by now."""
        return self.progress_ms(now) >= self.length_ms

    def is_fresh(self, now: datetime, last_evidence_at: datetime | None) -> bool:
        """Whether it can be resumed: it was paused or ended recently, and no evidence was given since."""
        played = timedelta(milliseconds=max(0, self.progress_ms(now) - self.done_ms))
        limit = _AFTER_END if self.is_over(now) else _AFTER_PAUSE
        return now - self.updated_at - played < limit and (
            last_evidence_at is None or last_evidence_at < self.updated_at
        )
