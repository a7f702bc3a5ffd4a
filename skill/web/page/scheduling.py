"""The date on the page: read from a form, checked, and named."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from skill.conversation.context import Context
from skill.efficacy.domain import Domain
from skill.efficacy.performer import Zone
from skill.efficacy.schedule import LONGEST_AHEAD, ScheduledDate, is_far, is_over, needs_late_check
from skill.web.page import moments
from skill.web.page.visit import Visit

_A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Shown:
    """The date as it is shown.

    Args:
        name: Its name; empty if none is set.
        day: Its day, as a form holds it.
        time: Its hour, as a form holds it.
        mark: What identifies it as it is now.
        days: In how many days it is.
        is_over: Whether it is over.
        is_late: Whether it is late for a first step.
        prepare: What there is to prepare for it.
        reminder: Whether a device reminds them of it: set, old if it may remind them of an earlier one, or none.
        zone: The place whose time the performer's time zone is, New York; empty if it is unknown.
        first: The first day that a form takes.
        last: The last day that a form takes.
    """

    name: str
    day: str
    time: str
    mark: str
    days: int
    is_over: bool
    is_late: bool
    prepare: str
    reminder: str
    zone: str
    first: str
    last: str


def shown(visit: Visit, context: Context, domain: Domain) -> Shown:
    """Return the date of a domain as it is shown."""
    known, today = domain.date, context.today
    known_zone = context.saved.zone.name if context.saved.zone else None
    zone = _place(known_zone) if known_zone else None
    edges = (today.isoformat(), (today + LONGEST_AHEAD).isoformat())
    if known is None or known.day is None:
        return Shown("", "", "", "", 0, False, False, "", "none", zone or "", *edges)
    return Shown(
        visit.texts.say(moments.moment_name(known, today)),
        known.day,
        known.time or "",
        mark(known),
        moments.days_left(known, today),
        is_over(known, visit.at, today),
        needs_late_check(known, today, is_first=domain.is_first_challenge),
        known.prepare or "",
        "none" if known.reminder is None else "set" if known.remind else "old",
        zone or "",
        *edges,
    )


def _place(zone: str) -> str:
    """Return the place that a time zone is named for: New York for America/New_York, UTC for Etc/UTC."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def mark(known: ScheduledDate | None) -> str:
    """Return what identifies a date as it is now, 2026-05-07T15:00; empty if none is set."""
    return f"{known.day}T{known.time or ''}" if known is not None and known.day is not None else ""


def name_of(visit: Visit, context: Context, marked: str) -> str:
    """Return the name of a date by what identifies it; empty for none."""
    day, _, time_ = marked.partition("T")
    return visit.texts.say(moments.moment_name(ScheduledDate("", day, time_ or None), context.today)) if day else ""


def date_in(visit: Visit, domain: Domain, zone: Zone | None) -> ScheduledDate | None:
    """Return the date that a form holds; `None` if it holds no day, or something that is no day or no hour.

    It keeps what there is to prepare, and the device's reminder: if the date is moved or taken off by voice later, that
    reminder goes with it.
    """
    try:
        day = date.fromisoformat(visit.form.get("day", "").strip())
        at = visit.form.get("time", "").strip()
        hour = f"{time.fromisoformat(at):%H:%M}" if at else None
    except ValueError:
        return None
    known = domain.date
    return ScheduledDate(
        visit.request,
        day.isoformat(),
        hour,
        zone=zone.name if zone else None,
        later=True,
        prepare=known.prepare if known else None,
        reminder=known.reminder if known else None,
    )


def doubt(new: ScheduledDate, now: datetime, context: Context) -> str:
    """Return the name of the sentence that says why a date can't be meant; empty if it can.

    Where the time zone is unknown, their day may still be the one before.
    """
    today = context.today if new.zone else context.today - _A_DAY
    if is_far(new, today):
        return "page-date-far"
    return "page-date-over" if is_over(new, now, today) else ""
