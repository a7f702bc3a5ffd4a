"""A past success: evidence of earlier days, collected when calm.

Recall is harder under stress (`docs/science.md`, 11).
"""

from dataclasses import replace
from typing import Any

from skill.conversation import extractors
from skill.conversation.context import Context, subject_for
from skill.conversation.form import Form, Slot
from skill.conversation.topics import schedule
from skill.conversation.turn import Reply
from skill.efficacy.evidence import Evidence, Kind
from skill.efficacy.performer import Performer
from skill.ledger.protocol import NOTHING, Change
from skill.nlu.intents import Intent, NluResult
from skill.speech import dates
from skill.speech.parts import Parts, brief, line


def begin(context: Context, lead: Parts = (), performer: Performer | None = None) -> Reply:
    """Ask for one past success, and save a performer who has just changed."""
    key = context.new_key(performer.active if performer else None)
    reply = SUCCESS.ask_next(context, Evidence(key, Kind.PAST), lead)
    return replace(reply, change=context.change(performer=performer))


def begin_or_resume(context: Context, lead: Parts, performer: Performer) -> Reply:
    """Ask for one past success at the end of a first meeting, or go on with one that was told in it."""
    told = (one for one in context.latest(_GLANCE) if one.kind is Kind.PAST and one.deed and not one.closed)
    found = next((one for one in told if one.key.domain == performer.active), None)
    if found is None:
        return begin(context, lead, performer)
    return replace(SUCCESS.ask_next(context, found, lead), change=context.change(found, performer))


_GLANCE = 5
"""How many of the latest pieces are searched for one that was told."""


def _load(context: Context) -> Evidence | None:
    key = context.subject_key
    return None if key is None else context.evidence(key) or Evidence(key, Kind.PAST)


def _keep(context: Context, evidence: Evidence) -> Change:
    return context.change(evidence) if evidence.deed or evidence.version else NOTHING


def _taken_back(_context: Context, evidence: Evidence) -> Reply | None:
    if evidence.deed:
        return None
    return Reply((line("forgotten"),), change=Change(forget=(evidence.key,)))


def _finish(context: Context, evidence: Evidence, lead: Parts) -> Reply:
    done = replace(evidence, closed=True)
    said = line("success-kept" if done.deed else "success-none")
    is_new_here = context.performer.warm_up is None
    keep = _keep(context, done) if done.deed else NOTHING
    if (offer := schedule.offer_told(context, (*lead, said))) is not None:
        return replace(offer, change=keep)
    return Reply((*lead, said, *((line("success-next"),) if is_new_here else ())), change=keep)


def _elsewhere(context: Context, slot: Slot[Evidence, Any], evidence: Evidence) -> Reply | None:
    """Give the domain that was just named another name: "call it fish class"; `None` if the words give none."""
    nlu, domain = context.nlu, context.performer.domain
    name = context.language.new_name(nlu.utterance) if nlu.intent is Intent.WORDS and domain.name else None
    if name is None or any(one.title == name and one.id != domain.id for one in context.performer.domains):
        return None
    reply = SUCCESS.prompt(context, slot, evidence).ask((line("meeting-named", name=brief(name)),), "again")
    renamed = context.performer.with_domain(replace(domain, name=name, is_name_made=False))
    return replace(reply, change=context.change(performer=renamed))


def _has_deed(_context: Context, evidence: Evidence) -> bool:
    return evidence.deed is not None


def _deed(context: Context, nlu: NluResult) -> str | None:
    words = extractors.free_text(context, nlu)
    return context.language.deed(words) if words else None


def _put_deed(context: Context, evidence: Evidence, words: str | None) -> Evidence:
    """Put in what they did, and when, if that was said, too."""
    day = context.language.past_day(words, context.today) if words else None
    return replace(evidence, worked=words, happened=evidence.happened or day)


def _say_day(context: Context, slot: Slot[Evidence, Any], evidence: Evidence) -> Parts:
    """Say back the day that came with the deed."""
    if slot.name != "worked" or not evidence.happened:
        return ()
    return (line("success-then", day=dates.partial(evidence.happened, context.today)),)


SUCCESS = Form[Evidence](
    "success",
    (
        Slot("worked", _deed, put=_put_deed, wants_free_text=True),
        Slot("happened", extractors.past_date, when=_has_deed, correct=extractors.past_day),
        Slot("shows", extractors.free_text, when=_has_deed, wants_free_text=True),
    ),
    load=_load,
    subject=lambda evidence: subject_for(evidence.key),
    finish=_finish,
    keep=_keep,
    variables=lambda _, evidence: {"deed": brief(evidence.deed)},
    after_undo=_taken_back,
    is_closed=lambda evidence: evidence.closed,
    elsewhere=_elsewhere,
    remark=_say_day,
)
