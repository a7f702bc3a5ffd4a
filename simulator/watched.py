"""Something, watched: which of its methods are called."""

import threading
from collections.abc import Callable
from typing import Any


class Watched:
    """Stands before something, and takes down which of its methods are wanted; each thread sees its own."""

    def __init__(self, watched: object) -> None:
        self._watched = watched
        self._seen = threading.local()

    def __getattr__(self, name: str) -> Callable[..., Any]:
        method: Callable[..., Any] = getattr(self._watched, name)
        self._seen.calls = [*getattr(self._seen, "calls", ()), name]
        return method

    def __call__(self) -> list[str]:
        """Return the calls since this was last asked."""
        calls: list[str] = getattr(self._seen, "calls", [])
        self._seen.calls = []
        return calls
