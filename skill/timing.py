"""The deadline of a turn: handed down, so that every call outside gets only what is left of it."""

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from threading import Thread
from time import monotonic
from typing import TypeVar

T = TypeVar("T")

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


def within(seconds: float, call: Callable[[], T]) -> T:
    """Return what a call gives, or stop waiting for it: the timeouts of a connection begin anew with every byte.

    Raises:
        TimeoutError: It takes longer than so many seconds. It is left to end by itself.
    """
    future: Future[T] = Future()

    def run() -> None:
        try:
            future.set_result(call())
        except Exception as error:
            future.set_exception(error)

    Thread(target=run, daemon=True).start()
    return future.result(seconds)
