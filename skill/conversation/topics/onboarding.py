"""Onboarding of a domain: its end goal, its name, a certainty rating, and one past success."""

from dataclasses import replace
from typing import Any

from skill.conversation import extractors
from skill.conversation.confirmation import Confirmation
from skill.conversation.context import Context
from skill.conversation.form import Form, Slot
from skill.conversation.prompt import OpenQuestion
from skill.conversation.topics import past_success, schedule, things, voice_profiles
from skill.conversation.turn import Reply
from skill.efficacy.certainty import Rating, with_rating
from skill.efficacy.domain import BASELINE, Domain
from skill.efficacy.evidence import Evidence, Kind
from skill.efficacy.performer import Performer
from skill.ledger.protocol import Change
from skill.nlu.grammar import without_accents
from skill.nlu.intents import Intent, NluResult
from skill.nlu.names import Fit
from skill.speech.parts import Parts, brief, line

_LONGEST_NAME = 4
"""In words; anything longer is a goal."""


def begin(context: Context) -> Reply:
    """Begin with what somebody is getting ready for: a name or a goal, known or new."""
    words = context.language.said_last(context.nlu.words or "")
    name = context.language.name(words)
    again = (one for one in context.performer.domains if one.created_by == context.turn.request)
    known = next(again, None) or find_by_title(context, name)  # this request may be repeated
    known = replace(known, retired=False) if known else None
    is_again = known is not None and known.created_by == context.turn.request
    if known and (is_again or is_unfinished(context, known)):
        says_title = bool(known.name) or not is_again
        lead = _called(known) or ((line("meeting-named", name=brief(known.title)),) if says_title else ())
        return MEETING.ask_next(context, known, lead)
    if known:
        turn_to(context, known)
        told = schedule.told_in(context, words)
        context.update(context.performer.with_domain(replace(known, pending_date=told or known.pending_date)))
        said = (line("meeting-known", name=brief(known.title)),)
        return schedule.offer_told(context, said) or Reply(said, change=context.change(performer=context.performer))
    domain = _with_told(context, _created(context, Domain(_new_id(context))), words)
    if context.language.word_count(name) <= _LONGEST_NAME and not context.language.names_nothing(name):
        named = replace(domain, name=name)
        return MEETING.ask_next(context, named, (line("meeting-named", name=brief(name)),))
    is_goal = context.language.goal(words) != words and not context.language.only_prepares(words)
    thing = "" if is_goal else _thing_in(context, words)
    if thing and not _is_taken(context, domain, thing) and context.language.tells_apart(thing):
        return MEETING.ask_next(context, replace(domain, name=thing), (line("meeting-named", name=brief(thing)),))
    aimed = _put_goal(context, domain, words)
    return MEETING.ask_next(context, aimed, _called(aimed))


def _thing_in(context: Context, words: str) -> str:
    """Return a short name for the thing that a sentence says is coming; empty if it names none."""
    language = context.language
    if not language.tells_event(words):
        return ""
    marked = context.nlu.named or language.named(words, Intent.DOMAIN, things.own_names(context))
    named = language.uncontracted(marked.get("domain") or "") or language.thing_coming(words, context.today)
    name = language.name(named) if named else ""
    if language.word_count(name) <= _LONGEST_NAME:
        return name
    names = [one for one in language.names_from(name) if language.word_count(one) <= _LONGEST_NAME]
    first = next(iter(names), "")
    return next((one for one in names if one.endswith(f" {first}")), first)  # "best man speech", not "man speech"


def begin_new(context: Context, question: OpenQuestion | None) -> Reply | None:
    """Begin with a thing that is told to be new: "add something new, it's my first trial"; `None` for other words."""
    is_free = question is None or not (question.is_in_form or question.deletes)
    is_told = context.nlu.intent is Intent.WORDS and is_free
    name = context.language.new_thing(context.nlu.utterance) if is_told else None
    if name is None or voice_profiles.is_stranger(context):
        return None
    return begin(context.with_result(replace(context.nlu, intent=Intent.DOMAIN, words=name)))


def begin_named(context: Context, name: str, words: str) -> Reply:
    """Begin with a thing that was named in words that also tell when it is."""
    domain = _with_told(context, _created(context, Domain(_new_id(context), name=name)), words)
    return MEETING.ask_next(context, domain, (line("meeting-named", name=brief(name)),))


def turn_to(context: Context, known: Domain) -> None:
    """Make a known domain the active one."""
    performer = context.performer.with_domain(replace(known, retired=False))
    context.update(replace(performer, active=known.id))


def _with_told(context: Context, domain: Domain, words: str) -> Domain:
    """Return the domain with the day that words tell in passing, to be offered when the questions end."""
    told = schedule.told_in(context, words)
    return replace(domain, pending_date=told) if told else domain


def begin_unnamed(context: Context, lead: Parts) -> Reply:
    """Ask for the end goal of the active domain, which may have no name yet."""
    domain = context.performer.domain
    return MEETING.ask_next(context, domain if domain.created_at else _created(context, domain), lead)


def _created(context: Context, domain: Domain) -> Domain:
    """Return a domain marked as created by this turn."""
    return replace(domain, created_at=context.turn.at, created_by=context.turn.request)


def activate(context: Context, words: str) -> None:
    """Activate the domain with that name, or a new one."""
    name = context.language.name(words)
    domain = things.found(context, words, Fit.KIND) or _created(context, Domain(_new_id(context), name=name))
    context.update(_with(context, replace(domain, retired=False)))


def offer_to_finish(context: Context, lead: Parts = ()) -> Reply:
    """Offer once to finish the active domain's onboarding, without naming it."""
    domain = replace(context.performer.domain, offered_by=context.turn.request)
    reply = UNFINISHED.ask(lead)
    return replace(reply, change=context.change(performer=context.performer.with_domain(domain)))


def _go_on(context: Context, wanted: bool | None) -> Reply:
    domain = context.performer.domain
    if not wanted or not is_unfinished(context, domain):
        return Reply((line("okay"),))
    return MEETING.ask_next(context, domain, (line("meeting-resumed", name=brief(domain.title)),))


UNFINISHED = Confirmation("meeting_unfinished", "resume", extractors.yes_no, _go_on)


def is_unfinished(context: Context, domain: Domain) -> bool:
    """Whether a domain's onboarding is unfinished."""
    return domain.title is not None and any(question.is_open(context, domain) for question in MEETING.slots)


def _new_id(context: Context) -> str:
    """Return the id of a new domain; the first one takes over the evidence from before there was a name."""
    return context.performer.active if context.performer.domain.title is None else context.turn.request


def find_by_title(context: Context, name: str) -> Domain | None:
    """Return the domain with exactly that title."""
    titles = {without_accents(domain.title): domain for domain in context.performer.domains if domain.title}
    return titles.get(without_accents(name))


FILLED_IN = (
    *("goal", "is_general", "specific_goal", "name", "is_name_made", "skipped"),
    *("created_at", "created_by", "offered_by", "retired", "pending_date"),
)
"""The fields of a domain that a first meeting fills in. The ratings are merged, and all other fields stay."""


def _with(context: Context, domain: Domain) -> Performer:
    before = context.performer.find(domain.id)
    if before is not None:
        filled = {name: getattr(domain, name) for name in FILLED_IN}
        domain = replace(before, **filled, ratings=domain.ratings or before.ratings)
    return replace(context.performer.with_domain(domain), active=domain.id)


def _load(context: Context) -> Domain | None:
    return context.performer.find(context.session.subject) if context.session else None


def _keep(context: Context, domain: Domain) -> Change:
    return context.change(performer=_with(context, domain))


def _put_goal(context: Context, domain: Domain, words: str | None) -> Domain:
    goal = context.language.goal(words) if words else None
    if goal == domain.goal:
        return domain
    is_general = goal is not None and context.language.is_general(goal)
    told = replace(
        _with_told(context, domain, words or ""),
        goal=goal,
        is_general=is_general,
        specific_goal=None,
        skipped=domain.skipped - {"exact"},
    )
    return _named(context, domain, told, None if is_general else goal)


def _put_exact(context: Context, domain: Domain, words: str | None) -> Domain:
    goal = context.language.goal(words) if words else None
    return _named(context, domain, replace(domain, specific_goal=goal), goal)


def _named(context: Context, before: Domain, domain: Domain, goal: str | None) -> Domain:
    """Return a domain with a name made from its goal, unless it was given one."""
    if goal is None and before.is_name_made:
        return replace(domain, name=None, is_name_made=False)
    if goal is None or (before.name is not None and not before.is_name_made):
        return domain
    names = (name for name in context.language.names_from(goal) if not _is_taken(context, domain, name))
    name = next(names, None)
    return replace(domain, name=name, is_name_made=name is not None)


def _is_taken(context: Context, domain: Domain, name: str) -> bool:
    """Whether another domain has that title."""
    other = find_by_title(context, name)
    return other is not None and other.id != domain.id


def _called(domain: Domain) -> Parts:
    """Say what a domain is called, if its name was made from its goal."""
    return (line("meeting-called", name=brief(domain.name)),) if domain.is_name_made else ()


def _remark(_context: Context, slot: Slot[Domain, Any], domain: Domain) -> Parts:
    return _called(domain) if slot.name in {"goal", "exact"} else ()


def _put_name(context: Context, domain: Domain, words: str | None) -> Domain:
    return replace(domain, name=context.language.name(words) if words else None, is_name_made=False)


def _elsewhere(context: Context, slot: Slot[Domain, Any], domain: Domain) -> Reply | None:
    """Give another name or goal, or save a deed that was told among the evidence; `None` if the words do neither."""
    nlu, prompt = context.nlu, MEETING.prompt(context, slot, domain)
    if not nlu.utterance:
        return None
    if slot.name not in {"goal", "exact"} and (goal := context.language.stated_goal(nlu.utterance)):
        aimed = _put_goal(context, domain, goal)
        return MEETING.prompt(context, slot, aimed).ask((line("meeting-goal-kept", goal=brief(aimed.goal)),), "again")
    if nlu.intent is not Intent.WORDS:
        return None
    if slot.name != "name" and domain.name and (name := context.language.new_name(nlu.utterance)):
        return _renamed(context, slot, domain, name)
    if not context.language.tells_deed(nlu.utterance):
        return None
    deed = Evidence(
        context.new_key(domain.id), Kind.PAST, worked=context.language.deed(context.language.tidy(nlu.utterance))
    )
    reply = prompt.ask((line("meeting-deed", words=brief(deed.worked)),), "again")
    return replace(reply, change=context.change(deed, _with(context, domain)))


def _renamed(context: Context, slot: Slot[Domain, Any], domain: Domain, name: str) -> Reply:
    if _is_taken(context, domain, name):
        return MEETING.prompt(context, slot, domain).ask((line("domains-taken", name=brief(name)),), "again")
    named = MEETING.prompt(context, slot, replace(domain, name=name, is_name_made=False))
    return named.ask((line("meeting-named", name=brief(name)),), "again")


def _name_text(context: Context, nlu: NluResult) -> str | None:
    """Return a name that no other domain has."""
    words = extractors.free_text(context, nlu)
    domain = _load(context)
    is_taken = words is not None and domain is not None and _is_taken(context, domain, context.language.name(words))
    return None if is_taken else words


def _put_certainty(context: Context, domain: Domain, value: int | None) -> Domain:
    others = tuple(rating for rating in domain.ratings if rating.id != BASELINE)
    if value is None:
        return replace(domain, ratings=others)
    return replace(domain, ratings=with_rating(others, Rating(BASELINE, context.turn.at, value)))


def _finish(context: Context, domain: Domain, lead: Parts) -> Reply:
    if context.nlu.intent in {Intent.ENOUGH, Intent.DONE}:  # the open questions are skipped
        done = replace(domain, skipped=domain.skipped | {question.name for question in MEETING.slots})
        context.update(_with(context, done))
        kept = (*lead, line("meeting-kept"))
        return schedule.offer_told(context, kept) or Reply(kept, change=context.change(performer=context.performer))
    context.ask_zone()
    return past_success.begin_or_resume(context, lead, _with(context, domain))


MEETING = Form[Domain](
    "meeting",
    (
        Slot("goal", extractors.free_text, put=_put_goal, wants_free_text=True),
        Slot(
            "exact",
            extractors.free_text,
            get=lambda domain: domain.specific_goal,
            put=_put_exact,
            when=lambda _, domain: domain.is_general,
            wants_free_text=True,
        ),
        Slot(
            "name",
            _name_text,
            when=lambda _, domain: not domain.is_name_made,
            put=_put_name,
            wants_free_text=True,
        ),
        Slot(
            "certainty",
            extractors.rating,
            get=lambda domain: domain.baseline,
            put=_put_certainty,
            when=lambda context, domain: bool(domain.end_goal) and context.performer.preferences.rating,
            text="certainty",
            acknowledged=True,
            in_passing=extractors.plain_rating,
        ),
    ),
    load=_load,
    subject=lambda domain: domain.id,
    finish=_finish,
    keep=_keep,
    variables=lambda _, domain: {
        "goal": brief(domain.end_goal),
        "name": brief(domain.name),
        "value": str(domain.baseline),
    },
    elsewhere=_elsewhere,
    remark=_remark,
)
