"""The deadline of a turn: handed down, so that every call outside gets only what is left of it.

What each such call took is written down on it.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from time import monotonic
from typing import TypeVar

T = TypeVar("T")

TURN_SECONDS = 5.5
"""Alexa waits 8 seconds; this leaves room for the network and for the answer itself."""


@dataclass(slots=True)
class Call:
    """Something that was asked of another.

    Args:
        of: Whom: the ledger, or Alexa's own API.
        name: What.
        seconds: How long it took.
        units: What it consumed of a database's capacity.
    """

    of: str
    name: str
    seconds: float = 0.0
    units: float = 0.0


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment by which to be done.

    Args:
        at: The moment, by the clock.
        clock: Seconds that only ever grow.
        begun: When it was set, by the clock.
        calls: What was asked of others so far.
    """

    at: float
    clock: Callable[[], float] = monotonic
    begun: float = 0.0
    calls: list[Call] = field(default_factory=list, compare=False)

    @classmethod
    def after(cls, seconds: float, clock: Callable[[], float] = monotonic) -> "Deadline":
        """Return the moment so many seconds from now."""
        now = clock()
        return cls(now + seconds, clock, now)

    @property
    def left(self) -> float:
        """How many seconds are left; 0 when none are."""
        return max(0.0, self.at - self.clock())


@contextmanager
def timed(deadline: Deadline, of: str, name: str) -> Iterator[Call]:
    """Write down on a deadline what a call takes, whether it comes to an end or fails."""
    call, begun = Call(of, name), deadline.clock()
    deadline.calls.append(call)
    try:
        yield call
    finally:
        call.seconds = deadline.clock() - begun


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
