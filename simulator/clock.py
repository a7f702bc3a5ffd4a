"""The simulator's clocks, which can be moved forward."""

from datetime import UTC, datetime, timedelta


class Clock:
    """The real time, plus the time skipped so far."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        """Return the current time in UTC."""
        return datetime.now(UTC) + self.ahead

    def pass_time(self, time: timedelta) -> None:
        """Skip some time."""
        self.ahead += time


class StandingClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Return the current time in UTC."""
        return self.now.astimezone(UTC)

    def pass_time(self, time: timedelta) -> None:
        """Move the clock forward."""
        self.now = (self.now.astimezone(UTC) + time).astimezone(self.now.tzinfo)
