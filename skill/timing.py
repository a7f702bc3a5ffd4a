"""The deadline of a turn: handed down, so that every call outside gets only what is left of it."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

TURN_SECONDS = 5.5
"""Alexa waits 8 seconds; this leaves room for the network and for the answer itself."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment by which to be done.

    Args:
        at: The moment, by the clock.
        clock: Seconds that only ever grow.
    """

    at: float
    clock: Callable[[], float] = monotonic

    @classmethod
    def after(cls, seconds: float, clock: Callable[[], float] = monotonic) -> "Deadline":
        """Return the moment so many seconds from now."""
        return cls(clock() + seconds, clock)

    @property
    def left(self) -> float:
        """How many seconds are left; 0 when none are."""
        return max(0.0, self.at - self.clock())
