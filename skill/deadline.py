"""The deadline of a turn: handed down, so that every outside call gets only what is left of it."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Thread
from time import monotonic
from typing import TypeVar

T = TypeVar("T")

TURN_SECONDS = 5.5
"""Of the time that Alexa waits, so that the rest is left for the network and for the answer itself."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment by which a turn has to be answered.

    Args:
        at: The moment, by the clock.
        clock: Returns seconds that only ever grow.
        begun: When the turn began, by the clock.
    """

    at: float
    clock: Callable[[], float] = monotonic
    begun: float = 0.0

    @classmethod
    def after(cls, seconds: float, clock: Callable[[], float] = monotonic) -> "Deadline":
        """Return the deadline that many seconds from now."""
        now = clock()
        return cls(now + seconds, clock, now)

    @property
    def left(self) -> float:
        """The seconds that are left; 0 when it has passed."""
        return max(0.0, self.at - self.clock())


def within(seconds: float, call: Callable[[], T]) -> T:
    """Return the result of a call, or stop waiting for it: a connection's own timeouts start again with every byte.

    Raises:
        TimeoutError: It takes longer than that. The call is left to end by itself.
    """
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(call())
        except Exception as error:
            future.set_exception(error)

    Thread(target=run, daemon=True).start()
    return future.result(seconds)
