"""A wish about the date: to set it, to move it, or to hear it; and what it is the date of."""

from dataclasses import replace
from datetime import date

from skill.conversation import extractors
from skill.conversation.context import Context
from skill.conversation.topics import onboarding, schedule, things
from skill.conversation.turn import Reply
from skill.efficacy.domain import Domain
from skill.efficacy.schedule import ScheduledDate, is_over
from skill.nlu.intents import Intent, NluResult
from skill.nlu.names import Fit
from skill.nlu.when import When
from skill.speech.parts import Parts, brief, line


def asked(context: Context) -> NluResult | None:
    """Return the wish to hear a date, if free text asks for one; else `None`."""
    nlu = context.nlu
    is_asked = nlu.intent in {Intent.WORDS, Intent.DONT_KNOW} and _asked(context) is not None
    return replace(nlu, intent=Intent.SCHEDULE) if is_asked else None


def understood(context: Context) -> Context:
    """Return the context with a wish for a date, if free text asks for it, or says it and at most what it is of."""
    nlu = context.nlu
    if (wish := asked(context)) is not None:
        return context.with_result(wish)
    if nlu.intent is Intent.WORDS and _moved(context) is not None:
        return context.with_result(replace(nlu, intent=Intent.SCHEDULE))
    when = extractors.when(context, nlu) if nlu.intent is Intent.WORDS else None
    if when is None or context.language.dated_thing(nlu.words or "") is None or not (when.day or when.is_move):
        return context
    has_date = context.performer.domain.date is not None
    return context if when.is_move and not has_date else context.with_result(replace(nlu, intent=Intent.SCHEDULE))


def begin(context: Context) -> Reply:
    """Set or move a date, or tell it. A thing that is named becomes the active one; a new one is asked about first."""
    return schedule.with_stale_cancelled(context, _begin)


def _begin(context: Context) -> Reply:
    context.ask_zone()
    nlu = context.nlu
    before: Domain = context.performer.domain
    when = extractors.when(context, nlu)
    if nlu.words and nlu.date:  # without a date, the words are all that was said
        onboarding.activate(context, nlu.words)
        return schedule.begin(context, when, _turned(before, context.performer.domain))
    said = nlu.words or ""
    if (domain := _asked(context)) is not None:
        return tell(context, domain)
    if (moved := _moved(context)) is not None:
        domain, scheduled, to = moved
        onboarding.turn_to(context, domain)
        return schedule.move(context, scheduled, to, _turned(before, domain))
    if when is None:
        return schedule.begin(context, None)
    if when.is_move and before.date is None:
        return tell(context, before)
    thing = context.language.dated_thing(said) if said else ("", False)
    if thing is None and (offer := schedule.offer(context, said)) is not None:
        return offer
    name, is_new = thing or ("", False)
    named = context.language.named(said, Intent.SCHEDULE, things.own_names(context)).get("domain")
    if (known := things.found(context, name, Fit.KIND) or things.found(context, named, Fit.KIND)) is not None:
        onboarding.turn_to(context, known)
        return schedule.begin(context, when, _turned(before, context.performer.domain))
    if is_new:
        return onboarding.begin_named(context, name, said)
    if name:
        onboarding.activate(context, name)
    return schedule.begin(context, when, _turned(before, context.performer.domain))


def _moved(context: Context) -> tuple[Domain, ScheduledDate, When] | None:
    """Return whose known date is moved, which that is, and to when; `None` if words move none."""
    said = context.nlu.words or ""
    if not context.language.moves_date(said):
        return None
    domain = things.mentioned(context, said) or context.performer.domain
    known = domain.date
    if known is None or not known.day or is_over(known, context.turn.at, context.today):
        return None
    today = date.fromisoformat(known.day) if context.language.counts_from_date(said) else context.today
    when = context.language.when(said, today)
    return (domain, known, when) if when and (when.whole_day or when.is_move or when.time) else None


def is_about_own(context: Context) -> bool:
    """Whether words ask for the next date or move it, and name nothing else."""
    thing = context.language.dated_thing(context.nlu.words or "")
    is_bare = thing is not None and not thing[0]
    return _asked(context) is not None or (is_bare and understood(context) is not context)


def _asked(context: Context) -> Domain | None:
    """Return the domain whose date words ask for; `None` if they ask for none."""
    thing = context.language.asked_thing(context.nlu.words or "")
    if not thing:
        return None if thing is None else context.performer.domain
    return things.found(context, thing, Fit.KIND)


def tell(context: Context, domain: Domain) -> Reply:
    """Say when the next date is, or offer to set one."""
    known = domain.date
    if known is None or not known.is_set or is_over(known, context.turn.at, context.today):
        is_active = domain.id == context.performer.active
        none = (line("schedule-none-set"),)
        return schedule.OFFERED.ask(none) if is_active else Reply(none)
    return Reply((schedule.date_line(context, known),))


def _turned(before: Domain, now: Domain) -> Parts:
    """Announce a switch to another domain."""
    is_other = before.title is not None and before.id != now.id
    return (line("domains-one", name=brief(now.title)),) if is_other else ()
