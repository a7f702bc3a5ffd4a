"""Records which methods of an object are called."""

import threading
from collections.abc import Callable
from typing import Any


class Watched:
    """A proxy that records which methods of an object are accessed, separately for each thread."""

    def __init__(self, watched: object) -> None:
        self._watched = watched
        self._recorded = threading.local()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method: Callable[..., Any] = getattr(self._watched, name)
        self._recorded.calls = [*getattr(self._recorded, "calls", ()), name]
        return method

    def __call__(self) -> list[str]:
        """Return the methods called since the last time, and forget them."""
        calls: list[str] = getattr(self._recorded, "calls", [])
        self._recorded.calls = []
        return calls
