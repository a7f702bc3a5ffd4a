"""The date of the next performance, and its reminder."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from skill.conversation import extractors
from skill.conversation.confirmation import Confirmation
from skill.conversation.context import Context
from skill.conversation.form import Form, Slot
from skill.conversation.prompt import Variables
from skill.conversation.turn import Refusal, Reply
from skill.efficacy.domain import Domain
from skill.efficacy.ladder import Fit, fit, next_challenge
from skill.efficacy.performer import Performer
from skill.efficacy.schedule import ScheduledDate, may_remind, needs_late_check
from skill.ledger.protocol import Change
from skill.nlu.dates import first_day, whole_day
from skill.nlu.intents import NluResult
from skill.nlu.when import When
from skill.speech import dates
from skill.speech.parts import Line, Parts, brief, line

ASK_AGAIN_AFTER = timedelta(days=7)
"""How long not to ask for the permission again after a no."""
_HALF_DAY, _NIGHT_BEGINS = 12, 4
_LEAP_DAY = (2, 29)


def begin(context: Context, when: When | None, lead: Parts = ()) -> Reply:
    """Take as much of the date as was said, and ask for the rest; an earlier date is moved."""
    context.ask_zone()
    new = _blank(context)
    return SCHEDULE.ask_next(context, _put_when(context, new, when) if when else new, lead)


def move(context: Context, known: ScheduledDate, when: When, lead: Parts = ()) -> Reply:
    """Move a known date: what is not said anew of its day and its hour stays."""
    context.ask_zone()
    stays = replace(_blank(context), day=known.day, time=known.time)
    return SCHEDULE.ask_next(context, _put_when(context, stays, when), lead)


def begin_for_challenge(context: Context, lead: Parts = ()) -> Reply:
    """Offer the day that was told with the next challenge, or ask when it is."""
    now = next_challenge(context.performer.domain.ladder)
    return offer(context, now.what if now else "", lead) or begin(context, None, lead)


def offer(context: Context, words: str, lead: Parts = ()) -> Reply | None:
    """Offer to set the date that words tell in passing; `None` if they tell none."""
    told = told_in(context, words)
    if told is None:
        return None
    context.update(context.performer.with_domain(replace(context.performer.domain, pending_date=told)))
    return offer_told(context, lead)


def told_in(context: Context, words: str) -> ScheduledDate | None:
    """Return the day, and the hour, that words tell in passing; `None` if they tell no day to come."""
    when = context.language.when(words, context.today)
    if when is None or when.whole_day is None or when.contradicts_itself or when.is_attribute:
        return None
    told = _put_when(context, _blank(context), when)
    return replace(told, is_told=True) if told.day else None


def offer_told(context: Context, lead: Parts = ()) -> Reply | None:
    """Offer once to set the date that was told in passing; `None` if there is none to come."""
    told = context.performer.domain.pending_date
    if told is None or not told.is_told or not told.day or date.fromisoformat(told.day) < context.today:
        return None
    reply = TOLD.ask(lead, subject=told.id, variables={"day": _told_day(context, told)})
    return replace(reply, change=context.change(performer=context.performer))


def _told_day(context: Context, told: ScheduledDate) -> Line:
    """Return the name of a day, with its hour if that is clear, or with the part of the day."""
    day = _day(context, replace(told, time=None) if told.is_ambiguous else told)
    is_part = told.part is not None and told.time is None
    return line("schedule-day-and-part", day=day, part=told.part or "") if is_part else day


def _wanted_or_moved(context: Context, nlu: NluResult) -> bool | When | None:
    """Return yes or no, or the other day that was said instead: "no, make that Saturday, same time"."""
    when = context.language.when(nlu.utterance, context.today) if nlu.utterance else None
    return when if when and whole_day(when.day or "") else extractors.yes_no(context, nlu)


def _told(context: Context, wanted: bool | When | None) -> Reply:
    performer = context.performer
    domain = performer.domain
    told = domain.pending_date
    if isinstance(wanted, When) and told is not None:
        time = (wanted.time, wanted.is_ambiguous) if wanted.time else (told.time, told.is_ambiguous)
        told = replace(told, day=wanted.day, time=time[0], is_ambiguous=time[1], part=wanted.part or told.part)
    context.update(performer.with_domain(replace(domain, pending_date=None)))
    if not wanted or told is None or not told.is_told:
        return Reply((line("okay"),), change=context.change(performer=context.performer))
    return SCHEDULE.ask_next(context, replace(told, is_told=False))


TOLD: Confirmation[bool | When] = Confirmation("schedule_offer", "told", _wanted_or_moved, _told)


def with_stale_cancelled(context: Context, answer: Callable[[Context], Reply]) -> Reply:
    """Return an answer; once it is saved, reminders go whose dates were taken off where no device could cancel them."""
    known = context.performer
    stale = {token for domain in known.domains for token in domain.stale_reminders}
    if not stale:
        return answer(context)
    context.update(replace(known, domains=tuple(replace(domain, stale_reminders=()) for domain in known.domains)))
    reply = answer(context)
    context.cancelled_reminders.update(stale)
    saved = reply.change.performer or context.change(performer=context.performer).performer
    is_vital = bool(reply.change) and reply.change.vital
    return replace(reply, change=replace(reply.change, performer=saved, vital=is_vital))


def drop(context: Context) -> Reply:
    """Remove the date and its reminder, unless another day was named."""
    return with_stale_cancelled(context, _drop)


def _drop(context: Context) -> Reply:
    domain = context.performer.domain
    when = context.language.when(context.nlu.utterance, context.today)
    other = whole_day(when.day or "") if when else None
    if other and (domain.date is None or domain.date.day != other.isoformat()):
        is_set = domain.date is not None and domain.date.is_set
        known = (line("schedule-next", day=_day(context, domain.date)),) if domain.date and is_set else ()
        return Reply((line("schedule-none-on", day=_coming(context, other.isoformat())), *known))
    if domain.date is None or not domain.date.is_set:
        return Reply((line("schedule-none"),))
    performer = context.performer.with_domain(cancel_date(context, domain))
    said = line("schedule-dropped-both" if context.cancelled_reminders else "schedule-dropped")
    return Reply(
        (said, *describe(context, replace(domain.date, prepare=None))), change=context.change(performer=performer)
    )


def cancel_date(context: Context, domain: Domain) -> Domain:
    """Return the domain without its date, and cancel a future reminder once the turn is saved."""
    known = domain.date
    if known and known.reminder and may_remind(known, context.turn.at):
        context.cancelled_reminders.add(known.reminder)
    return replace(domain, date=None)


def date_line(context: Context, known: ScheduledDate) -> Line:
    """Return a line that names a date."""
    return line("schedule-told", day=_day(context, known))


def _day(context: Context, known: ScheduledDate) -> Line:
    day = _coming(context, known.day or "")
    return day if known.time is None else line("schedule-day-and-time", day=day, time=dates.clock(known.time))


def _coming(context: Context, day: str) -> Line:
    """Return the name of a day to come."""
    return dates.coming(day, context.today, is_night=context.is_night)


def something_today(known: ScheduledDate) -> Line:
    """Return a line that there is something today, and when, but not what."""
    if known.time is None:
        return line("schedule-something")
    return line("schedule-something-at", time=dates.clock(known.time))


def describe(context: Context, known: ScheduledDate) -> Parts:
    """Say what is scheduled, and what there was to prepare."""
    name = context.performer.domain.title
    day = _day(context, known)
    what = line("schedule-of", day=day, name=brief(name)) if name else line("schedule-was", day=day)
    return (what, line("schedule-prepare-told", words=brief(known.prepare))) if known.prepare else (what,)


def consent(context: Context) -> Reply:
    """After the permission request: set the reminder, or leave the date without one."""
    domain = context.performer.domain
    known = domain.date
    if known is None or known.at is None:
        return Reply((line("okay"),))
    if not context.turn.act.is_refused:  # try anyway: Alexa knows whether it is allowed
        return _remind(context, domain, known, may_ask=False)
    performer = context.performer.with_domain(replace(domain, date=replace(known, remind=False)))
    keep = context.change(performer=replace(performer, reminders_refused_at=context.turn.at))
    return Reply((line("schedule-without-reminder"), date_line(context, known)), change=keep)


def _blank(context: Context) -> ScheduledDate:
    performer = context.performer
    zone = performer.zone.name if performer.zone and performer.zone.name else None
    return ScheduledDate(context.turn.request, zone=zone)


def _load(context: Context) -> ScheduledDate | None:
    """Return the date that the question is about, or a blank one."""
    if context.session is None:
        return None
    domain, id_ = context.performer.domain, context.session.subject
    known = next((one for one in (domain.date, domain.pending_date) if one and one.id == id_), None)
    return known or replace(_blank(context), id=id_)


def _with(context: Context, new: ScheduledDate) -> Performer:
    """Return the performer with a new date; the old one stays until the new one is complete."""
    domain = context.performer.domain
    before = domain.date if domain.date and domain.date.is_set and domain.date.id != new.id else None
    if before is None:
        return context.performer.with_domain(replace(domain, date=new, pending_date=None))
    if _is_whole(context, new, before):
        return context.performer.with_domain(replace(cancel_date(context, domain), date=new, pending_date=None))
    return context.performer.with_domain(replace(domain, pending_date=new))


def _is_whole(context: Context, new: ScheduledDate, before: ScheduledDate) -> bool:
    """Whether a new date is complete enough to replace the old one."""
    has_hour = new.time is not None and not new.is_ambiguous
    return new.day is not None and (has_hour or before.time is None) and not (_is_late(context, new) and not new.later)


def _is_late(context: Context, new: ScheduledDate) -> bool:
    """Whether to ask if the date may be that late."""
    return needs_late_check(new, context.today, is_first=context.performer.domain.is_first_challenge)


def _keep(context: Context, new: ScheduledDate) -> Change:
    """Return the change that saves a date; nothing new while it is blank."""
    if not (new.day or new.time or new.near or new.part) and context.performer.domain.date is None:
        return context.change(performer=context.performer)
    return context.change(performer=_with(context, new))


def _heard(context: Context, nlu: NluResult) -> When | None:
    """Return the day and the hour that were said, as far as they were."""
    new = _load(context)
    return extractors.when(context, nlu, new.near if new else None, new.weekday if new else None)


def _heard_hour(context: Context, nlu: NluResult) -> When | None:
    """Return the hour or the part of the day that was said, where that is asked."""
    heard = _heard(context, nlu)
    part = context.language.part_of_day(nlu.words or "") if heard is None else None
    return When(part=part) if part else heard


def _heard_or_agreed(context: Context, nlu: NluResult) -> When | bool | None:
    """Return a yes or a no, or else another day or hour: "no, make it eleven"."""
    agreed = extractors.yes_no(context, nlu)
    return agreed if agreed else _heard(context, nlu) or agreed


def _put_when(context: Context, new: ScheduledDate, when: When | None) -> ScheduledDate:
    """Put in what was said of a day and an hour; the rest stays as it is."""
    if when is None:
        return replace(new, day=None, later=None)
    when = _from_known(context, new, when)
    new = _put_day(context, new, when)
    new = replace(new, part=when.part or (new.part if new.time is None or new.is_ambiguous else None))
    if when.time is not None:
        return _put_time(context, new, when)
    return _put_part(context, new) if when.part and new.time else _not_past(context, new)


def _from_known(context: Context, new: ScheduledDate, when: When) -> When:
    """Return a day and an hour that were said relative to now, or to the date that is known."""
    if when.minutes_ahead is not None:
        at = context.turn.at.astimezone(context.zone) + timedelta(minutes=when.minutes_ahead)
        return When(day=at.date().isoformat(), time=f"{at:%H:%M}")
    known = new if new.day else context.performer.domain.date
    if not when.is_move or known is None or known.day is None:
        return when
    moved = datetime.combine(date.fromisoformat(known.day), time.fromisoformat(known.time or "00:00"))
    moved += timedelta(days=when.days_later, minutes=when.minutes_later)
    day, hour = when.day or moved.date().isoformat(), f"{moved:%H:%M}" if known.time else None
    keeps_hour = when.time is None and not (when.is_same_day and when.part)
    return replace(when, day=day, time=hour, is_ambiguous=False, part=None) if keeps_hour else replace(when, day=day)


def _put_day(context: Context, new: ScheduledDate, when: When) -> ScheduledDate:
    """Put in a day. A month, a week, a day that is over or of another weekday stays in mind, and is asked about."""
    day = when.whole_day
    if day is None:
        return new if when.day is None else replace(new, near=when.day, weekday=when.weekday, day=None, later=None)
    is_over = day < context.today
    if is_over and when.day == new.near and _next_year(day):  # said again: the next one is meant
        when, is_over = replace(when, day=_next_year(day)), False
    if is_over or (when.contradicts_itself and when.day != new.near):
        weekday = None if is_over else when.weekday
        return replace(new, near=when.day, weekday=weekday, day=None, later=None)
    return replace(new, day=when.day, near=None, weekday=None, later=None if when.day != new.day else new.later)


def _next_year(day: date) -> str | None:
    """Return the same day a year later; `None` for a leap day."""
    return None if (day.month, day.day) == _LEAP_DAY else day.replace(year=day.year + 1).isoformat()


def _put_time(context: Context, new: ScheduledDate, when: When) -> ScheduledDate:
    """Put in a time. An hour without its half of the day stays in the half of the one before it; a part decides."""
    hour, minute = int((when.time or "")[:2]), (when.time or "")[3:5]
    if new.part is not None and hour <= _HALF_DAY:
        return _not_past(context, _in_part(new, hour, minute, new.part))
    is_moved = when.is_ambiguous and new.time is not None and not new.is_ambiguous
    if is_moved:
        hour = hour % _HALF_DAY + _HALF_DAY * (int((new.time or "")[:2]) >= _HALF_DAY)
    return _not_past(
        context, replace(new, time=f"{hour:02}:{minute}", part=None, is_ambiguous=when.is_ambiguous and not is_moved)
    )


def _put_part(context: Context, new: ScheduledDate) -> ScheduledDate:
    """Put the hour that is known into the part of the day."""
    hour, minute = (new.time or "").split(":")
    return _not_past(context, _in_part(new, int(hour), minute, new.part or ""))


def _put_hour(context: Context, new: ScheduledDate, when: When | None) -> ScheduledDate:
    if when is None:
        return replace(new, time=None, part=None, is_ambiguous=False)
    return _put_when(context, new, when)


def _not_past(context: Context, new: ScheduledDate) -> ScheduledDate:
    """Check a time today: a past hour may mean the afternoon; if not, it is asked again."""
    if new.at is None or new.at > context.turn.at:
        return new
    if new.at.hour < _HALF_DAY and new.at + timedelta(hours=_HALF_DAY) > context.turn.at and new.part is None:
        return replace(new, is_ambiguous=True)
    return replace(new, time=None, part=None, is_ambiguous=False)


def _in_part(new: ScheduledDate, hour: int, minute: str, part: str) -> ScheduledDate:
    """Put an hour into a part of day: twelve or one "at night" is after midnight, "in the evening" it isn't."""
    is_past_midnight = part == "NI" and (hour % _HALF_DAY) < _NIGHT_BEGINS
    later = 0 if part == "MO" or is_past_midnight else _HALF_DAY
    day = date.fromisoformat(new.day) + timedelta(days=1) if new.day and is_past_midnight else None
    moved = replace(new, day=day.isoformat()) if day else new
    return replace(moved, time=f"{hour % _HALF_DAY + later:02}:{minute}", part=part, is_ambiguous=False)


def _put_half(context: Context, new: ScheduledDate, when: When | None) -> ScheduledDate:
    """Put in which half of the day is meant; an hour that is said again is meant as it is."""
    if when is None:
        return replace(new, is_ambiguous=new.time is not None)
    is_again = when.day is None and when.time is not None and when.part is None and not when.is_move
    return _put_when(context, new, replace(when, is_ambiguous=False) if is_again else when)


def _put_remind(context: Context, new: ScheduledDate, answer: When | bool | None) -> ScheduledDate:
    return _put_when(context, new, answer) if isinstance(answer, When) else replace(new, remind=answer)


def _put_later(context: Context, new: ScheduledDate, keeps: When | bool | None) -> ScheduledDate:
    """Keep a late date, or ask for the day again, unless it was said."""
    if isinstance(keeps, When):
        return _put_when(context, new, keeps)
    return replace(new, later=True) if keeps else replace(new, day=None, later=None)


def _may_ask_to_remind(context: Context, new: ScheduledDate) -> bool:
    refused = context.performer.reminders_refused_at
    is_refused = refused is not None and context.turn.at - refused < ASK_AGAIN_AFTER
    return may_remind(new, context.turn.at) and not is_refused


def _is_certain(context: Context, new: ScheduledDate) -> bool:
    certainty = context.performer.domain.certainty
    return new.day is not None and certainty is not None and fit(certainty) is Fit.TOO_EASY


def _finish(context: Context, new: ScheduledDate, lead: Parts) -> Reply:
    domain = _with(context, new).domain
    known = domain.date
    if known is not None and known.id != new.id:
        return Reply((*lead, line("schedule-stays"), date_line(context, known)), change=_without_move(context))
    if new.day is None:
        return Reply((*lead, line("schedule-not-set")), change=_keep(context, new))
    if new.remind and may_remind(new, context.turn.at):
        return _remind(context, domain, new, lead)
    no_zone = () if new.zone or new.time is None else (line("schedule-no-zone"),)
    return Reply((*lead, line("schedule-set"), date_line(context, new), *no_zone), change=_keep(context, new))


def _stopped(context: Context, new: ScheduledDate) -> Reply | None:
    """Say that the old date stays, if a move was interrupted."""
    known = context.performer.domain.date
    if known is None or not known.is_set or known.id == new.id:
        return None
    return Reply((line("schedule-stays"), date_line(context, known)), change=_without_move(context))


def _without_move(context: Context) -> Change:
    """Return the change that gives up a move."""
    performer = context.performer
    return context.change(performer=performer.with_domain(replace(performer.domain, pending_date=None)))


def _remind(context: Context, domain: Domain, new: ScheduledDate, lead: Parts = (), *, may_ask: bool = True) -> Reply:
    """Set the reminder, requesting the permission if it is missing; the date is set either way."""
    at = new.remind_at
    performer = context.performer.with_domain(domain)
    if at is None or at <= context.turn.at:
        return Reply((*lead, line("schedule-set"), date_line(context, new)), change=context.change(performer=performer))
    turn = context.turn
    done = new.reminder or turn.platform.remind(at, turn.at, line("reminder-label"), may_be_there=turn.is_retry)
    if done is Refusal.NOT_ALLOWED and may_ask:
        keep = context.change(performer=performer)
        return Reply((*lead, line("schedule-set")), change=keep, asks_permission=context.performer_id)
    if isinstance(done, Refusal):
        performer_after = performer.with_domain(replace(domain, date=replace(new, remind=False)))
        say = (*lead, line("schedule-no-reminder", why=str(done)), date_line(context, new))
        return Reply(say, change=context.change(performer=performer_after))
    performer_after = performer.with_domain(replace(domain, date=replace(new, remind=True, reminder=done)))
    reminder = line("schedule-reminder", day=_coming(context, at.date().isoformat()), time=_clock(at))
    return Reply(
        (*lead, line("schedule-set"), date_line(context, new), reminder),
        change=context.change(performer=performer_after),
    )


def _clock(at: datetime) -> Line:
    return dates.clock(at.strftime("%H:%M"))


def _variables(context: Context, new: ScheduledDate) -> Variables:
    at = new.remind_at
    return {
        **_doubt(new),
        "date": _day(context, replace(new, time=None) if new.is_ambiguous else new) if new.day else "",
        "part": new.part or "none",
        "hour": str((int((new.time or "00")[:2]) - 1) % _HALF_DAY + 1),
        "day": _coming(context, at.date().isoformat()) if at else "",
        "time": _clock(at) if at else "",
    }


def _doubt(new: ScheduledDate) -> Variables:
    """Return what the question for the day is about: a month, a week, or a day that can't be meant."""
    weekday = dates.weekday_name(new.weekday) if new.weekday else ""
    if new.near is None:
        return {"about": "none", "near": "", "weekday": weekday}
    if (day := whole_day(new.near)) is not None:
        return {"about": "other" if new.weekday else "over", "near": dates.month_day(day), "weekday": weekday}
    about = "weekend" if new.near.endswith("-WE") else "week" if "-W" in new.near else "month"
    near = dates.partial(new.near, first_day(new.near) or date.min)
    return {"about": "which" if new.weekday else about, "near": near, "weekday": weekday}


SCHEDULE = Form[ScheduledDate](
    "schedule",
    (
        Slot("day", _heard, get=lambda new: new.day, put=_put_when, no_means_skip=True, narrows=True),
        Slot(
            "time",
            _heard_hour,
            get=lambda new: new.time,
            put=_put_hour,
            when=lambda _, new: new.day is not None,
            no_means_skip=True,
            acknowledged=True,
            narrows=True,
        ),
        Slot(
            "half",
            _heard_hour,
            get=lambda new: None if new.is_ambiguous else new.time,
            put=_put_half,
            when=lambda _, new: new.time is not None,
            narrows=True,
        ),
        Slot("later", _heard_or_agreed, put=_put_later, when=_is_late, narrows=True),
        Slot("prepare", extractors.free_text, when=_is_certain, wants_free_text=True, no_means_skip=True),
        Slot("remind", _heard_or_agreed, put=_put_remind, when=_may_ask_to_remind, narrows=True),
    ),
    load=_load,
    subject=lambda new: new.id,
    finish=_finish,
    keep=_keep,
    variables=_variables,
    on_stop=_stopped,
)


def _if_wanted(context: Context, wanted: bool | None) -> Reply:
    return begin_for_challenge(context) if wanted else Reply((line("okay"),))


OFFERED = Confirmation("schedule_offer", "when", extractors.yes_no, _if_wanted)
