"""The date of the next performance, and its reminder."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from skill.conversation import extractors
from skill.conversation.confirmation import Confirmation
from skill.conversation.context import Context
from skill.conversation.form import Form, Slot
from skill.conversation.prompt import Variables
from skill.conversation.topics import onboarding
from skill.conversation.turn import Refusal, Reply
from skill.efficacy.domain import Domain
from skill.efficacy.ladder import Fit, fit
from skill.efficacy.performer import Performer
from skill.efficacy.schedule import NIGHT_ENDS, ScheduledDate, may_remind, needs_late_check
from skill.ledger.protocol import Change
from skill.nlu.intents import Intent, NluResult
from skill.speech import dates
from skill.speech.parts import Line, Parts, brief, line

ASK_AGAIN_AFTER = timedelta(days=7)
"""How long not to ask for the permission again after a no."""
_HALF_DAY, _NIGHT_BEGINS = 12, 4


def begin(context: Context) -> Reply:
    """Take as much of the date as was said, and ask for the rest; an earlier date is moved."""
    context.ask_zone()
    nlu = context.nlu
    before: Domain = context.performer.domain
    lead: Parts = ()
    if nlu.words and nlu.date:  # without a date, the words are all that was said
        onboarding.activate(context, nlu.words)
        lead = _turned(before, context.performer.domain)
    new, when = _blank(context), _when(context, nlu)
    return SCHEDULE.ask_next(
        context, _put_when(context, new, when) if when else _put_time(context, new, nlu.time), lead
    )


def _turned(before: Domain, now: Domain) -> Parts:
    """Announce a switch to another domain."""
    is_other = before.title is not None and before.id != now.id
    return (line("domains-one", name=brief(now.title)),) if is_other else ()


def begin_for_challenge(context: Context, lead: Parts = ()) -> Reply:
    """Ask when the next challenge is."""
    context.ask_zone()
    return SCHEDULE.ask_next(context, _blank(context), lead)


def drop(context: Context) -> Reply:
    """Remove the date and its reminder."""
    domain = context.performer.domain
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
    day = dates.coming(known.day or "", context.today)
    return day if known.time is None else line("schedule-day-and-time", day=day, time=dates.clock(known.time))


def something_today(known: ScheduledDate) -> Line:
    """Return a line that there is something today, and when, but not what."""
    if known.time is None:
        return line("schedule-something")
    return line("schedule-something-at", time=dates.clock(known.time))


def describe(context: Context, known: ScheduledDate) -> Parts:
    """Say what is scheduled, and what there was to prepare."""
    name = context.performer.domain.title
    what = line("schedule-of", day=_day(context, known), name=brief(name)) if name else date_line(context, known)
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
    if new.day is None and new.time is None and context.performer.domain.date is None:
        return context.change(performer=context.performer)
    return context.change(performer=_with(context, new))


def _when(context: Context, nlu: NluResult) -> tuple[str, str | None, str | None] | None:
    """Return a day, with the part of day and the time if they were said with it."""
    day = extractors.coming_day(context, nlu)
    return (day, nlu.part, nlu.time) if day else None


def _put_when(context: Context, new: ScheduledDate, when: tuple[str, str | None, str | None] | None) -> ScheduledDate:
    if when is None:
        return replace(new, day=None, later=None)
    day, part, time = when
    moved = replace(new, day=day, part=part or new.part, later=None if day != new.day else new.later)
    return _put_time(context, moved, time) if time else _not_past(context, moved)


def _hour(context: Context, nlu: NluResult) -> str | None:
    """Return a time of day or a part of day; a bare number is an hour."""
    if nlu.intent is Intent.NUMBER and nlu.number is not None and 1 <= nlu.number < 2 * _HALF_DAY:
        return f"{nlu.number:02}:00"
    if nlu.intent in {Intent.TIME, Intent.SCHEDULE, Intent.DATE}:
        return nlu.time
    return context.language.part_of_day(nlu.words or "")


def _put_time(context: Context, new: ScheduledDate, said: str | None) -> ScheduledDate:
    """Put in a time. An early hour may mean the afternoon; a part of day decides."""
    if said is None:
        return replace(new, time=None, part=None, is_ambiguous=False)
    if ":" not in said:
        return replace(new, part=said)
    hour, minute = int(said[:2]), said[3:5]
    if new.part is not None and hour <= _HALF_DAY:
        return _not_past(context, _in_part(new, hour, minute, new.part))
    timed = replace(new, time=f"{hour:02}:{minute}", is_ambiguous=0 < hour < NIGHT_ENDS)
    return _not_past(context, timed)


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


def _half(context: Context, nlu: NluResult) -> str | None:
    """Return a part of day, or the whole time again."""
    said = nlu.time or context.language.part_of_day(nlu.words or "")
    return said or None


def _put_half(context: Context, new: ScheduledDate, said: str | None) -> ScheduledDate:
    if said is None:
        return replace(new, is_ambiguous=new.time is not None)
    if ":" in said:
        return replace(_put_time(context, new, said), is_ambiguous=False)
    hour, minute = (new.time or "00:00").split(":")
    return _not_past(context, _in_part(new, int(hour), minute, said))


def _put_later(_context: Context, new: ScheduledDate, keeps: bool | None) -> ScheduledDate:
    """Keep a late date, or ask for the day again."""
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
    reminder = line("schedule-reminder", day=dates.coming(at.date().isoformat(), context.today), time=_clock(at))
    return Reply(
        (*lead, line("schedule-set"), date_line(context, new), reminder),
        change=context.change(performer=performer_after),
    )


def _clock(at: datetime) -> Line:
    return dates.clock(at.strftime("%H:%M"))


def _variables(context: Context, new: ScheduledDate) -> Variables:
    at = new.remind_at
    return {
        "part": new.part or "none",
        "hour": str((int((new.time or "00")[:2]) - 1) % _HALF_DAY + 1),
        "day": dates.coming(at.date().isoformat(), context.today) if at else "",
        "time": _clock(at) if at else "",
    }


SCHEDULE = Form[ScheduledDate](
    "schedule",
    (
        Slot("day", _when, get=lambda new: new.day, put=_put_when, no_means_skip=True),
        Slot("time", _hour, put=_put_time, when=lambda _, new: new.day is not None, no_means_skip=True),
        Slot(
            "half",
            _half,
            get=lambda new: None if new.is_ambiguous else new.time,
            put=_put_half,
            when=lambda _, new: new.time is not None,
        ),
        Slot(
            "later",
            extractors.yes_no,
            put=_put_later,
            when=_is_late,
        ),
        Slot("prepare", extractors.free_text, when=_is_certain, wants_free_text=True, no_means_skip=True),
        Slot("remind", extractors.yes_no, when=_may_ask_to_remind),
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
