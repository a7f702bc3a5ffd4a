"""The trace of a turn: which calls to other services it made, and what each of them took."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from time import monotonic

_calls: "ContextVar[list[Call] | None]" = ContextVar("calls", default=None)


@dataclass(slots=True)
class Call:
    """A call to another service.

    Args:
        service: The service: "ledger" or "alexa".
        name: What was asked of it.
        seconds: How long it took.
        units: What it consumed of a database's capacity.
    """

    service: str
    name: str
    seconds: float = 0.0
    units: float = 0.0


@contextmanager
def tracing() -> Iterator[list[Call]]:
    """Collect the calls that are made in the block, by the thread that is in it."""
    calls: list[Call] = []
    token = _calls.set(calls)
    try:
        yield calls
    finally:
        _calls.reset(token)


@contextmanager
def timed(service: str, name: str) -> Iterator[Call]:
    """Time a call, whether it succeeds or fails, and add it to the trace, if there is one."""
    call, calls, begun = Call(service, name), _calls.get(), monotonic()
    if calls is not None:
        calls.append(call)
    try:
        yield call
    finally:
        call.seconds = monotonic() - begun
