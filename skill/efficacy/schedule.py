"""A date: when the next performance is, and the reminder of it.

A goal that is near moves more than one that is far (Bandura & Schunk 1981): the first challenge is for within a week.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

SOON = timedelta(days=7)
"""By when the first challenge should be."""
REMIND_BEFORE = timedelta(hours=1)
AFTERWARDS = timedelta(hours=18)
"""How long a date that has passed may still be debriefed as it."""
NIGHT_ENDS = 7
"""An hour before seven is more likely one of the afternoon: it is asked back."""


@dataclass(frozen=True, slots=True)
class ScheduledDate:
    """A date, as far as it has been told. `None` is: not asked yet, or passed over."""

    id: str
    """The request that began it."""
    day: str | None = None
    """2026-11-27, where the performer is."""
    time: str | None = None
    """15:00, where the performer is."""
    is_ambiguous: bool = False
    """Whether the hour may be of the morning or of the afternoon."""
    part: str | None = None
    """The part of the day that was told instead of an hour: MO, AF, EV or NI."""
    zone: str | None = None
    """The time zone in which day and time are meant, an IANA name."""
    later: bool | None = None
    """Whether it stays though it is more than a week away."""
    prepare: str | None = None
    """What there is still to prepare, when they are highly certain."""
    remind: bool | None = None
    reminder: str | None = None
    """Alexa's token of the reminder."""
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
        """When to remind of it: an hour before, on the clock on the wall."""
        return self.at - REMIND_BEFORE if self.at else None

    @property
    def is_set(self) -> bool:
        """Whether at least the day is known."""
        return self.day is not None


def needs_late_check(new: ScheduledDate, today: date, *, is_first: bool) -> bool:
    """Whether to ask, once, whether it may be so late: of a first challenge only."""
    return is_first and new.day is not None and date.fromisoformat(new.day) - today > SOON


def may_remind(new: ScheduledDate, now: datetime) -> bool:
    """Whether there is a moment left at which to remind of it."""
    return new.remind_at is not None and new.remind_at > now


def is_today(known: ScheduledDate | None, today: date) -> bool:
    """Whether it is on this day."""
    return known is not None and known.day == today.isoformat()


def is_over(known: ScheduledDate | None, now: datetime, today: date) -> bool:
    """Whether it has passed, so that the next debrief may be of it."""
    if known is None or known.day is None:
        return False
    if known.at is None:
        return date.fromisoformat(known.day) < today
    return known.at <= now


def is_due(known: ScheduledDate | None, last_evidence_at: datetime | None, now: datetime) -> bool:
    """Whether it was so short a time ago that its debrief is due, and nothing was told since."""
    if known is None or known.at is None:
        return False
    return known.at <= now <= known.at + AFTERWARDS and (last_evidence_at is None or last_evidence_at < known.at)


def is_debriefed_by(known: ScheduledDate | None, told_at: datetime, now: datetime, zone: ZoneInfo) -> bool:
    """Whether a debrief that was begun at a time is of this date, so that the date is done with.

    It was begun after it: an hour before counts too, as things may begin early. Without an hour: on its day or later.
    """
    if known is None or known.day is None:
        return False
    if known.at is None:
        return told_at.astimezone(zone).date() >= date.fromisoformat(known.day)
    return known.at <= now and known.at - REMIND_BEFORE <= told_at
