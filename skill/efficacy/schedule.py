"""A date: when the next performance is, and its reminder.

A near goal motivates more than a distant one (Bandura & Schunk 1981): the first challenge should be within a week.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

SOON = timedelta(days=7)
"""How soon the first challenge should be."""
LONGEST_AHEAD = timedelta(days=365)
"""A later day more likely has the wrong year."""
REMIND_BEFORE = timedelta(hours=1)
AFTERWARDS = timedelta(hours=18)
"""How long after a date its debrief is due."""
NIGHT_ENDS = 7
"""An earlier hour more likely means the afternoon, so the skill asks which one."""


@dataclass(frozen=True, slots=True)
class ScheduledDate:
    """A date, possibly incomplete. `None` means not asked or skipped."""

    id: str
    """The request that began it."""
    day: str | None = None
    """The local day, as 2026-11-27."""
    time: str | None = None
    """The local time, as 15:00."""
    is_ambiguous: bool = False
    """Whether the hour may mean the morning or the afternoon."""
    part: str | None = None
    """The part of the day that was given instead of an hour: MO, AF, EV or NI."""
    near: str | None = None
    """A month or a week that was named without its day, or a whole day that was doubted and is asked about."""
    weekday: int | None = None
    """A weekday, from 1, that leaves the month in `near` open or does not agree with the day in it."""
    is_told: bool = False
    """Whether it was told in passing and not agreed to yet."""
    zone: str | None = None
    """The time zone of day and time, an IANA name."""
    later: bool | None = None
    """Whether they keep it although it is more than a week away."""
    prepare: str | None = None
    """What is still to prepare, asked when they are highly certain."""
    remind: bool | None = None
    reminder: str | None = None
    """Alexa's token for the reminder."""
    skipped: frozenset[str] = frozenset()
    extra: Mapping[str, Any] = field(default_factory=dict, hash=False)

    @property
    def at(self) -> datetime | None:
        """The moment, in its zone; `None` until day and time are known."""
        if self.day is None or self.time is None or self.zone is None:
            return None
        return datetime.combine(date.fromisoformat(self.day), time.fromisoformat(self.time), ZoneInfo(self.zone))

    @property
    def remind_at(self) -> datetime | None:
        """When to remind them: an hour before, by the local clock."""
        return self.at - REMIND_BEFORE if self.at else None

    @property
    def is_set(self) -> bool:
        """Whether at least the day is known."""
        return self.day is not None


def needs_late_check(new: ScheduledDate, today: date, *, is_first: bool) -> bool:
    """Whether to ask, once, whether it may be so late, which applies to a first challenge only."""
    return is_first and new.day is not None and date.fromisoformat(new.day) - today > SOON


def is_far(new: ScheduledDate, today: date) -> bool:
    """Whether it is so far ahead that the year is probably wrong."""
    return new.day is not None and date.fromisoformat(new.day) - today > LONGEST_AHEAD


def may_remind(new: ScheduledDate, now: datetime) -> bool:
    """Whether the moment to remind them is still to come."""
    return new.remind_at is not None and new.remind_at > now


def is_today(known: ScheduledDate | None, today: date) -> bool:
    """Whether the date is today."""
    return known is not None and known.day == today.isoformat()


def is_over(known: ScheduledDate | None, now: datetime, today: date) -> bool:
    """Whether it has passed, so that the next debrief may be about it."""
    if known is None or known.day is None:
        return False
    if known.at is None:
        return date.fromisoformat(known.day) < today
    return known.at <= now


def is_due(known: ScheduledDate | None, last_evidence_at: datetime | None, now: datetime) -> bool:
    """Whether its debrief is due: it was recent, and no evidence was given since."""
    if known is None or known.at is None:
        return False
    return known.at <= now <= known.at + AFTERWARDS and (last_evidence_at is None or last_evidence_at < known.at)


def is_debriefed_by(known: ScheduledDate | None, told_at: datetime, now: datetime, zone: ZoneInfo) -> bool:
    """Whether a debrief, given when it was begun, is about this date, which is then done with.

    It counts if it began after the date or up to an hour before it, as things may begin early; without an hour, on its
    day or later.
    """
    if known is None or known.day is None:
        return False
    if known.at is None:
        return told_at.astimezone(zone).date() >= date.fromisoformat(known.day)
    return known.at <= now and known.at - REMIND_BEFORE <= told_at
