"""The simulator's clocks: in it, time can be let pass."""

from datetime import UTC, datetime, timedelta


class Clock:
    """The real time, and what was let pass besides."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        """Return the time, UTC."""
        return datetime.now(UTC) + self.ahead

    def pass_time(self, time: timedelta) -> None:
        """Let time pass."""
        self.ahead += time


class StandingClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Return the time, UTC."""
        return self.now.astimezone(UTC)

    def pass_time(self, time: timedelta) -> None:
        """Let time pass."""
        self.now = (self.now.astimezone(UTC) + time).astimezone(self.now.tzinfo)
