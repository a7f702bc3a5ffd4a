"""Records which methods of an object are called."""

import threading
from collections.abc import Callable, Collection
from typing import Any


class Watched:
    """A proxy that records which methods of an object are accessed, separately for each thread.

    Args:
        watched: The object.
        without: Methods that are not recorded.
    """

    def __init__(self, watched: object, without: Collection[str] = ()) -> None:
        self._watched, self._without = watched, without
        self._recorded = threading.local()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method: Callable[..., Any] = getattr(self._watched, name)
        if name not in self._without:
            self._recorded.calls = [*getattr(self._recorded, "calls", ()), name]
        return method

    def __call__(self) -> list[str]:
        """Return the methods called since the last time, and forget them."""
        calls: list[str] = getattr(self._recorded, "calls", [])
        self._recorded.calls = []
        return calls
