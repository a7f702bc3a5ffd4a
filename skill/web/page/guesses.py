"""How many codes this process looks up: a plain count, for all who send them together."""

from datetime import UTC, datetime, timedelta
from math import ceil
from threading import Lock

MOST, WINDOW = 100, timedelta(minutes=1)


class Guesses:
    """Counts the codes that are looked up, but for those that were right."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._begun = datetime.min.replace(tzinfo=UTC)
        self._count = 0

    def wait(self, now: datetime) -> int:
        """Count a code that is about to be looked up; return the seconds for which none may be, 0 if it may."""
        with self._lock:
            if not timedelta() <= now - self._begun < WINDOW:
                self._begun, self._count = now, 0
            if self._count == MOST:
                return ceil((self._begun + WINDOW - now).total_seconds())
            self._count += 1
            return 0

    def was_right(self) -> None:
        """Take the latest code off the count."""
        with self._lock:
            self._count = max(self._count - 1, 0)
