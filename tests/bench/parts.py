"""Where the time of a turn goes: the skill in this process, with a watch on each of its parts."""

import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

from ask_sdk_core.serialize import DefaultSerializer

from skill.alexa import skill as alexa
from skill.alexa.verification import Verifier
from skill.conversation import manager
from skill.ledger.protocol import Ledger
from tests.bench.turns import ALONE
from tests.stage import Clock, Stage, authority

TURNS = 60
PARTS: Mapping[str, tuple[tuple[object, str], ...]] = {
    "verify": ((Verifier, "verify"),),
    "read (the SDK)": ((DefaultSerializer, "deserialize"),),
    "understand": ((manager, "understand"),),
    "decide": ((manager, "route"),),
    "put into words": ((alexa, "response_of"),),
    "write (the SDK)": ((DefaultSerializer, "serialize"),),
    "log": ((alexa, "report"),),
}
"""Each part, by the functions that are it."""
_CALLS = ("performer", "performers", "evidence", "latest", "shelf", "save")


class Watch:
    """Tells how long each part is at work itself, without the parts that it calls."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter()
        self._within: list[float] = []

    def over(self, part: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that is watched as a part."""

        def watched(*args: object, **more: object) -> object:
            begun = time.perf_counter()
            self._within.append(0.0)
            try:
                return function(*args, **more)
            finally:
                taken = time.perf_counter() - begun
                self.spent[part] += taken - self._within.pop()  # type: ignore[assignment]
                if self._within:
                    self._within[-1] += taken

        return watched

    @contextmanager
    def on(self, ledger: Ledger) -> Iterator[None]:
        """Watch everything while in the block."""
        with ExitStack() as stack:
            for part, functions in PARTS.items():
                for owner, name in functions:
                    stack.enter_context(patch.object(owner, name, self.over(part, getattr(owner, name))))
            for name in _CALLS:
                stack.enter_context(patch.object(ledger, name, self.over("ledger", getattr(ledger, name))))
            yield


def parts(ledger: Ledger, user: str) -> Mapping[str, Mapping[str, float]]:
    """Return the milliseconds of each part of each kind of turn, medians."""
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(Clock(datetime.now(UTC)), ledger, authority(Path(folder)), user=user)
        return {kind: _of(stage, words) for kind, words in ALONE.items()}


def _of(stage: Stage, words: str) -> Mapping[str, float]:
    watch, rows = Watch(), []

    def by_way_of(endpoint: Callable[..., Any]) -> Callable[..., Any]:
        return watch.over("Flask, the SDK's dispatch, the rest", endpoint)

    stage.by_way_of = by_way_of
    with watch.on(stage.ledger):
        for _ in range(TURNS):
            stage.clock.pass_time(timedelta(seconds=1))  # or it would be the same request again
            watch.spent.clear()
            stage.device().hear(words)
            rows.append(dict(watch.spent))
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: statistics.median(row.get(name, 0.0) for row in rows) * 1_000 for name in names}
